import { importId } from "../lifecycle/importId";

/**
 * A message of the core in the words of this surface: the core names the arguments of the dynamic resources and the
 * configuration `oss:*`.
 */
export function inOurWords(message: string, at?: { bucket?: unknown; region?: string }): string {
  const bucket = typeof at?.bucket === "string" ? at.bucket : "BUCKET";
  return (
    message
      .replace(/`timeouts\.(create|delete)`/g, "`customTimeouts.$1`")
      .replace(
        /`adopt: "([^"]+)"`/g,
        (_, ruleId) =>
          `the resource option \`import: "${importId({ bucket, ruleId, region: at?.region })}"\``,
      )
      // The package's configuration is its own alone, and its RTC names a rule by its id.
      .replace("`alicloud:region`, ", "")
      .replace("Give `rule` (a ReplicationRule), or `bucket` and `ruleId`.", "Give `bucket` and `ruleId`.")
      .replace(SETTINGS, "oss-replication:$1")
  );
}

const SETTINGS = /\boss:(allowHttp|checks|endpoint|network|owner|profile|region|roleArn|waitForClearing)\b/g;
