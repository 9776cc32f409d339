import type { ActiveChange, Change } from "./change";
import { type Finding, finding, type Gap, type Risk, risk } from "./finding";
import { mayEqual, nameOf } from "./maybe";
import { joined, type Phrase, say, words } from "./phrase";
import { gained, lossText, lost, objectsOf } from "./prefixes";
import { type Answer, keepsPair, mayBeSamePair, pairText, type Rule, tagsChange } from "./rule";
import { are, HISTORY_AT_START, names, putRisks, stopRisks } from "./ruleWords";

/** Where the old rule stays and is of the same pair, the update fails before anything changes. */
export function replacementFinding(change: ActiveChange, old: Rule, now: Rule): Finding {
  const gap = gapOf(change, old, now);
  const sentence = recreateText(change, old, now, gap);
  const fails = change.old.retained && keepsPair(change, old, now);
  const risks = fails
    ? [risk("rule-recreated", say`The update fails as long as the old rule is retained.`)]
    : recreateRisks(change, old, now, gap);
  return finding(change, "recreated", old, sentence, risks, gap);
}

/**
 * The gap of a replacement. Nobody knows beforehand how long OSS clears a rule, so that no length is promised, only
 * what ends it. The engine makes the new resource first, but a pair of buckets has one rule: `create` removes the old
 * one. On request it is `delete`, which removes what `create` has left as it is; and where the program asks for
 * `deleteBeforeReplace`.
 */
function gapOf(change: Change, old: Rule, now: Rule): Gap | undefined {
  if (change.op !== "replace" || change.old.retained) return undefined;
  if (mayBeSamePair(old, now)) return gapOfPair(change, old, now);
  return change.deletedFirst ? { timeout: { hidden: "missing" }, text: words(DELETED_FIRST) } : undefined;
}

function gapOfPair(change: Change, old: Rule, now: Rule): Gap {
  const step = change.deletedFirst || isMadeAnew(change) ? "delete" : "create";
  const timeout = step === "delete" ? old.timeouts.delete : now.timeouts.create;
  const putBack = isPutBack(change, old, now) ? ", or the old one again if OSS refuses the new one," : "";
  const text = say`Nothing is copied from bucket ${nameOf(old.bucket)} to bucket ${nameOf(old.target)} from the removal of the old rule until OSS has cleared it and the new rule${words(putBack)} is in effect: usually minutes. If the clearing takes longer than ${nameOf(timeout)} (${words(`timeouts.${step}`)}), the update fails, and the gap lasts until it is run again. ${words(WRITTEN[now.history])}`;
  return { timeout, text };
}

/** On request the rule that is there is removed and put again as it is, under its id. */
function isMadeAnew({ requested, deletedFirst, changed }: Change): boolean {
  return requested && !deletedFirst && changed.length === 0;
}

/** What the engine has deleted for another pair of buckets stays deleted. */
function isPutBack(change: Change, old: Rule, now: Rule): boolean {
  return keepsPair(change, old, now) || (mayBeSamePair(old, now) && !change.deletedFirst);
}

const DELETED_FIRST =
  "The old rule is deleted first: until the new one is in effect nothing is copied, and if OSS refuses the new one, the old one is not put back.";

const WRITTEN: Record<Answer, string> = {
  yes: "What is written in the meantime is copied with the history.",
  no: "What is written in the meantime is never copied, for the history is not.",
  maybe: "What is written in the meantime is only copied if the history is.",
};

function recreateText(change: Change, old: Rule, now: Rule, gap: Gap | undefined): Phrase {
  const samePair = keepsPair(change, old, now);
  const as = samePair ? [] : say` as one ${pairText(now)}`;
  const head = say`The rule ${pairText(old)} is recreated${as}, ${reason(change)}`;
  if (change.old.retained && samePair) return say`${head}: ${words(REFUSED)}.`;
  return say`${head}: ${joined([orderText(change, old, now, gap), ...differences(change, old, now)], "; ")}.`;
}

const REFUSED =
  "the old rule stays (retainOnDelete), and OSS takes one rule for a source and a target, so that the update fails and nothing changes at OSS";

function orderText(change: Change, old: Rule, now: Rule, gap: Gap | undefined): Phrase {
  if (gap) return gapText(change, old, now, gap);
  if (change.old.retained)
    return words(
      "the old rule stays at OSS, no longer managed (retainOnDelete), and replication by it goes on",
    );
  return say`the new rule comes first, without a gap, and then replication from bucket ${nameOf(old.bucket)} to bucket ${nameOf(old.target)} stops`;
}

function gapText(change: Change, old: Rule, now: Rule, gap: Gap): Phrase {
  const limit = "value" in gap.timeout ? say` (for up to ${gap.timeout.value})` : [];
  const order = isMadeAnew(change)
    ? MADE_ANEW
    : isPutBack(change, old, now)
      ? PUT_BACK
      : "the old rule is deleted first";
  return say`${words(order)}, and there is a gap without replication, usually of minutes, while OSS clears it${limit}`;
}

const MADE_ANEW = "it is removed and put again under the same id";
const PUT_BACK = "the old rule is removed first, and put back if OSS refuses the new one";

