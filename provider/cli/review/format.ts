import { jsonReview } from "./json";
import { markdownReview } from "./markdown";
import type { Report } from "./report";
import { textReview } from "./text";

export const FORMATS = ["markdown", "json", "text"] as const;

export type Format = (typeof FORMATS)[number];

/** GitHub takes 65,536 characters for a comment; the rest is left to what a workflow adds. */
const LONGEST_REVIEW = 60_000;

const WRITERS: Record<Format, (report: Report, shown: number) => string> = {
  markdown: markdownReview,
  json: jsonReview,
  text: textReview,
};

/** The report with as many changes as fit, from the highest risk on. */
export function writeReview(report: Report, format: Format, limit = LONGEST_REVIEW): string {
  const write = (shown: number) => WRITERS[format](report, shown);
  if (write(report.findings.length).length <= limit) return write(report.findings.length);
  let [fits, tooMany] = [0, report.findings.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (write(middle).length <= limit) fits = middle;
    else tooMany = middle;
  }
  return write(fits);
}
