import { cut } from "../terminal/text";
import { KIND_NAMES, KINDS, type Kind, type Risk, risk } from "./finding";
import { type Copied, totalText } from "./measure";
import { code, joined, type Phrase, say, words } from "./phrase";
import type { NotReviewable } from "./preview";
import { findingsIn, type Report } from "./report";
import { isFailed } from "./reviewed";

/** The counts in words: `1 rule is recreated, 2 rules start`. */
export function countsText({
  counts,
  isRefresh,
  rulesRead,
}: Pick<Report, "counts" | "isRefresh" | "rulesRead">): Phrase {
  const parts = KIND_NAMES.filter((kind) => counts[kind] > 0).map((kind) =>
    words(kindText(kind, counts[kind])),
  );
  if (parts.length > 0) return joined(parts, ", ");
  return words(isRefresh ? calmText(rulesRead) : "Replication does not change");
}

/** A refresh may have been of other resources only, as with `--target`. */
function calmText(rulesRead: number): string {
  if (rulesRead === 0) return "The refresh read no rule";
  const read = rulesRead === 1 ? "1 rule was read" : `${rulesRead} rules were read`;
  return `OSS is as the program's last state has it; ${read}`;
}

export function kindText(kind: Kind, count: number): string {
  return `${count} ${KINDS[kind][count === 1 ? 0 : 1]}`;
}

/** What to do where a refresh found differences; empty where it found none. */
export function driftText({ isRefresh, drifted }: Pick<Report, "isRefresh" | "drifted">): Phrase {
  if (!isRefresh || drifted === 0) return [];
  return say`This is what a refresh found. ${code("pulumi up --refresh")} makes OSS what the program says.`;
}

/** How much all changes copy at most; empty where nobody asked, or none copies anything. */
export function copiedText(report: Report): Phrase {
  return report.isMeasured ? totalText(copiedIn(report)) : [];
}

function* copiedIn(report: Report): Generator<Copied> {
  for (const { copied } of findingsIn(report)) if (copied) yield copied;
}

/** Why it is not known how much is in some buckets, each once, the first of them where not all are wanted. */
export function unmeasuredPhrases(report: Report, all: boolean): Phrase[] {
  const texts = unmeasuredIn(report);
  return firstOf(texts, all ? texts.length : MOST_NOTES);
}

export function unmeasuredIn(report: Report): string[] {
  if (!report.isMeasured) return [];
  const reasons = [...copiedIn(report)].flatMap((copied) =>
    "why" in copied ? [copied.source ? `bucket ${copied.source.bucket}: ${copied.why}` : copied.why] : [],
  );
  return [...new Set(reasons)];
}

/** What happens in a stack, in one line of a table. */
export function outcomeText(outcome: Report | NotReviewable): Phrase {
  return isFailed(outcome) ? words(outcome.why) : countsText(outcome);
}

/** Why there is no review. */
export function failureText({ why, errors }: NotReviewable): Phrase {
  return words(errors.length > 0 ? `${why}:` : why);
}

/** The first errors of a preview that failed. */
export function errorPhrases({ errors }: NotReviewable): Phrase[] {
  return firstOf(errors, MOST_NOTES);
}

/** What happens to resources of other types; empty where nothing does. */
export function othersText({ others, isRefresh }: Pick<Report, "others" | "isRefresh">): Phrase {
  const parts = Object.entries(others).map(([op, count]) => say`${words(String(count))} ${op}`);
  const found = words(isRefresh ? " that the refresh found changed" : "");
  return parts.length > 0 ? say`Resources of other types${found}, by operation: ${joined(parts, ", ")}.` : [];
}

/** Empty where nothing is left out. */
export function leftOutText(leftOut: number): Phrase {
  if (leftOut === 0) return [];
  const what = leftOut === 1 ? "1 more change is" : `${leftOut} more changes are`;
  return words(
    `${what} left out here for length, none of a higher risk than those above. The counts include them.`,
  );
}

/** What stands before all else where something was not checked; empty where all was. */
export function notCheckedText({ notChecked }: Report): Phrase {
  if (notChecked.length === 0) return [];
  return words(notChecked.some((text) => text.startsWith("nothing was checked")) ? NOTHING : NOT_ALL);
}

const NOTHING = "Nothing was checked at OSS, so this review knows only what the program says.";
const NOT_ALL = "Not everything was checked at OSS, so the update may fail where the preview did not.";

/** What was not checked, each a risk of the review as a whole; the first of it where not all is wanted. */
export function notCheckedRisks({ notChecked }: Pick<Report, "notChecked">, all: boolean): Risk[] {
  return firstOf(notChecked, all ? notChecked.length : MOST_NOTES).map((text) => risk("not-checked", text));
}

/** What else the checks said, or the first of it. */
export function notePhrases({ notes }: Pick<Report, "notes">, all: boolean): Phrase[] {
  return firstOf(notes, all ? notes.length : MOST_NOTES);
}

function firstOf(texts: string[], most: number): Phrase[] {
  const left = texts.length - most;
  return [
    ...texts.slice(0, most).map(prose),
    ...(left > 0 ? [words(`and ${left} more like these: see the output of the preview`)] : []),
  ];
}

const [MOST_NOTES, LONGEST_NOTE] = [5, 2_000];

/**
 * Sentences of our checks, with names and answers of the service in them. A plain word is shown as it is, since letters
 * alone steer nothing; all else is taken for text of the program.
 */
export function prose(text: string): Phrase {
  const tokens = cut(text, LONGEST_NOTE).split(" ").filter(Boolean);
  return joined(tokens.map(tokenPhrase), " ");
}

function tokenPhrase(token: string): Phrase {
  const [, open = "", core = "", close = ""] = /([("]*)(.*?)([)",.;:!?]*)$/s.exec(token) ?? [];
  if (core === "") return words(open + close);
  return [open, /^[A-Za-z]+([-'][A-Za-z]+)*$/.test(core) ? core : say`${core}`, close];
}
