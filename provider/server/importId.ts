import { ReplicationError } from "../lifecycle/errors";
import { isBucketName, regionOf } from "../oss";

/** A rule at OSS, as the id of an import names it. */
export interface ImportId {
  bucket: string;
  ruleId: string;
  region?: string;
}

/** `BUCKET/RULE`, or `REGION/BUCKET/RULE` for a bucket of another region than the provider's. */
export function parseImportId(id: string, type: string): ImportId {
  const parts = id.split("/");
  const [ruleId = "", bucket = "", region] = parts.reverse();
  const isWellFormed =
    (parts.length === 2 || parts.length === 3) && ruleId !== "" && isBucketName(bucket) && region !== "";
  if (!isWellFormed) {
    throw new ReplicationError(
      `${JSON.stringify(id)} does not name a rule of a bucket. Import a ${type} by BUCKET/RULE, such as prod-logs/a1b2c3, or by REGION/BUCKET/RULE where the bucket is in another region than the provider's. \`oss-replication rules --bucket BUCKET\` lists the rules.`,
      "NoSuchReplicationRule",
    );
  }
  return { bucket, ruleId, ...(region !== undefined && { region: regionOf(region) }) };
}

/** The id by which a rule is imported. */
export function importId({ bucket, ruleId, region }: ImportId): string {
  return [region, bucket, ruleId].filter((part) => part !== undefined).join("/");
}
