import type { RuleDefinition } from "../oss";
import type { ActiveChange, Change } from "./change";
import { type Finding, finding, type Gap, type Risk, risk } from "./finding";
import { mayEqual, nameOf } from "./maybe";
import { joined, type Phrase, say, words } from "./phrase";
import { gained, lossText, lost, objectsOf } from "./prefixes";
import { type Answer, keepsPair, mayBeSamePair, pairText, type Rule, tagsChange } from "./rule";
import { areNoLonger, changesText, EXISTING, putRisks, stopRisk } from "./ruleWords";

/** What it means that a rule gives way to another. */
export function replacementFinding(change: ActiveChange, old: Rule, now: Rule): Finding {
  const gap = gapOf(change, old, now);
  const sentence = recreateText(change, old, now, gap);
  const fails = isKept(change) && keepsPair(change, old, now);
  const risks = fails
    ? [risk("rule-recreated", words("The update fails as long as the old rule is retained."))]
    : [...recreateRisks(change, old, now, gap), ...notKeptRisks(change, old, now)];
  return finding(change, "recreated", old, sentence, risks, gap);
}

/**
 * Nobody knows beforehand how long OSS takes to clear a rule, so no length is promised, only what ends the gap. The
 * engine makes the new resource first, but a pair of buckets has one rule: `create` removes the old one. It is `delete`
 * that does where the replacement is forced, since `create` leaves the rule as it is, and where the program asks for
 * `deleteBeforeReplace`.
 */
function gapOf(change: Change, old: Rule, now: Rule): Gap | undefined {
  if (change.old.retained && (isKept(change) || !mayBeSamePair(old, now))) return undefined;
  if (mayBeSamePair(old, now)) return gapOfPair(change, old, now);
  return change.deletedFirst ? { timeout: { hidden: "missing" }, text: words(DELETED_FIRST) } : undefined;
}

/** The engine does not tell the package of `retainOnDelete`, so that a rule of the same pair gives way all the same. */
export function isKept({ old, maker }: Change): boolean {
  return old.retained && maker !== "first-class";
}

function notKeptRisks(change: Change, old: Rule, now: Rule): Risk[] {
  return change.old.retained && !isKept(change) && mayBeSamePair(old, now)
    ? [risk("rule-recreated", words(NOT_KEPT))]
    : [];
}

const NOT_KEPT =
  "The option retainOnDelete does not keep the old rule: OSS allows one rule from a source to a target.";

const DELETED_FIRST =
  "The old rule is deleted first: nothing is copied until the new one is in effect, or the old one again, which is put back if OSS refuses the new one.";

function gapOfPair(change: Change, old: Rule, now: Rule): Gap {
  const step = change.deletedFirst || isMadeAnew(change) ? "delete" : "create";
  const timeout = step === "delete" ? old.timeouts.delete : now.timeouts.create;
  const limits = change.maker === "first-class" ? "customTimeouts" : "timeouts";
  const text = say`Nothing is copied from bucket ${nameOf(old.bucket)} to bucket ${nameOf(old.target)} from the removal of the old rule until OSS has cleared it and the new rule (or the old one again, if OSS refuses the new one) is in effect, usually for minutes. If the clearing takes longer than ${nameOf(timeout)} (${words(`${limits}.${step}`)}), the update fails, and the gap lasts until it is run again. ${words(WRITTEN[now.history])}${words(writtenOfOld(old, now))}`;
  return { timeout, text };
}

const WRITTEN: Record<Answer, string> = {
  yes: "Objects written in the gap are copied with the existing ones.",
  no: "Objects written in the gap are never copied, because existing objects are not.",
  maybe: "Objects written in the gap are copied only if existing objects are.",
};

/** Whether the old rule, put back, copies them is for itself to say. */
function writtenOfOld(old: Rule, now: Rule): string {
  return old.history === now.history ? "" : WRITTEN_OF_OLD[old.history];
}

