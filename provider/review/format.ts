import type { Finding } from "./finding";
import type { Form } from "./form";
import { jsonForm } from "./json";
import { markdownForm } from "./markdown";
import type { Report } from "./report";
import { textForm } from "./text";

export const FORMATS = ["markdown", "json", "text"] as const;

export type Format = (typeof FORMATS)[number];

/** GitHub takes 65,536 characters for a comment; the rest is left to what a workflow adds. */
const LONGEST_REVIEW = 60_000;

const FORMS: Record<Format, Form> = { markdown: markdownForm, json: jsonForm, text: textForm };

/** The report with as many changes as fit, from the highest risk on. */
export function writeReview(report: Report, format: Format, limit = LONGEST_REVIEW): string {
  const form = FORMS[format];
  let shown = countOfFirst(report.findings, form.sizeOf, limit - form.write(report, 0).length);
  // What was estimated may be more than fits by what stands around it.
  for (;;) {
    const review = form.write(report, shown);
    if (review.length <= limit || shown === 0) return review;
    shown -= 1;
  }
}

/** How many of the first fit into this room; the first that is too many ends it. */
function countOfFirst(findings: Finding[], sizeOf: (found: Finding) => number, room: number): number {
  let left = room;
  for (const [at, found] of findings.entries()) {
    left -= sizeOf(found);
    if (left < 0) return at;
  }
  return findings.length;
}
