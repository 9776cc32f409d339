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
  /** The newest good one; its rules are what is known. Absent where OSS has said since that there is no such bucket. */
  good?: Reading;
}

/** What came of reading a bucket once. */
export interface Reading {
  /** When it began and ended, in ms of a clock that nobody sets: only differences say something. */
  began: number;
  ended: number;
  surveyed: SurveyedBucket;
}