function reason({ changed, requested }: Change): Phrase {
  if (changed.length === 0)
    return words(requested ? "on request" : "because something that it depends on is recreated");
  return say`because ${names(changed)} ${are(changed)}`;
}

/** What a new rule copies otherwise than the one before. */
function differences(change: Change, old: Rule, now: Rule): Phrase[] {
  return [
    ...(mayEqual(old.bucket, now.bucket) ? prefixDifferences(old, now) : []),
    ...filterDifferences(change, old, now),
    ...actionDifferences(old, now),
    words((mayBeSamePair(old, now) ? HISTORY_AGAIN : HISTORY_AT_START)[now.history]),
  ];
}

function prefixDifferences(old: Rule, now: Rule): Phrase[] {
  const more = gained(old.coverage, now.coverage);
  const losses = now.coverage.hidden ? [] : lossText(lost(old.coverage, now.coverage));
  const unclear = now.coverage.hidden || old.coverage.hidden;
  return [
    ...losses,
    ...(more.length > 0 && !old.coverage.hidden
      ? [say`${objectsOf({ prefixes: more, hidden: false })} are copied, too`]
      : []),
    ...(unclear ? [words("which objects are copied is not to be seen in the preview")] : []),
  ];
}

function filterDifferences(change: Change, old: Rule, now: Rule): Phrase[] {
  return [
    ...(tagsChange(change, old, now) ? [words(TAGS[now.tagged])] : []),
    ...(old.encrypted !== now.encrypted ? [words(ENCRYPTED[now.encrypted])] : []),
  ];
}

function actionDifferences(old: Rule, now: Rule): Phrase[] {
  return [
    ...(old.deletes !== now.deletes ? [words(DELETES_CHANGED[now.deletes])] : []),
    ...(old.writes !== now.writes && now.writes === "no" ? [words("writes are no longer copied")] : []),
  ];
}

const HISTORY_AGAIN = {
  yes: "objects that are there already are copied again",
  no: "objects that are there already are not copied again",
  maybe: HISTORY_AT_START.maybe,
};
const DELETES_CHANGED = {
  yes: "deletions are repeated in the target from then on",
  no: "deletions are no longer repeated in the target",
  maybe: "whether deletions are repeated in the target is not to be seen in the preview",
};
const TAGS = {
  yes: "only objects with the given tags are copied",
  no: "objects are copied whatever their tags",
  maybe: "which tags an object needs is not to be seen in the preview",
};
const ENCRYPTED = {
  yes: "objects encrypted by KMS are copied, too",
  no: "objects encrypted by KMS are no longer copied",
  maybe: "whether objects encrypted by KMS are copied is not to be seen in the preview",
};

/** What it risks that another rule takes the place of one. */
function recreateRisks(change: Change, old: Rule, now: Rule, gap: Gap | undefined): Risk[] {
  const stops = !change.old.retained && !keepsPair(change, old, now);
  return [
    ...(gap ? [risk("gap", gap.text)] : []),
    ...(stops ? stopRisks(old, !mayBeSamePair(old, now)) : []),
    ...narrowed(change, old, now),
    ...dropped(change, old, now),
    risk("rule-recreated", words(recreatedText(change, old, now))),
    ...putRisks(now),
  ];
}

/** A rule of the same pair is put with RTC where the old one had it. */
function recreatedText(change: Change, old: Rule, now: Rule): string {
  if (isMadeAnew(change)) return "The rule's progress begins anew; RTC is on again with it where it was on.";
  return keepsPair(change, old, now)
    ? "The rule gets a new id, and its progress begins anew; RTC is on again with it where it was on."
    : "The rule gets a new id; its progress and its RTC begin anew.";
}

/** Objects that the old rule copied and the new one leaves out, whatever their prefix. */
function narrowed(change: Change, old: Rule, now: Rule): Risk[] {
  const left = [
    ...(tagsChange(change, old, now) && now.tagged !== "no"
      ? [words("Objects without the given tags are no longer copied.")]
      : []),
    ...(old.encrypted === "yes" && now.encrypted !== "yes"
      ? [words("Objects encrypted by KMS are no longer copied.")]
      : []),
    ...(old.writes === "yes" && now.writes === "no" ? [words("Writes are no longer copied.")] : []),
  ];
  return left.length > 0 ? [risk("replication-stops", joined(left, " "))] : [];
}

function dropped(change: Change, old: Rule, now: Rule): Risk[] {
  if (!mayEqual(old.bucket, now.bucket)) return [];
  const losses = lost(old.coverage, now.coverage);
  const text = lossesText(change, losses.length > 0, old, now);
  return text ? [risk("prefix-dropped", text)] : [];
}

function lossesText(change: Change, some: boolean, old: Rule, now: Rule): Phrase | undefined {
  if (some && !now.coverage.hidden) {
    return say`Of bucket ${nameOf(old.bucket)}, ${joined(lossText(lost(old.coverage, now.coverage)), "; ")}.`;
  }
  const mayChange = change.changed.includes("prefixSet") || change.changed.length === 0;
  const mayLose = mayChange && (some || old.coverage.hidden);
  return mayLose
    ? say`Objects of bucket ${nameOf(old.bucket)} may be no longer copied: the preview does not show all prefixes.`
    : undefined;
}
