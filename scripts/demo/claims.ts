import { isDeepStrictEqual, stripVTControlCharacters } from "node:util";
import type { ReplicationRuleInfo } from "pulumi-oss-replication";

/** A step did not do what it says. */
export class Unkept extends Error {}

export function claim(isTrue: boolean, otherwise: string): asserts isTrue {
  if (!isTrue) throw new Unkept(otherwise);
}

/** A rule without what moves by itself. */
function definition({ status: _, rtcStatus, ...rule }: ReplicationRuleInfo) {
  return { ...rule, hasRtc: rtcStatus !== "disabled" };
}

/** Whether both hold the same rules, which say the same. */
export function areSameRules(before: ReplicationRuleInfo[], after: ReplicationRuleInfo[]): boolean {
  const sorted = (rules: ReplicationRuleInfo[]) =>
    rules.map(definition).sort((a, b) => a.ruleId.localeCompare(b.ruleId));
  return isDeepStrictEqual(sorted(before), sorted(after));
}

/** Whether the printed diff has a line that adds this text. */
export function addsLine(printed: string, text: string): boolean {
  const lines = stripVTControlCharacters(printed).split("\n");
  return lines.some((line) => /^\s*\+/.test(line) && line.includes(JSON.stringify(text)));
}