const WRITTEN_OF_OLD: Record<Answer, string> = {
  yes: " If the old rule is put back, they are copied with the existing ones.",
  no: " If the old rule is put back, they are never copied, because it copies no existing objects.",
  maybe: " If the old rule is put back, they are copied only if it copies existing objects.",
};

/** A forced replacement removes the rule that is there and puts it again as it is, under its id. */
function isMadeAnew({ requested, deletedFirst, changed }: Change): boolean {
  return requested && !deletedFirst && changed.length === 0;
}

function recreateText(change: Change, old: Rule, now: Rule, gap: Gap | undefined): Phrase {
  const samePair = keepsPair(change, old, now);
  const as = samePair ? [] : say` as a rule ${pairText(now)}`;
  const head = say`The rule ${pairText(old)} is recreated${as} ${reason(change)}`;
  if (isKept(change) && samePair) return say`${head}: ${words(REFUSED)}.`;
  return say`${head}: ${joined([orderText(change, old, gap), ...differences(change, old, now)], "; ")}.`;
}

const REFUSED =
  "the old rule stays (retainOnDelete), but OSS allows one rule from a source to a target, so the update fails and nothing changes at OSS";

function reason({ changed, requested }: Change): Phrase {
  if (changed.length > 0) return say`because ${changesText(changed)}`;
  return words(requested ? "on request" : "because something it depends on is recreated");
}

function orderText(change: Change, old: Rule, gap: Gap | undefined): Phrase {
  if (gap) {
    const limit = "value" in gap.timeout ? say` (the update waits up to ${gap.timeout.value})` : [];
    return say`${words(removalText(change))}, and there is a gap in replication, usually of minutes, while OSS clears it${limit}`;
  }
  if (change.old.retained)
    return words("the old rule stays at OSS and goes on copying, but is no longer managed (retainOnDelete)");
  return say`the new rule comes first (OSS usually takes a minute until it is in effect), and then replication from bucket ${nameOf(old.bucket)} to bucket ${nameOf(old.target)} stops`;
}

function removalText(change: Change): string {
  return isMadeAnew(change)
    ? "it is removed and put again under the same id"
    : "the old rule is removed first (and put back if OSS refuses the new one)";
}

/** What the new rule copies that the old one did not, and the other way round. */
function differences(change: Change, old: Rule, now: Rule): Phrase[] {
  return [...contentDifferences(change, old, now), words(existingText(old, now))];
}

/** The same, without the objects that there are already: they are copied when a rule is put. */
export function contentDifferences(change: Changed, old: Rule, now: Rule): Phrase[] {
  return Object.values(DIFFERENCES).flatMap((inField) => inField(change, old, now));
}

function existingText(old: Rule, now: Rule): string {
  return (mayBeSamePair(old, now) ? EXISTING_AGAIN : EXISTING)[now.history];
}

type Changed = Pick<Change, "changed">;

/** The reason names what changes, the head the target, and what becomes of existing objects is told at the end. */
const nothingMore = (): Phrase[] => [];

/** What a change of each field does to what is copied, in the order of telling. */
const DIFFERENCES: Record<keyof RuleDefinition, (change: Changed, old: Rule, now: Rule) => Phrase[]> = {
  prefixSet: (_, old, now) => (mayEqual(old.bucket, now.bucket) ? prefixDifferences(old, now) : []),
  userTaggings: (change, old, now) => (tagsChange(change, old, now) ? [words(TAGS[now.tagged])] : []),
  sourceSelectionCriteria: (_, old, now) =>
    old.encrypted !== now.encrypted ? [words(ENCRYPTED[now.encrypted])] : [],
  action: (_, old, now) => [
    ...(old.deletes !== now.deletes ? [words(DELETIONS[now.deletes])] : []),
    ...(old.writes !== now.writes ? [words(WRITES[now.writes])] : []),
  ],
  historicalObjectReplication: nothingMore,
  destination: nothingMore,
  syncRole: nothingMore,
  encryptionConfiguration: nothingMore,
};

