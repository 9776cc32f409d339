import { stateAt, type Timings } from "./life";
import type { Bucket, EmulatedRule, StoredRule } from "./model";

/** All buckets of the emulated service; rules that are gone at a given time are dropped when it is looked at. */
export class Store {
  readonly buckets = new Map<string, Bucket>();

  /** The rules of a bucket that are not gone yet. */
  rulesOf(bucket: Bucket, now: number): StoredRule[] {
    bucket.rules = bucket.rules.filter((rule) => stateAt(rule.life, now).status !== "gone");
    return bucket.rules;
  }

  /** All rules whose target is this bucket. */
  rulesTo(name: string, now: number): StoredRule[] {
    return [...this.buckets.values()]
      .flatMap((bucket) => this.rulesOf(bucket, now))
      .filter((rule) => rule.definition.destination.bucket === name);
  }

  /** A bucket is part of a rule as its source or as its target. */
  isReplicating(bucket: Bucket, now: number): boolean {
    return this.rulesOf(bucket, now).length > 0 || this.rulesTo(bucket.name, now).length > 0;
  }
}

/** The rule at a time, as a copy that shares nothing with the store. */
export function emulatedRule(rule: StoredRule, now: number): EmulatedRule {
  const { status, rtcStatus } = stateAt(rule.life, now);
  if (status === "gone") throw new Error(`rule ${rule.definition.id} is gone`);
  const copy: EmulatedRule = { ...structuredClone(rule.definition), status };
  return rtcStatus === undefined ? copy : { ...copy, rtcStatus };
}

/** 3 to 63 of `a-z 0-9 -`, a letter or digit at both ends. */
export function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name);
}

/**
 * Names from before that rule, which buckets keep: 3 to 255 of `a-z 0-9 _ -`, a letter or digit first.
 * As the PHP SDK of 2014 words it ("lower-case characters, numbers, underscore(_) or dash(-) [...] 3-255").
 */
export function isOldBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9_-]{2,254}$/.test(name);
}

/** Timings must be numbers, and time does not run backwards. */
export function checkTimings(timings: Partial<Timings>): void {
  for (const [name, value] of Object.entries(timings))
    if (!(typeof value === "number" && value >= 0)) throw new Error(`${name} must be a number of 0 or more`);
}
