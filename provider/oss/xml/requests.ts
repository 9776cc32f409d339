import { definitionXml } from "../definition";
import type { RtcStatus, RuleToPut } from "../model";
import { writeXml } from "./tree";

/* Bodies of requests. What a rule's fields look like is in `rule.ts`. */

/** Body of PutBucketReplication. An id that is empty is left out: OSS then makes one. */
export function putReplicationXml(rule: RuleToPut): string {
  return writeXml("ReplicationConfiguration", [
    [
      "Rule",
      [["ID", rule.id || undefined], ["RTC", rule.rtc && [["Status", rule.rtc]]], ...definitionXml(rule)],
    ],
  ]);
}

/** Body of DeleteBucketReplication. */
export function deleteReplicationXml(ruleId: string): string {
  return writeXml("ReplicationRules", [["ID", ruleId]]);
}

/** Body of PutBucketRTC; its root is `ReplicationRule`, whatever the SDKs' class is called. */
export function putRtcXml(ruleId: string, status: RtcStatus): string {
  return writeXml("ReplicationRule", [
    ["RTC", [["Status", status]]],
    ["ID", ruleId],
  ]);
}
