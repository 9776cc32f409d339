import { definitionDifferences } from "./difference";
import type { Rule, RuleToPut } from "./model";
import { type Failure, isAnswerLost } from "./retry";

/**
 * The rule that shows that a put had its effect: to the same target, not `closing`, and as it was sent. The id alone
 * shows nothing, for a rule of that id may have been there before; nor is it asked for, since OSS may make its own.
 */
export function effectOfPut(sent: RuleToPut, rules: Rule[]): Rule | undefined {
  return rules.find((rule) => rule.status !== "closing" && definitionDifferences(sent, rule).length === 0);
}

/**
 * Settles the failures of one put. Until an answer is lost it changes nothing; from then on each failure is checked
 * against the rules that are there: a put that had its effect is a success, whatever became of its answer.
 */
export function settlePut(sent: RuleToPut, readRules: () => Promise<Rule[]>) {
  let lost = false;
  return async (error: unknown): Promise<{ ruleId: string } | undefined> => {
    lost ||= isAnswerLost(error as Failure);
    if (!lost) return undefined;
    const rules = await readRules().catch((): Rule[] => []);
    const effect = effectOfPut(sent, rules);
    return effect && { ruleId: effect.id };
  };
}
