import { controlsInJson, cut, jsonEscape } from "../terminal/text";
import type { Finding } from "./finding";
import type { Form } from "./form";
import { leftOutText } from "./headline";
import { type Maybe, textOf } from "./maybe";
import { notCheckedPhrases, notePhrases } from "./notices";
import type { Report } from "./report";
import { type Level, levelOfReason, type Reason } from "./risks";
import { plain } from "./text";

/** The review as data. Fields are added in later versions, and never renamed without another `version`. */
export interface ReviewJson {
  version: 1;
  /** How many changes of each kind, those left out included. */
  counts: Record<string, number>;
  highest: Level | null;
  /** What could not be asked of OSS, so that the preview is no proof of it: each a risk of the review as a whole. */
  notChecked: ReviewedRisk[];
  /** What else the checks said. */
  notes: string[];
  changes: ReviewedChange[];
  /** Resources of other types, by operation. */
  others: Record<string, number>;
  /** How many changes are missing in `changes`, since the whole would be too long. */
  leftOut: number;
  /** Says so in words. */
  note?: string;
}

export interface ReviewedRisk {
  reason: Reason;
  level: Level;
  text: string;
}

export interface ReviewedChange {
  /** A key of `counts`. */
  kind: string;
  resource: string;
  urn: string;
  /** The buckets; null where they are secret or not known before the update, and the target also for RTC. */
  sourceBucket: string | null;
  targetBucket: string | null;
  sentence: string;
  /** The highest first. */
  risks: ReviewedRisk[];
  /** Where a replacement leaves the pair without a rule. `timeout`: how long the clearing may take before the update fails. */
  gap?: { timeout: string | null; text: string };
}

export const jsonForm: Form = {
  sizeOf: (found) => withoutMarkup(indented(changeOf(found), "    ")).length + 2,
  write: jsonReview,
};

function jsonReview(report: Report, shown: number): string {
  const leftOut = report.total - shown;
  const review: ReviewJson = {
    version: 1,
    counts: report.counts,
    highest: report.highest ?? null,
    notChecked: notCheckedRisks(report),
    notes: notePhrases(report).map(plain),
    changes: report.findings.slice(0, shown).map(changeOf),
    others: report.others,
    leftOut,
    ...(leftOut > 0 && { note: plain(leftOutText(leftOut)) }),
  };
  return `${withoutMarkup(JSON.stringify(review, null, 2))}\n`;
}

function notCheckedRisks(report: Report): ReviewedRisk[] {
  const reason = "not-checked";
  const items = notCheckedPhrases(report)?.items ?? [];
  return items.map((item) => ({ reason, level: levelOfReason(reason), text: plain(item) }));
}

function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2)
    .split("\n")
    .map((line) => indent + line)
    .join("\n");
}

function changeOf(found: Finding): ReviewedChange {
  return {
    kind: found.kind,
    resource: cut(found.name, LONGEST_NAME),
    urn: cut(found.urn, LONGEST_NAME),
    sourceBucket: textOrNull(found.sourceBucket),
    targetBucket: textOrNull(found.targetBucket),
    sentence: plain(found.sentence),
    risks: found.risks.map(({ reason, level, text }) => ({ reason, level, text: plain(text) })),
    ...(found.gap && {
      gap: { timeout: textOrNull(textOf(found.gap.timeout)), text: plain(found.gap.text) },
    }),
  };
}

/** Longer than any real name, and short enough for a change to fit into a review. */
const LONGEST_NAME = 1_000;

function textOrNull(maybe: Maybe<string>): string | null {
  return "value" in maybe ? cut(maybe.value, LONGEST_NAME) : null;
}

/** The same JSON, without a character in it that cannot be seen or that opens HTML. */
function withoutMarkup(json: string): string {
  return controlsInJson(json).replace(/[<>&]/g, jsonEscape);
}
