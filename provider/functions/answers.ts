/** What OSS answers, as the functions and the command tell it: what it leaves out is filled in. */
import { canonicalDefinition, type ReplicationLocations, RULE_DEFAULTS, type Rule } from "../oss";

/** A rule as OSS shows it now. What OSS does not show is absent; that is no sign that the rule does not have it. */
export interface ReplicationRuleInfo {
  /** OSS's rule id. */
  ruleId: string;
  /** `starting` (being prepared), `doing` (in effect) or `closing` (deleted, being cleared). */
  status: "starting" | "doing" | "closing";
  /** The target; OSS leaves out the transfer type `internal`, which is filled in here. */
  destination: { bucket: string; location: string; transferType: string };
  /** Empty: the whole bucket. */
  prefixes: string[];
  /** Which objects, by tag, where OSS shows it: `filterType` is `AND` (all of the tags) or `OR` (one of them). */
  userTaggings?: { filterType: string; tags: { key: string; value: string }[] } | undefined;
  /** `ALL`, or a comma-separated list of `PUT`, `DELETE` and `ABORT`. */
  action: string;
  /** `enabled` or `disabled`. */
  historicalObjectReplication: string;
  /** `enabling`, `enabled`, or `disabled` when OSS shows none. */
  rtcStatus: string;
  /** The RAM role, where OSS shows it. */
  syncRole?: string | undefined;
  /** Present where OSS shows that objects encrypted by KMS are copied. */
  sourceSelectionCriteria?: { sseKmsEncryptedObjects: { status: string } } | undefined;
  /** The KMS key for their copies, where OSS shows it. */
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
