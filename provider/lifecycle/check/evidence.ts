import { isIpEndpoint, locationOf, OssError, regionOf, regionOfHost, whatHappened } from "../../oss";

/** What an answer of OSS proves about the arguments or the credentials. It holds whatever comes later. */
export type Evidence =
  /** The bucket is in another region, at this endpoint if OSS named one. */
  | { kind: "elsewhere"; endpoint?: string }
  /** The bucket belongs to another account. */
  | { kind: "not ours" }
  /** There is no such bucket, in any region. */
  | { kind: "missing" }
  /** The credentials are wrong, or there are none. */
  | { kind: "credentials" };

const BY_CODE: Record<string, Evidence["kind"]> = {
  NoSuchBucket: "missing",
  InvalidBucketName: "missing",
  BucketNotBelongTo: "not ours",
  NoCredentials: "credentials",
  SignatureDoesNotMatch: "credentials",
  InvalidAccessKeyId: "credentials",
  InvalidSecurityToken: "credentials",
  SecurityTokenExpired: "credentials",
  "InvalidSecurityToken.Expired": "credentials",
  AccessKeyIdAndSecurityTokenNotMatch: "credentials",
  UserDisable: "credentials",
};

/**
 * The EC of a signature for a region other than the endpoint's or the bucket's:
 * https://help.aliyun.com/en/oss/user-guide/0002-00000226, https://help.aliyun.com/en/oss/user-guide/0002-00000228.
 */
const SIGNED_FOR_ANOTHER = /^0002-0000022[68]$/;

/** `undefined` when the failure proves nothing: no permission, no route, no answer in time. */
export function evidenceIn(error: unknown): Evidence | undefined {
  if (!(error instanceof OssError)) return undefined;
  if (isElsewhere(error)) return { kind: "elsewhere", endpoint: error.endpoint };
  // https://www.alibabacloud.com/help/en/oss/how-to-troubleshoot-403-status-code-when-you-access-oss
  if (error.status === 403 && /does not belong to you/i.test(error.serviceMessage))
    return { kind: "not ours" };
  const kind = Object.hasOwn(BY_CODE, error.code) ? BY_CODE[error.code] : undefined;
  return kind && ({ kind } as Evidence);
}

function isElsewhere({ status = 0, serviceMessage, ec, endpoint }: OssError): boolean {
  if (status >= 300 && status < 400) return endpoint !== undefined && regionOfHost(endpoint) !== undefined;
  return (
    /specified endpoint|invalid signing region/i.test(serviceMessage) ||
    (status >= 400 && SIGNED_FOR_ANOTHER.test(ec ?? ""))
  );
}

/** How OSS was asked about a bucket: the arguments that an answer can prove wrong. */
export interface Asked {
  role: "source" | "target";
  bucket: string;
  /** The region it was asked in. */
  region: string;
  /** The given endpoint it was asked at, if any. */
  endpoint?: string;
}

/** The evidence in words, about the argument that it concerns. */
export function evidenceText(evidence: Evidence, error: OssError, asked: Asked): string {
  const argument = asked.role === "source" ? "bucket" : "destination.bucket";
  switch (evidence.kind) {
    case "elsewhere":
      return `${elsewhere(evidence.endpoint, asked)} (${whatHappened(error)})`;
    case "not ours":
      return `\`${argument}\` is ${asked.bucket}, a bucket of another account. ${error.message}${asked.role === "target" ? ACROSS_ACCOUNTS : ""}`;
    case "missing":
      return `\`${argument}\` is ${asked.bucket}, a bucket that does not exist. ${error.message}`;
    default:
      return error.code === "NoCredentials" ? `${error.message}${WITHOUT}` : error.message;
  }
}

const ACROSS_ACCOUNTS =
  " To copy to a bucket of another account, name a `syncRole` that its owner allows to do so: https://www.alibabacloud.com/help/en/oss/user-guide/introduction-to-data-replication-permissions";

const WITHOUT = " If previews should run without credentials, set `pulumi config set oss:checks off` once.";

function elsewhere(named: string | undefined, asked: Asked): string {
  const region = named === undefined ? undefined : regionOfHost(named);
  if (asked.role === "target") return targetElsewhere(region, named, asked);
  return region === undefined
    ? sourceNotThere(asked)
    : sourceElsewhere(region, { ...asked, region: regionOf(asked.region) });
}

function targetElsewhere(region: string | undefined, named: string | undefined, asked: Asked): string {
  const wrong = locationOf(asked.region);
  if (region === undefined) {
    return `The target bucket ${asked.bucket} is not in ${wrong}, since OSS does not accept a signature for that region: correct \`destination.location\`.`;
  }
  const location = locationOf(region);
  // The locations of a finance cloud do not follow from its region.
  const correct = named?.includes(location)
    ? `set \`destination.location\` to "${location}"`
    : `correct \`destination.location\`; OSS names the endpoint ${named}`;
  return `The target bucket ${asked.bucket} is in ${region}, not in ${wrong}: ${correct}.`;
}

function sourceNotThere({ bucket, region, endpoint }: Asked): string {
  const ofEndpoint = endpoint === undefined ? undefined : regionOfHost(endpoint);
  return ofEndpoint === undefined || ofEndpoint === regionOf(region)
    ? `Bucket ${bucket} is not in the region ${region}, since OSS does not accept a signature for it: correct \`region\`.`
    : `\`region\` is ${region} and \`endpoint\` is ${endpoint}, which is in ${ofEndpoint}. An endpoint accepts only signatures for its own region: correct the one that is not bucket ${bucket}'s. ${GIVEN_BY}`;
}

function sourceElsewhere(region: string, { bucket, region: given, endpoint }: Asked): string {
  const wrongRegion = region !== given;
  const wrongEndpoint =
    endpoint !== undefined && regionOfHost(endpoint) !== region && !isIpEndpoint(endpoint);
  const asked = [wrongRegion && `in ${given}`, wrongEndpoint && `at ${endpoint}`].filter(Boolean).join(" ");
  const corrections = [
    wrongRegion && `set \`region\` to "${region}"`,
    wrongEndpoint && `correct \`endpoint\`. ${GIVEN_BY}`,
  ];
  return `Bucket ${bucket} is in ${region}, not ${asked || "where it was looked for"}: ${corrections.filter(Boolean).join(" and ") || "correct `endpoint`."}`;
}

const GIVEN_BY = "(The endpoint comes from the resource, else from `oss:endpoint`, else from OSS_ENDPOINT.)";
