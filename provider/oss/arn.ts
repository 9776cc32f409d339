/**
 * Names that OSS takes and gives in two spellings, a name alone or an ARN: the page of PutBucketReplication had the ARN
 * of a role in 2021 and has its name today. Where only one of the two says an account or a region, they mean the same.
 */
export interface Arn {
  region?: string;
  account?: string;
  /** `oss-repl`, `alias/dr`, or a key's id. */
  name: string;
}

/** `acs:SERVICE:REGION:ACCOUNT:KIND/NAME`; anything but an ARN of the service is a name. */
function parse(text: string, service: string, kind: string): Arn & { isArn: boolean } {
  const [, ofService, region, account, resource] = /^acs:([^:]*):([^:]*):([^:]*):(.+)$/i.exec(text) ?? [];
  if (resource === undefined || ofService?.toLowerCase() !== service) return { name: text, isArn: false };
  const name = resource.toLowerCase().startsWith(`${kind}/`) ? resource.slice(kind.length + 1) : resource;
  return { region: region || undefined, account: account || undefined, name, isArn: true };
}

/** A key of KMS: id or ARN, `acs:kms:cn-beijing:123:key/ID`. An alias keeps its `alias/`. */
export function kmsKey(text: string): Arn {
  return parse(text, "kms", "key");
}

/** Whether two spellings mean one RAM role: `oss-repl` and `acs:ram::1001:role/oss-repl`. */
export function isSameRole(a: string, b: string): boolean {
  const [left, right] = [parse(a, "ram", "role"), parse(b, "ram", "role")];
  if (!left.isArn && !right.isArn) return a === b;
  // The ARN of a role is in small letters, whatever its name (`AliyunODPSDefaultRole`, `role/aliyunodpsdefaultrole`).
  return agree(left.account, right.account) && left.name.toLowerCase() === right.name.toLowerCase();
}

/** Whether two spellings mean one KMS key. */
export function isSameKmsKey(a: string, b: string): boolean {
  const [left, right] = [kmsKey(a), kmsKey(b)];
  return agree(left.region, right.region) && agree(left.account, right.account) && left.name === right.name;
}

function agree(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
