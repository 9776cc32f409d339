import type { Change } from "./change";
import { type Gap, isMadeAnew } from "./gap";
import { mayEqual, nameOf } from "./maybe";
import { joined, type Phrase, say, words } from "./phrase";
import { lossText, lost } from "./prefixes";
import { type Risk, risk } from "./risks";
import { keepsPair, mayBeSamePair, type Rule, tagsChange } from "./rule";

/** What it risks that a rule is put. */
export function putRisks(rule: Rule): Risk[] {
  const from = say`bucket ${nameOf(rule.bucket)}`;
  const to = say`bucket ${nameOf(rule.target)}`;
  return [
    ...(rule.deletes === "no"
      ? []
      : [
          risk(
            "deletes-replicated",
            say`What is deleted in ${from} ${words(will(rule.deletes))} deleted in ${to}, too.`,
          ),
        ]),
    ...(rule.history === "no"
      ? []
      : [
          risk(
            "history-copied",
            say`What is in ${from} already ${words(will(rule.history))} copied to ${to}, and billed.`,
          ),
        ]),
  ];
}

export function stopRisks(rule: Rule, certain = true): Risk[] {
  const is = words(certain ? "is" : "may be");
  const text = say`What is written to bucket ${nameOf(rule.bucket)} ${is} no longer copied to bucket ${nameOf(rule.target)} by this rule.`;
  return [risk("replication-stops", text)];
}

/** What it risks that another rule takes the place of one. */
export function recreateRisks(change: Change, old: Rule, now: Rule, gap: Gap | undefined): Risk[] {
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

function will(certain: Rule["deletes"]): string {
  return certain === "yes" ? "is" : "may be";
}
