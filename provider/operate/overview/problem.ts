/** What may be wrong with a rule or a bucket, the worst first. The words are stable: programs compare with them. */
export const PROBLEM_KINDS = [
  /** The state has a rule that OSS does not have. */
  "rule-gone",
  /** The source bucket does not exist. */
  "bucket-gone",
  /** The state has rules of a bucket that is not among those of the account. */
  "bucket-not-listed",
  /** The source bucket could not be read: nobody knows what its rules do. */
  "bucket-unread",
  /** The state keeps the bucket of a rule as a secret, and no bucket that was read has the rule. */
  "rule-not-checked",
  /** The target bucket does not exist. */
  "target-gone",
  /** The target bucket is not where the rule says. */
  "target-elsewhere",
  /** The rule is deleted, and OSS is clearing it. */
  "closing",
  /** OSS says a status of the rule that is not known here. */
  "status-unknown",
  /** The versioning of source and target differs, or is suspended. */
  "versioning",
  /** The state has RTC for a rule that has none. */
  "rtc-gone",
  /** RTC was asked for, and is not in force. */
  "rtc-not-in-force",
  /** New objects take longer than the limit. */
  "lag",
  /** Nobody knows how late new objects are: OSS does not say, or this machine's clock is behind. */
  "lag-unknown",
  /** OSS did not say how far the rule has come. */
  "progress-unread",
  /** Source or target buckets could not be asked about. */
  "info-unread",
] as const;

export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** One thing that is wrong, and what to do about it. */
export interface Problem {
  kind: ProblemKind;
  /** Source bucket. Absent where it is not known, or more than one. */
  bucket?: string;
  region?: string;
  /** Absent where it concerns buckets. */
  ruleId?: string;
  /** Target bucket of the rule. */
  target?: string;
  /** What is wrong, one sentence. */
  message: string;
  /** What to do next. */
  next: string;
}

/** The worst has the lowest rank. */
export function rankOf(kind: ProblemKind): number {
  return PROBLEM_KINDS.indexOf(kind);
}
