import { refusal } from "../errors";
import { empty } from "../http/reply";
import { switchRtc } from "../life";
import { rtcTargetsOf } from "../locations";
import type { Bucket, StoredRule } from "../model";
import { childOf, optional, type Shape, textOf } from "../xml/shape";
import { type BucketOperation, readBody } from "./context";

const shape: Shape = { RTC: optional({ Status: optional() }), ID: optional() };

/**
 * https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketrtc
 * The root is ReplicationRule; a sample of ossutil calls it RtcConfiguration, which is not taken here.
 */
export const putBucketRtc: BucketOperation = ({ body, store, now, timings }, bucket) => {
  const { ruleId, enable } = readRtc(body);
  const rule = store.rulesOf(bucket, now).find(({ definition }) => definition.id === ruleId);
  if (!rule) throw refusal("noRuleForRtc");
  if (rule.life.goneAt !== undefined) throw refusal("rtcClosing");
  if (enable) checkRtc(bucket, rule);
  store.setLife(bucket, rule, switchRtc(rule.life, now, timings, enable));
  return { ...empty(), ruleId };
};

function readRtc(body: Uint8Array): { ruleId: string; enable: boolean } {
  const root = readBody(body, "ReplicationRule", shape, "malformedRule");
  if (!childOf(root, "RTC")) throw refusal("rtcWithoutRtc");
  const ruleId = textOf(root, "ID");
  if (!ruleId) throw refusal("rtcWithoutId");
  const status = textOf(root, "RTC", "Status");
  if (status !== "enabled" && status !== "disabled") throw refusal("rtcStatus");
  return { ruleId, enable: status === "enabled" };
}

/** Switching off is accepted on every rule, also inside one region. */
function checkRtc(bucket: Bucket, { definition }: StoredRule): void {
  const { location } = definition.destination;
  if (location === bucket.location) throw refusal("rtcNotForRule");
  if (!rtcTargetsOf(bucket.location).includes(location)) throw refusal("locationWithoutRtc");
}
