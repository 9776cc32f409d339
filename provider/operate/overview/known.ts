import type { Ends } from "./ends";
import type { StateRules } from "./owner";

/** What a survey is judged by. */
export interface Known {
  ends: Ends;
  state?: StateRules;
  /** How many ms a rule may be behind. Default: 15 minutes with RTC in force, else a day. */
  lagLimit?: number;
  /** Whether all buckets of the account were looked at, so that one that is missing is not among them. */
  isWhole?: boolean;
}
