import type { Change } from "./change";
import { known, nameOf } from "./maybe";
import { type Phrase, say, words } from "./phrase";
import { type Answer, mayBeSamePair, type Rule } from "./rule";

/** The time in which a replacement leaves a pair without a rule. */
export interface Gap {
  /** How long OSS may take to clear the old rule before the update fails, as `30m`; absent where it is not shown. */
  timeout?: string;
  text: Phrase;
}

/**
 * The gap of a replacement. Nobody knows beforehand how long OSS clears a rule, so that no length is promised, only
 * what ends it.
 */
export function gapOf(change: Change, old: Rule, now: Rule): Gap | undefined {
  if (change.op !== "replace" || change.old.retained) return undefined;
  if (!change.deletedFirst && !mayBeSamePair(old, now)) return undefined;
  // Where the engine creates first, it is create that removes the old rule, and waits as long as it may.
  const step = change.deletedFirst || change.changed.length > 0 ? "delete" : "create";
  const timeout = step === "delete" ? old.timeouts.delete : now.timeouts.create;
  const text = say`Nothing is copied from bucket ${nameOf(old.bucket)} to bucket ${nameOf(old.target)} from the deletion of the old rule until OSS has cleared it and the new rule is in effect: usually minutes. If the clearing takes longer than ${nameOf(timeout)} (${words(`timeouts.${step}`)}), the update fails, and the gap lasts until it is run again. ${words(WRITTEN[now.history])}`;
  return { timeout: known(timeout), text };
}

const WRITTEN: Record<Answer, string> = {
  yes: "What is written in the meantime is copied with the history.",
  no: "What is written in the meantime is never copied, for the history is not.",
  maybe: "What is written in the meantime is only copied if the history is.",
};
