import type { StateRule } from "../stateFile";
import type { SurveyedBucket } from "../survey";

/** What is known at one time. */
export interface Known {
  buckets: readonly KnownBucket[];
  /** What the state owns; absent where none was given. */
  state?: readonly StateRule[];
  /** Whether it could be found out which buckets and rules to watch. */
  discovered: boolean;
}

/** One source bucket, as it was read so far. */
export interface KnownBucket {
  bucket: string;
  /** The newest reading that has ended; absent before the first. */
  newest?: Reading;
  /** The newest good one; its rules are what is known. */
  good?: Reading;
}

/** What came of reading a bucket once. */
export interface Reading {
  /** When it began and ended, in ms since 1970. */
  began: number;
  ended: number;
  surveyed: SurveyedBucket;
}
