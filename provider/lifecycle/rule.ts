import { type Context, serviceOf } from "./context";
import { normaliseRule } from "./normalise";
import { findRule, milliseconds, removeRule } from "./removal";
import { RuleCreation } from "./ruleCreation";
import { argumentsOf, outputsOf, type RuleInputs, type RuleOutputs } from "./ruleInputs";

export interface Created<T> {
  id: string;
  outs: T;
}

/** Puts the rule, or answers the one that is already there and ours. Safe to run again after an interruption. */
export async function createRule(context: Context, inputs: RuleInputs): Promise<Created<RuleOutputs>> {
  const creation = new RuleCreation(context, inputs);
  const id = await creation.run();
  context.memory.noteAlive(inputs.bucket, id);
  context.facts.forget(inputs.bucket);
  return { id, outs: outputsOf(inputs) };
}

/** Nothing of a rule is changed in place: what differs is how it is reached, and how long to wait. */
export async function updateRule(news: RuleInputs): Promise<{ outs: RuleOutputs }> {
  return { outs: outputsOf(news) };
}

/** The rule as it is at the service, or `undefined` when it is gone. A closing rule is gone. */
export async function readRule(
  context: Context,
  id: string,
  known: Partial<RuleOutputs> & { bucket: string },
): Promise<RuleInputs | undefined> {
  const region = known.region ?? context.settings.region;
  const rule = await findRule(serviceOf(context, { ...known, region }), known.bucket, id);
  if (rule === undefined || rule.status === "closing") return undefined;
  return normaliseRule({ ...known, ...argumentsOf(rule, known) }, region);
}

/** Deletes the rule and waits until it is gone; a rule that is gone already is a success. */
export async function deleteRule(context: Context, id: string, outputs: RuleOutputs): Promise<void> {
  if (context.memory.isAlive(outputs.bucket, id)) return;
  const limit = milliseconds(outputs.timeouts?.delete);
  await removeRule(context, serviceOf(context, outputs), outputs.bucket, id, limit, "delete");
}
