import type { EmulatedRule, RuleDefinition } from "../model";
import { element, maybe, type XmlOut } from "../xml/write";

/**
 * A rule as GetBucketReplication writes it. What OSS leaves out is left out: TransferType unless it is `oss_acc`,
 * RTC when it is off, and SyncRole unless SourceSelectionCriteria was kept.
 */
export function ruleXml(rule: EmulatedRule): XmlOut {
  return element("Rule", [
    element("ID", rule.id),
    prefixSet(rule),
    userTaggings(rule),
    element("Action", rule.action),
    destination(rule),
    element("Status", rule.status),
    element("HistoricalObjectReplication", rule.historicalObjectReplication),
    rule.sseKmsStatus === undefined ? undefined : maybe("SyncRole", rule.syncRole),
    rule.rtcStatus && element("RTC", [element("Status", rule.rtcStatus)]),
    sourceSelection(rule),
    rule.replicaKmsKeyId === undefined
      ? undefined
      : element("EncryptionConfiguration", [element("ReplicaKmsKeyID", rule.replicaKmsKeyId)]),
  ]);
}

/** A rule as GetBucketReplicationProgress writes it; `progress` is there in state `doing` alone. */
export function progressXml(rule: EmulatedRule, progress: XmlOut | undefined): XmlOut {
  return element("Rule", [
    element("ID", rule.id),
    prefixSet(rule),
    element("Action", rule.action),
    destination(rule),
    element("Status", rule.status),
    element("HistoricalObjectReplication", rule.historicalObjectReplication),
    progress,
  ]);
}

function prefixSet({ prefixes }: RuleDefinition): XmlOut | undefined {
  if (prefixes.length === 0) return undefined;
  return element(
    "PrefixSet",
    prefixes.map((prefix) => element("Prefix", prefix)),
  );
}

function destination({ destination: { bucket, location, transferType } }: RuleDefinition): XmlOut {
  return element("Destination", [
    element("Bucket", bucket),
    element("Location", location),
    transferType === "oss_acc" ? element("TransferType", transferType) : undefined,
  ]);
}

function sourceSelection({ sseKmsStatus }: RuleDefinition): XmlOut | undefined {
  if (sseKmsStatus === undefined) return undefined;
  const encrypted = element("SseKmsEncryptedObjects", [element("Status", sseKmsStatus)]);
  return element("SourceSelectionCriteria", [encrypted]);
}

function userTaggings({ userTaggings: taggings }: RuleDefinition): XmlOut | undefined {
  if (!taggings) return undefined;
  return element("UserTaggings", [
    maybe("FilterType", taggings.filterType),
    ...taggings.tags.map(({ key, value }) =>
      element("UserTagging", [element("Key", key), element("Value", value)]),
    ),
  ]);
}
