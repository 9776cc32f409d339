import { isDeepStrictEqual } from "node:util";
import { isSameKmsKey, isSameRole } from "../oss";
import type { RuleInputs } from "./inputs";
import type { RtcInputs } from "./rtcInputs";
import { containsUnknown } from "./unknown";

/**
 * What a change of an argument means.
 * `replace`: OSS cannot change it in place; `update`: kept in state or changed in place; `nothing`: no change at all.
 */
type Meaning = "replace" | "update" | "nothing";

/**
 * OSS changes nothing of a rule in place but RTC
 * (https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreplication).
 */
export const RULE_MEANING: Record<keyof RuleInputs, Meaning> = {
  bucket: "replace",
  region: "replace",
  endpoint: "update",
  network: "update",
  destination: "replace",
  prefixSet: "replace",
  action: "replace",
  historicalObjectReplication: "replace",
  syncRole: "replace",
  sourceSelectionCriteria: "replace",
  encryptionConfiguration: "replace",
  userTaggings: "replace",
  adopt: "nothing",
  timeouts: "update",
  owner: "nothing",
};

export const RTC_MEANING: Record<keyof RtcInputs, Meaning> = {
  bucket: "replace",
  region: "replace",
  ruleId: "replace",
  status: "update",
  endpoint: "update",
  network: "update",
};

export type Plan =
  | { kind: "none" }
  | { kind: "update"; changed: string[] }
  | { kind: "replace"; changed: string[] };

/** What `news` mean for a rule that stands as `olds`. An unknown argument may be another value, so it counts as one. */
export function planRule(olds: Partial<RuleInputs>, news: Partial<RuleInputs>): Plan {
  return plan(RULE_MEANING, olds, news);
}

/** What `news` mean for the RTC that stands as `olds`. */
export function planRtc(olds: Partial<RtcInputs>, news: Partial<RtcInputs>): Plan {
  return plan(RTC_MEANING, olds, news);
}

/** OSS keeps one rule for a source and a target. */
export function mayBeSamePair(olds: Partial<RuleInputs>, news: Partial<RuleInputs>): boolean {
  return (
    mayBeEqual(olds.bucket, news.bucket) &&
    mayBeEqual(olds.destination?.bucket, targetBucket(news.destination))
  );
}

function targetBucket(destination: unknown): unknown {
  return containsUnknown(destination) && typeof destination === "string"
    ? destination
    : (destination as { bucket?: unknown } | undefined)?.bucket;
}

function mayBeEqual(old: unknown, value: unknown): boolean {
  return containsUnknown(value) || isDeepStrictEqual(old, value);
}

function plan<T extends object>(
  meanings: Record<keyof T, Meaning>,
  olds: Partial<T>,
  news: Partial<T>,
): Plan {
  const names = Object.keys(meanings) as (keyof T & string)[];
  const changed = names.filter(
    (name) => meanings[name] !== "nothing" && differs(name, olds[name], news[name]),
  );
  if (changed.length === 0) return { kind: "none" };
  const replacing = changed.filter((name) => meanings[name] === "replace");
  if (replacing.length === 0) return { kind: "update", changed };
  return { kind: "replace", changed: replacing };
}

function differs(name: string, old: unknown, value: unknown): boolean {
  if (containsUnknown(value)) return true;
  if (isDeepStrictEqual(old ?? undefined, value ?? undefined)) return false;
  return SAME_MEANING[name]?.(old, value) !== true;
}

/** Arguments that stay as they are spelt, since a rule's id is made of them, and yet have other spellings. */
const SAME_MEANING: Record<string, (old: unknown, value: unknown) => boolean> = {
  syncRole: areTexts(isSameRole),
  encryptionConfiguration: (old, value) => areTexts(isSameKmsKey)(keyIn(old), keyIn(value)),
};

function areTexts(same: (a: string, b: string) => boolean) {
  return (a: unknown, b: unknown) => typeof a === "string" && typeof b === "string" && same(a, b);
}

function keyIn(encryption: unknown): unknown {
  return (encryption as { replicaKmsKeyId?: unknown } | undefined)?.replicaKmsKeyId;
}
