import type { ReplicationError } from "../../lifecycle/errors";
import type { BucketInfo, OssError, ReplicationLocations, Rule, RuleProgress } from "../../oss";
import type { Probed } from "../../oss/probe";
import type { Target } from "../target";

/** What the rule is to be that the doctor is asked about. */
export interface Wanted {
  bucket: string;
  region?: string;
  target?: { bucket: string; location?: string };
  transferType?: string;
  syncRole?: string;
  /** Whether it is to have RTC. */
  rtc?: boolean;
  /** ARN of the role that is assumed to call OSS. */
  roleArn?: string;
}

/** The answer to a question, or why there is none. */
export type Answer<T> = { value: T } | { failure: OssError | ReplicationError };

/** What could be learnt. What is absent was not asked, since something it needs is missing. */
export interface Facts {
  wanted: Wanted;
  /** What the arguments alone have wrong, a sentence each. */
  mistakes: string[];
  /** URL of the endpoint. */
  endpoint?: Answer<string>;
  /** The proxy on the way to it, if any. */
  proxy?: { name: string; isUsable: boolean };
  /** What answered there, and by how many ms our clock is ahead. */
  probed?: Answer<Probed & { aheadMs?: number }>;
  /** Where the keys come from. */
  credentials?: Answer<string>;
  /** Whether the role gave keys. */
  role?: Answer<true>;
  info?: Answer<BucketInfo>;
  rules?: Answer<readonly Rule[]>;
  locations?: Answer<ReplicationLocations>;
  /** Of one of the rules. */
  progress?: Answer<RuleProgress>;
  target?: Target;
  /** Where the target bucket was looked for. */
  targetLocation?: string;
}
