import type { RtcStatus, Rule } from "../oss";
import { type Context, serviceOf } from "./context";
import { isRefusal, ReplicationError } from "./errors";
import type { RtcInputs } from "./inputs";
import { findRule, isGone, type RuleAt } from "./removeRule";
import type { Created } from "./rule";
import { regionFor } from "./settings";

/**
 * Turns the RTC of a rule to what `inputs` say. Naming the rule is the consent to do so. Of a rule that this command has
 * adopted it is known how its RTC stands: to take over what is there writes nothing.
 */
export async function createRtc(context: Context, inputs: RtcInputs): Promise<Created<RtcInputs>> {
  const { bucket, ruleId, status } = inputs;
  const adopted = context.memory.adoptedRule(bucket, ruleId);
  if (adopted === undefined || rtcStatusOf(adopted) !== status) await setRtc(context, inputs);
  context.memory.noteAlive(bucket, rtcKey(ruleId));
  return { id: ruleId, outs: inputs };
}

export async function updateRtc(context: Context, news: RtcInputs): Promise<{ outs: RtcInputs }> {
  await setRtc(context, news);
  return { outs: news };
}

/** RTC as it is; `enabling` is on. `undefined` when the rule is gone or closing, and RTC with it. */
export async function readRtc(
  context: Context,
  id: string,
  known: Partial<RtcInputs> & { bucket: string },
): Promise<RtcInputs | undefined> {
  const region = regionFor(known, context.settings) ?? "";
  const rule = await findRule(serviceOf(context, known), known.bucket, id, "kept");
  if (rule === undefined || rule.status === "closing") return undefined;
  return { ...known, region, ruleId: id, status: rtcStatusOf(rule) };
}

/** Turns RTC off and leaves the rule. Where the rule was replaced, the new one has taken RTC over. */
export async function deleteRtc(context: Context, id: string, outputs: RtcInputs): Promise<void> {
  const { memory } = context;
  const { bucket } = outputs;
  const ruleId = memory.successor(bucket, id) ?? id;
  if (memory.isAlive(bucket, rtcKey(ruleId))) return;
  try {
    await setRtc(context, { ...outputs, ruleId, status: "disabled" });
    if (outputs.status === "enabled") memory.noteRtcTurnedOff(bucket, ruleId);
  } catch (error) {
    if (!isGone(error) && !isNotInEffect(error)) throw error;
  }
}

async function setRtc(context: Context, inputs: RtcInputs): Promise<void> {
  const { bucket, ruleId, status } = inputs;
  context.memory.noteRtcWritten(bucket, ruleId);
  await putRtc({ service: serviceOf(context, inputs), bucket, id: ruleId }, status);
}

/** OSS is asked about the rule only where it refuses: RTC may be as wanted already, or the rule may be gone or closing. */
async function putRtc(rule: RuleAt, status: RtcStatus): Promise<void> {
  const { service, bucket, id } = rule;
  try {
    await service.putBucketRtc(bucket, id, status);
  } catch (refusal) {
    if (!isRefusal(refusal)) throw refusal;
    const found = await findRule(service, bucket, id, "fresh").catch(() => {
      throw refusal;
    });
    if (found === undefined || found.status === "closing") throw notInEffect(rule, status, found);
    if (rtcStatusOf(found) !== status) throw refusal;
  }
}

function notInEffect({ bucket, id }: RuleAt, status: RtcStatus, found: Rule | undefined): ReplicationError {
  return new ReplicationError(
    `RTC was not ${status}: bucket ${bucket} has no rule ${id} in effect${found ? " (it is closing)" : ""}. List what is there with \`oss-replication rules --bucket ${bucket}\`; if the rule was deleted at OSS, run \`pulumi refresh\` first; if it was replaced while only some resources were updated, add \`--target-dependents\`.`,
    "NoSuchReplicationRule",
  );
}

function isNotInEffect(error: unknown): boolean {
  return error instanceof ReplicationError && error.code === "NoSuchReplicationRule";
}

function rtcStatusOf(rule: Rule): RtcStatus {
  return rule.rtcStatus === "enabling" || rule.rtcStatus === "enabled" ? "enabled" : "disabled";
}

/** Keeps the RTC of a rule apart from the rule in the memory of a command. */
export function rtcKey(ruleId: string): string {
  return `${ruleId}?rtc`;
}
