import type { Rule } from "../oss";
import { type Context, serviceOf } from "./context";
import { ReplicationError } from "./errors";
import type { RtcInputs } from "./inputs";
import { findRule, isGone } from "./removeRule";
import type { Created } from "./rule";
import { regionFor } from "./settings";

/** Turns the RTC of a rule to what `inputs` say. Naming the rule is the consent to do so. */
export async function createRtc(context: Context, inputs: RtcInputs): Promise<Created<RtcInputs>> {
  await setRtc(context, inputs, inputs.status);
  context.memory.noteAlive(inputs.bucket, rtcKey(inputs.ruleId));
  return { id: inputs.ruleId, outs: inputs };
}

export async function updateRtc(context: Context, news: RtcInputs): Promise<{ outs: RtcInputs }> {
  await setRtc(context, news, news.status);
  return { outs: news };
}

/** RTC as it is; `enabling` is on. `undefined` when the rule is gone or closing, and RTC with it. */
export async function readRtc(
  context: Context,
  id: string,
  known: Partial<RtcInputs> & { bucket: string },
): Promise<RtcInputs | undefined> {
  const region = regionFor(known, context.settings) ?? "";
  const rule = await findRule(serviceOf(context, known), known.bucket, id);
  if (rule === undefined || rule.status === "closing") return undefined;
  return { ...known, region, ruleId: id, status: rtcStatusOf(rule) };
}

/** Turns RTC off and leaves the rule. Where the rule was replaced, the new one has taken RTC over. */
export async function deleteRtc(context: Context, id: string, outputs: RtcInputs): Promise<void> {
  const { memory } = context;
  const { bucket } = outputs;
  const ruleId = memory.successor(bucket, id) ?? id;
  if (memory.isAlive(bucket, rtcKey(ruleId))) return;
  const service = serviceOf(context, outputs);
  const rule = await findRule(service, bucket, ruleId);
  if (rule === undefined || rule.status === "closing" || rtcStatusOf(rule) === "disabled") return;
  try {
    await service.putBucketRtc(bucket, ruleId, "disabled");
    memory.noteRtcTurnedOff(bucket, ruleId);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

async function setRtc(context: Context, inputs: RtcInputs, status: "enabled" | "disabled"): Promise<void> {
  const service = serviceOf(context, inputs);
  const rule = await findRule(service, inputs.bucket, inputs.ruleId);
  if (rule === undefined || rule.status === "closing") {
    throw new ReplicationError(
      `RTC was not ${status}: bucket ${inputs.bucket} has no rule ${inputs.ruleId} in effect${rule ? " (it is closing)" : ""}. List what is there with \`oss-replication rules --bucket ${inputs.bucket}\`; if the rule was deleted at OSS, run \`pulumi refresh\` first; if it was replaced while only some resources were updated, add \`--target-dependents\`.`,
      "NoSuchReplicationRule",
    );
  }
  if (rtcStatusOf(rule) !== status) await service.putBucketRtc(inputs.bucket, inputs.ruleId, status);
}

function rtcStatusOf(rule: Rule): "enabled" | "disabled" {
  return rule.rtcStatus === "enabling" || rule.rtcStatus === "enabled" ? "enabled" : "disabled";
}

/** Keeps the RTC of a rule apart from the rule in the memory of a command. */
export function rtcKey(ruleId: string): string {
  return `${ruleId}?rtc`;
}
