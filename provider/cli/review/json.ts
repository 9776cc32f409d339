import { controlsInJson, jsonEscape } from "../print";
import type { Finding } from "./finding";
import { leftOutText } from "./headline";
import type { Maybe } from "./maybe";
import type { Report } from "./report";
import type { Level, Reason } from "./risks";
import { plain } from "./text";

/** The review as data. Fields are added in later versions, and never renamed without another `version`. */
export interface ReviewJson {
  version: 1;
  /** How many changes of each kind, those left out included. */
  counts: Record<string, number>;
  highest: Level | null;
  changes: ReviewedChange[];
  /** Resources of other types, by operation. */
  others: Record<string, number>;
  /** How many changes are missing in `changes`, since the whole would be too long. */
  leftOut: number;
  /** Says so in words. */
  note?: string;
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
  risks: { reason: Reason; level: Level; text: string }[];
  /** Where a replacement leaves the pair without a rule. `timeout`: how long the clearing may take before the update fails. */
  gap?: { timeout: string | null; text: string };
}

export function jsonReview(report: Report, shown: number): string {
  const leftOut = report.findings.length - shown;
  const review: ReviewJson = {
    version: 1,
    counts: report.counts,
    highest: report.highest ?? null,
    changes: report.findings.slice(0, shown).map(changeOf),
    others: report.others,
    leftOut,
    ...(leftOut > 0 && { note: plain(leftOutText(leftOut)) }),
  };
  return `${withoutMarkup(JSON.stringify(review, null, 2))}\n`;
}

function changeOf(found: Finding): ReviewedChange {
  return {
    kind: found.kind,
    resource: found.name,
    urn: found.urn,
    sourceBucket: textOrNull(found.sourceBucket),
    targetBucket: textOrNull(found.targetBucket),
    sentence: plain(found.sentence),
    risks: found.risks.map(({ reason, level, text }) => ({ reason, level, text: plain(text) })),
    ...(found.gap && { gap: { timeout: found.gap.timeout ?? null, text: plain(found.gap.text) } }),
  };
}

function textOrNull(maybe: Maybe<string>): string | null {
  return "value" in maybe ? maybe.value : null;
}

/** The same JSON, without a character in it that cannot be seen or that opens HTML. */
function withoutMarkup(json: string): string {
  return controlsInJson(json).replace(/[<>&]/g, jsonEscape);
}
