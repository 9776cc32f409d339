/** What OSS answers, as the functions and the command tell it: what it leaves out is filled in. */
import { RULE_DEFAULTS } from "../lifecycle/inputs";
import type { ReplicationLocations, Rule } from "../oss";

/** A rule as OSS shows it now. */
export interface ReplicationRuleInfo {
  /** OSS's rule id. */
  ruleId: string;
  /** `starting` (being prepared), `doing` (in effect) or `closing` (deleted, being cleared). */
  status: "starting" | "doing" | "closing";
  /** The target; OSS leaves out the transfer type `internal`, which is filled in here. */
  destination: { bucket: string; location: string; transferType: string };
  /** Empty: the whole bucket. */
  prefixes: string[];
  /** `ALL`, or a comma list of `PUT`, `DELETE` and `ABORT`. */
  action: string;
  /** `enabled` or `disabled`. */
  historicalObjectReplication: string;
  /** `enabling`, `enabled`, or `disabled` when OSS shows none. */
  rtcStatus: string;
  /** The role, where OSS shows it; that it does not, is no sign that there is none. */
  syncRole?: string | undefined;
  /** The key for copies of SSE-KMS objects, where OSS shows it. */
  replicaKmsKeyId?: string | undefined;
}

/** A location that rules of the bucket may name in `destination.location`. */
export interface ReplicationLocation {
  /** OSS location id, as `oss-cn-beijing`. */
  location: string;
  /** The transfer types that a rule to it may have: `internal`, `oss_acc`, or both. */
  transferTypes: string[];
  /** Whether RTC can be on; `undefined` when OSS did not say. */
  rtc?: boolean | undefined;
}

export function infoOf(rule: Rule): ReplicationRuleInfo {
  const { bucket, location, transferType = RULE_DEFAULTS.transferType } = rule.destination;
  return {
    ruleId: rule.id,
    status: rule.status,
    destination: { bucket, location, transferType },
    prefixes: rule.prefixes,
    action: rule.action ?? RULE_DEFAULTS.action,
    historicalObjectReplication:
      rule.historicalObjectReplication ?? RULE_DEFAULTS.historicalObjectReplication,
    rtcStatus: rule.rtcStatus ?? "disabled",
    syncRole: rule.syncRole,
    replicaKmsKeyId: rule.replicaKmsKeyId,
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
