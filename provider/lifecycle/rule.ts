import type { Rule } from "../oss";
import { type Context, serviceOf, waitingFor } from "./context";
import { RuleCreation } from "./createRule";
import { millisecondsOf } from "./duration";
import { outputsOf, type RuleInputs, type RuleOutputs, TIMEOUTS } from "./inputs";
import { clearing, notInPlace, notShown, stillClosing, stillThere, taking } from "./messages";
import { inputsOfRule } from "./normalise";
import { ownerIn } from "./ownership";
import { planRule } from "./plan";
import { putRule } from "./putRule";
import { findRule, removeRule } from "./removeRule";
import { remadeUnderOtherId } from "./replacementMessages";
import { oldRuleOf, replaceRule } from "./replaceRule";
import { regionFor } from "./settings";
import type { Seen } from "./watchRules";

export interface Created<T> {
  id: string;
  outs: T;
}

/** Puts the rule, or answers the one that is already there and ours. Safe to run again after an interruption. */
export async function createRule(
  context: Context,
  inputs: RuleInputs,
  problemsAtOss?: () => Promise<string[]>,
): Promise<Created<RuleOutputs>> {
  const creation = new RuleCreation(context, inputs, problemsAtOss);
  const id = await creation.run();
  context.memory.noteAlive(inputs.bucket, id);
  context.facts.forget(inputs.bucket);
  return { id, outs: outputsOf(id, inputs) };
}

/** Nothing of a rule is changed in place: what differs is how it is reached, and how long to wait. */
export async function updateRule(
  id: string,
  olds: RuleOutputs,
  news: RuleInputs,
): Promise<{ outs: RuleOutputs }> {
  if (planRule(olds, news).kind === "replace") throw notInPlace(id, news);
  return { outs: outputsOf(id, news) };
}

/** The rule as it is at the service, or `undefined` when it is gone. A closing rule is gone. */
export async function readRule(
  context: Context,
  id: string,
  known: Partial<RuleOutputs> & { bucket: string },
): Promise<RuleInputs | undefined> {
  const region = regionFor(known, context.settings);
  const rule = await findRule(serviceOf(context, known), known.bucket, id, "kept");
  if (rule === undefined || rule.status === "closing") return undefined;
  return inputsOfRule(rule, known, region);
}

/** Deletes the rule and waits until it is gone, or is being cleared; a rule that is gone already is a success. */
export async function deleteRule(context: Context, id: string, outputs: RuleOutputs): Promise<void> {
  const { memory } = context;
  const { bucket, owner = ownerIn(id) ?? "" } = outputs;
  const taken = memory.takenOver(bucket, id);
  if (taken?.owner === owner) return remakeRule(context, taken.rule, outputs);
  if (memory.isAlive(bucket, id) || memory.successor(bucket, id) !== undefined) return;
  const rtc = memory.hadRtc(bucket, id) ? "enabled" : undefined;
  const limit = millisecondsOf(outputs.timeouts?.delete, TIMEOUTS.delete);
  context.facts.forget(bucket);
  const rule = { service: serviceOf(context, outputs), bucket, id };
  const isWaited = outputs.waitForClearing ?? context.settings.waitForClearing !== "false";
  const texts = {
    stillClosing: (seen: Seen) =>
      isWaited ? stillClosing(bucket, id, limit, seen, "timeouts.delete") : notShown(bucket, id, limit, seen),
    stillThere: () => stillThere(bucket, id),
  };
  const until = isWaited ? "gone" : "closing";
  const waiting = waitingFor(context, limit, () => clearing(bucket, outputs, until));
  await removeRule(rule, waiting, texts, until);
  memory.noteRemoved(owner, { id, outputs, rtc });
}

/**
 * Create has answered this very rule as it was, and now its delete follows: the replacement is on request
 * (`--target-replace`, `state taint`). State has the id already, so the rule is put again under it.
 */
async function remakeRule(context: Context, rule: Rule, outputs: RuleOutputs): Promise<void> {
  const { bucket } = outputs;
  context.memory.noteRemade(bucket, rule.id);
  const service = serviceOf(context, outputs);
  const old = oldRuleOf(rule, outputs);
  const limit = millisecondsOf(outputs.timeouts?.delete, TIMEOUTS.delete);
  const put = () => putRule(service, bucket, old.rule, { wasFree: true });
  const find = async () => {
    const found = await findRule(service, bucket, rule.id, "fresh");
    return found === undefined || found.status === "closing" ? undefined : { id: found.id, isOld: false };
  };
  const replacement = { context, service, bucket, old, limit, put, find };
  const id = await replaceRule({ ...replacement, taking: taking(bucket, outputs) });
  if (id !== rule.id) throw remadeUnderOtherId(bucket, old.rule, id);
}
