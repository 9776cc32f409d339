import type { RtcStatus, Rule, RuleToPut } from "./model";

/* A list of rules as a write has changed it. `undefined` where OSS's answer does not tell. */

type Rules = readonly Rule[];

export function amendedByPut(
  rules: Rules,
  { id: _, rtc, ...definition }: RuleToPut,
  ruleId: string | undefined,
): Rules | undefined {
  if (ruleId === undefined) return undefined;
  const rule: Rule = { id: ruleId, ...structuredClone(definition), status: "starting" };
  // OSS keeps one rule for a source and a target: it took this one, so another of the list is gone.
  const others = rules.filter(({ destination }) => destination.bucket !== rule.destination.bucket);
  return [...others, withRtc(rule, rtc)];
}

/** Whether OSS is still clearing it is not told; until somebody looks, it is. */
export function amendedByDelete(rules: Rules, ruleId: string): Rules {
  return rules.map((rule) => (rule.id === ruleId ? { ...rule, status: "closing" } : rule));
}

export function amendedByRtc(rules: Rules, ruleId: string, status: RtcStatus): Rules {
  return rules.map((rule) => (rule.id === ruleId ? withRtc(rule, status) : rule));
}

/** Where RTC is off, OSS leaves it out; where it is wanted, it begins with `enabling`. */
function withRtc({ rtcStatus: _, ...rule }: Rule, status: RtcStatus | undefined): Rule {
  return status === "enabled" ? { ...rule, rtcStatus: "enabling" } : rule;
}
