import { isAddressable, regionOf } from "../oss";
import { type Context, serviceOf } from "./context";
import { ReplicationError } from "./errors";
import { notFound } from "./messages";
import { REGION_SOURCES, regionFor, type Settings } from "./settings";

/** A rule at OSS, as the id of an import names it. */
export interface ImportId {
  bucket: string;
  ruleId: string;
  region?: string;
}

/** `BUCKET/RULE`, or `REGION/BUCKET/RULE` for a bucket of another region than the provider's. */
function parseImportId(id: string, type: string): ImportId {
  const parts = id.split("/");
  const [ruleId = "", bucket = "", region] = parts.reverse();
  const isWellFormed =
    (parts.length === 2 || parts.length === 3) && ruleId !== "" && isAddressable(bucket) && region !== "";
  if (!isWellFormed) {
    throw new ReplicationError(
      `${JSON.stringify(id)} does not name a rule of a bucket. Import a ${type} by BUCKET/RULE, such as prod-logs/a1b2c3, or by REGION/BUCKET/RULE where the bucket is in another region than the provider's. \`oss-replication rules --bucket BUCKET\` lists the rules.`,
      "NoSuchReplicationRule",
    );
  }
  return { bucket, ruleId, ...(region !== undefined && { region: regionOf(region) }) };
}

/** The rule of the id, with a region: its own, or the settings'. */
export function importedRule(id: string, type: string, settings: Settings): ImportId {
  const at = parseImportId(id, type);
  if (regionFor(at, settings) !== undefined) return at;
  throw new ReplicationError(
    `No region is known for bucket ${at.bucket}. Import the rule by REGION/BUCKET/RULE, such as \`${importId({ ...at, region: "cn-hangzhou" })}\`, or set \`oss:region\` or OSS_REGION. Looked at: ${REGION_SOURCES}.`,
    "NoRegion",
  );
}

/** Why there is nothing to import: what OSS says of the bucket, or that the rule is not among its rules. */
export async function notImported(context: Context, at: ImportId): Promise<Error> {
  const rules = await serviceOf(context, at).getBucketReplication(at.bucket, "kept");
  if (!rules.some(({ id }) => id === at.ruleId)) return notFound(at.ruleId, at.bucket);
  return new ReplicationError(
    `Rule ${at.ruleId} of bucket ${at.bucket} is closing: it was deleted, and OSS is clearing it. There is nothing to import.`,
    "NoSuchReplicationRule",
  );
}

/** The id by which a rule is imported. */
export function importId({ bucket, ruleId, region }: ImportId): string {
  return [region, bucket, ruleId].filter((part) => part !== undefined).join("/");
}