function prefixDifferences(old: Rule, now: Rule): Phrase[] {
  const losses = now.coverage.hidden ? [] : lossText(lost(old.coverage, now.coverage));
  const more = old.coverage.hidden ? [] : gained(old.coverage, now.coverage);
  const unclear = now.coverage.hidden || old.coverage.hidden;
  return [
    ...losses,
    ...(more.length > 0 ? [say`${objectsOf({ prefixes: more, hidden: false })} are copied, too`] : []),
    ...(unclear ? [words("the preview does not show which objects are copied")] : []),
  ];
}

const TAGS: Record<Answer, string> = {
  yes: "only objects with the given tags are copied",
  no: "objects are copied whatever their tags",
  maybe: "the preview does not show which tags an object needs",
};
const ENCRYPTED: Record<Answer, string> = {
  yes: "objects encrypted with KMS are copied, too",
  no: "objects encrypted with KMS are no longer copied",
  maybe: "the preview does not show whether objects encrypted with KMS are copied",
};
const DELETIONS: Record<Answer, string> = {
  yes: "deletions are repeated in the target from now on",
  no: "deletions are no longer repeated in the target",
  maybe: "the preview does not show whether deletions are repeated in the target",
};
const WRITES: Record<Answer, string> = {
  yes: "writes are copied from now on",
  no: "writes are no longer copied",
  maybe: "the preview does not show whether writes are copied",
};
/** For a pair of buckets that is replicated already. */
const EXISTING_AGAIN: Record<Answer, string> = {
  yes: "existing objects are copied again",
  no: "existing objects are not copied again",
  maybe: "the preview does not show whether existing objects are copied again",
};

function recreateRisks(change: Change, old: Rule, now: Rule, gap: Gap | undefined): Risk[] {
  const stops = !change.old.retained && !keepsPair(change, old, now);
  return [
    ...(gap ? [risk("gap", gap.text)] : []),
    ...(stops ? [stopRisk(old, !mayBeSamePair(old, now))] : []),
    ...narrowed(change, old, now),
    ...dropped(change, old, now),
    risk("rule-recreated", words(recreatedText(change, old, now))),
    ...putRisks(now),
  ];
}

/** Objects that the old rule copied and the new one leaves out, whatever their prefix. */
export function narrowed(change: Changed, old: Rule, now: Rule): Risk[] {
  const left = [
    ...(tagsChange(change, old, now) && now.tagged !== "no"
      ? [say`Objects without the given tags ${areNoLonger(now.tagged === "yes")} copied.`]
      : []),
    ...(old.encrypted === "yes" && now.encrypted !== "yes"
      ? [say`Objects encrypted with KMS ${areNoLonger(now.encrypted === "no")} copied.`]
      : []),
    ...(old.writes === "yes" && now.writes !== "yes"
      ? [say`Writes ${areNoLonger(now.writes === "no")} copied.`]
      : []),
  ];
  return left.length > 0 ? [risk("replication-stops", joined(left, " "))] : [];
}

export function dropped(change: Changed, old: Rule, now: Rule): Risk[] {
  if (!mayEqual(old.bucket, now.bucket)) return [];
  const losses = lost(old.coverage, now.coverage);
  const bucket = nameOf(old.bucket);
  if (losses.length > 0 && !now.coverage.hidden)
    return [risk("prefix-dropped", say`In bucket ${bucket}, ${joined(lossText(losses), "; ")}.`)];
  const mayChange = change.changed.includes("prefixSet") || change.changed.length === 0;
  if (!mayChange || (losses.length === 0 && !old.coverage.hidden)) return [];
  const text = say`Some objects of bucket ${bucket} may no longer be copied: the preview does not show all prefixes.`;
  return [risk("prefix-dropped", text)];
}

/** A rule of the same pair is put with RTC where the old one had it. */
function recreatedText(change: Change, old: Rule, now: Rule): string {
  if (isMadeAnew(change)) return `The rule's progress starts over; ${RTC_AGAIN}`;
  return keepsPair(change, old, now)
    ? `The rule gets a new id, and its progress starts over; ${RTC_AGAIN}`
    : "The rule gets a new id; its progress and its RTC start over.";
}

const RTC_AGAIN = "RTC is switched on with it where it was on.";
