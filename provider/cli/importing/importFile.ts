import { importId } from "../../lifecycle/importId";
import { json } from "../../terminal/json";
import type { NamedRule } from "./names";

/** The file that `pulumi import --file` reads. */
export function importFile(bucket: string, region: string, rules: NamedRule[]): string {
  const resources = rules.flatMap(({ rule, name, rtcName }) => {
    const id = importId({ region, bucket, ruleId: rule.id });
    const rtc = { type: "oss-replication:index:ReplicationRtc", name: rtcName, id };
    return [
      { type: "oss-replication:index:ReplicationRule", name, id },
      ...(rtcName === undefined ? [] : [rtc]),
    ];
  });
  return `${json({ resources }, 2)}\n`;
}
