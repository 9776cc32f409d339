import type { Place } from "../places";
import { isExpected, type StateRule } from "../stateFile";

/** What is to be watched. */
export interface Wanted {
  places: readonly Place[];
  /** Absent where no state was given. */
  state?: readonly StateRule[];
  /** Whether a bucket with rules stays watched for a day after it was last among `places`. */
  keepsLost?: boolean;
}

/**
 * The account's buckets, and those of a state's rules that its list does not have: a bucket that was deleted is asked for,
 * so that its rules are missed. `region` is that of rules that do not say theirs.
 */
export function withOwned(
  listed: readonly Place[],
  state: readonly StateRule[],
  region: string | undefined,
): Place[] {
  const byName = new Map<string, Place>();
  for (const { kind, bucket, region: own = region } of state.filter(isExpected))
    if (kind === "rule" && bucket && own) byName.set(bucket, { bucket, region: own });
  for (const { bucket } of listed) byName.delete(bucket);
  return [...listed, ...byName.values()];
}
