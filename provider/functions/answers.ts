/** What OSS answers, as the functions and the command tell it: what it leaves out is filled in. */
import {
  type CanonicalDefinition,
  canonicalDefinition,
  type ReplicationLocations,
  RULE_DEFAULTS,
  type Rule,
  type RuleStatus,
} from "../oss";

/**
 * A rule as OSS shows it now, under the names of a rule's arguments. What OSS does not show is absent, which is no sign
 * that the rule does not have it; a default that it leaves out is filled in.
 */
export interface ReplicationRuleInfo
  extends Omit<CanonicalDefinition, "prefixSet" | "encryptionConfiguration"> {
  /** OSS's rule id. */
  ruleId: string;
  /** `starting` (being prepared), `doing` (in effect) or `closing` (deleted, being cleared). */
  status: RuleStatus;
  /** The beginnings of the names of the objects that are copied. Empty: the whole bucket. */
  prefixes: string[];
  /** `enabling`, `enabled`, or `disabled` when OSS shows none. */
  rtcStatus: string;
  /** Id or ARN of the KMS key for the copies of objects encrypted by KMS, where OSS shows it. */
  replicaKmsKeyId?: string | undefined;
}

/** A location that rules of the bucket may name in `destination.location`. */
export interface ReplicationLocation {
  /** OSS location id, for example `oss-cn-beijing`. */
  location: string;
  /** The transfer types that a rule to it may have: `internal`, `oss_acc`, or both. */
  transferTypes: string[];
  /** Whether RTC can be on; `undefined` when OSS did not say. */
  rtc?: boolean | undefined;
}

export function infoOf(rule: Rule): ReplicationRuleInfo {
  const { id, status, rtcStatus = "disabled" } = rule;
  const { prefixSet, encryptionConfiguration, ...said } = canonicalDefinition(rule);
  return {
    ...said,
    ruleId: id,
    status,
    prefixes: prefixSet?.prefixes ?? [],
    rtcStatus,
    replicaKmsKeyId: encryptionConfiguration?.replicaKmsKeyId,
  };
}

export function locationsIn({
  locations,
  transferTypes,
  rtcLocations,
}: ReplicationLocations): ReplicationLocation[] {
  return [...locations].sort().map((location) => ({
    location,
    transferTypes: transferTypes[location] ?? [RULE_DEFAULTS.transferType],
    rtc: rtcLocations?.includes(location),
  }));
}
