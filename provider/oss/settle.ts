import { definitionDifferences } from "./definition";
import { OssError } from "./errors";
import { type Failure, isAnswerLost } from "./failure";
import type { PutOptions, RtcStatus, Rule, RuleToPut } from "./model";

/**
 * The rule that shows that a put had its effect: to the same target, not `closing`, and as it was sent. The id alone
 * shows nothing, for a rule of that id may have been there before. It is asked for where the pair was not seen free, for
 * then a rule like the one that was sent may be anybody's; OSS may make its own ids.
 */
export function effectOfPut(
  sent: RuleToPut,
  rules: readonly Rule[],
  { wasFree }: PutOptions,
): Rule | undefined {
  return rules.find(
    (rule) =>
      rule.status !== "closing" &&
      definitionDifferences(sent, rule).length === 0 &&
      (wasFree || rule.id === sent.id),
  );
}

/** Whether a delete had its effect: the rule is gone or going. */
export function isRemoved(ruleId: string, rules: readonly Rule[]): boolean {
  return rules.every(({ id, status }) => id !== ruleId || status === "closing");
}

/** Whether the RTC of a rule is as it was asked for; of a rule that is not there nothing is known. */
export function isRtc(wanted: RtcStatus, ruleId: string, rules: readonly Rule[]): boolean {
  const rule = rules.find(({ id }) => id === ruleId);
  if (rule === undefined) return false;
  const { rtcStatus = "disabled" } = rule;
  return wanted === "enabled" ? ["enabled", "enabling"].includes(rtcStatus) : rtcStatus === "disabled";
}

/**
 * Settles the failures of one write. Until an answer is lost it changes nothing; from then on each failure is checked
 * against the rules that are there: a write that had its effect is a success, whatever became of its answer.
 */
export function settleWrite<T>(
  readRules: () => Promise<readonly Rule[]>,
  effect: (rules: readonly Rule[]) => T | undefined,
) {
  let lost = false;
  return async (error: unknown): Promise<T | undefined> => {
    lost ||= isAnswerLost(error as Failure);
    if (!lost) return undefined;
    const rules = await readRules().catch(() => undefined);
    return rules && effect(rules);
  };
}

/** Makes failures of these codes this result. */
export function asResult<T>(codes: string[], result: T) {
  return async (error: unknown): Promise<T | undefined> =>
    error instanceof OssError && codes.includes(error.code) ? result : undefined;
}
