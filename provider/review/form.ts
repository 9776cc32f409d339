import type { Finding } from "./finding";
import type { Report } from "./report";

/** A format of the review. */
export interface Form {
  /** How many characters one change takes. */
  sizeOf(found: Finding): number;
  /** The report with its first `shown` changes. */
  write(report: Report, shown: number): string;
}

/** A sentence is cut after it, so that every change fits into a review. */
export const LONGEST_TEXT = 3_000;
