import type { Change } from "./change";
import { known, nameOf } from "./maybe";
import { type Phrase, say, words } from "./phrase";
import { type Answer, keepsPair, mayBeSamePair, type Rule } from "./rule";

/** The time in which a replacement leaves a pair without a rule. */
export interface Gap {
  /** How long OSS may take to clear the old rule before the update fails, as `30m`; absent where it is not shown. */
  timeout?: string;
  text: Phrase;
}

/**
 * The gap of a replacement. Nobody knows beforehand how long OSS clears a rule, so that no length is promised, only
 * what ends it. The engine makes the new resource first, but a pair of buckets has one rule: `create` removes the old
 * one. On request it is `delete`, which removes what `create` has left as it is; and where the program asks for
 * `deleteBeforeReplace`.
 */
export function gapOf(change: Change, old: Rule, now: Rule): Gap | undefined {
  if (change.op !== "replace" || change.old.retained) return undefined;
  if (mayBeSamePair(old, now)) return gapOfPair(change, old, now);
  return change.deletedFirst ? { text: words(DELETED_FIRST) } : undefined;
}

function gapOfPair(change: Change, old: Rule, now: Rule): Gap {
  const step = change.deletedFirst || isMadeAnew(change) ? "delete" : "create";
  const timeout = step === "delete" ? old.timeouts.delete : now.timeouts.create;
  const putBack = isPutBack(change, old, now) ? ", or the old one again if OSS refuses the new one," : "";
  const text = say`Nothing is copied from bucket ${nameOf(old.bucket)} to bucket ${nameOf(old.target)} from the removal of the old rule until OSS has cleared it and the new rule${words(putBack)} is in effect: usually minutes. If the clearing takes longer than ${nameOf(timeout)} (${words(`timeouts.${step}`)}), the update fails, and the gap lasts until it is run again. ${words(WRITTEN[now.history])}`;
  return { timeout: known(timeout), text };
}

/** On request the rule that is there is removed and put again as it is, under its id. */
export function isMadeAnew({ requested, deletedFirst, changed }: Change): boolean {
  return requested && !deletedFirst && changed.length === 0;
}

/** What the engine has deleted for another pair of buckets stays deleted. */
export function isPutBack(change: Change, old: Rule, now: Rule): boolean {
  return keepsPair(change, old, now) || (mayBeSamePair(old, now) && !change.deletedFirst);
}

const DELETED_FIRST =
  "The old rule is deleted first: until the new one is in effect nothing is copied, and if OSS refuses the new one, the old one is not put back.";

const WRITTEN: Record<Answer, string> = {
  yes: "What is written in the meantime is copied with the history.",
  no: "What is written in the meantime is never copied, for the history is not.",
  maybe: "What is written in the meantime is only copied if the history is.",
};
