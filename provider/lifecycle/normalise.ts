import { isDeepStrictEqual } from "node:util";
import {
  canonicalDefinition,
  completedDefinition,
  isObject,
  RULE_FIELD_NAMES,
  type Rule,
  regionOf,
} from "../oss";
import { formatDuration, parseDuration } from "./duration";
import { type RuleInputs, type RuleOutputs, TIMEOUTS } from "./inputs";
import { ownerIn } from "./ownership";
import { isUnknown } from "./unknown";

export { isObject };

/**
 * One spelling for each meaning, so that after it equality is equality (decision: normalise once, in check).
 * Takes arguments that `validate` has passed, or that hold unknowns: an unknown stays what it is.
 */
export function normaliseRule(args: Record<string, unknown>, region?: string): RuleInputs {
  const given = withoutNulls(args) as Record<string, unknown>;
  return withoutUndefined({
    ...withoutFields(given),
    ...canonicalDefinition(given),
    region: region === undefined || isUnknown(region) ? region : regionOf(region),
    timeouts: timeouts(given.timeouts),
  }) as unknown as RuleInputs;
}

/**
 * The inputs that a rule at the service stands for. What OSS leaves out of its answer is as it is `known`, for it is
 * unknown and not changed.
 */
export function inputsOfRule(
  rule: Rule,
  known: Partial<RuleOutputs>,
  region: string | undefined,
): RuleInputs {
  const inputs = normaliseRule({ ...withoutFields(known), ...completedDefinition(rule, known) }, region);
  // As state spells it: nothing of it is at OSS.
  const owner = known.owner ?? (known.destination && ownerIn(rule.id));
  return withoutUndefined({ ...inputs, owner, timeouts: known.timeouts }) as unknown as RuleInputs;
}

/** Where a rule is, whose it is and how long to wait, without what it says. */
function withoutFields(args: object): Record<string, unknown> {
  const names: readonly string[] = RULE_FIELD_NAMES;
  return Object.fromEntries(Object.entries(args).filter(([name]) => !names.includes(name)));
}

function timeouts(value: unknown): unknown {
  if (!isObject(value)) return value;
  const spelt = Object.entries(value).map(([name, text]): [string, unknown] => {
    const parsed = parseDuration(text);
    return [name, parsed === undefined ? text : formatDuration(parsed)];
  });
  const own = spelt.filter(([name, text]) => text !== TIMEOUTS[name as keyof typeof TIMEOUTS]);
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}

/** Whether two say the same, in whatever spelling. */
export function isSameTimeouts(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(timeouts(a ?? undefined), timeouts(b ?? undefined));
}

/** A property that a program sets to null arrives as null, and means the same as one left out. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  );
}

export function withoutUndefined(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));
}
