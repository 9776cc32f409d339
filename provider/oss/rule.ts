import { isSameKmsKey, isSameRole } from "./arn";
import { normaliseLocation } from "./location";
import type { RuleDefinition, UserTaggings } from "./model";

type Compare = (wanted: RuleDefinition, found: RuleDefinition) => boolean;

/** Whether two definitions agree, by the field's name. */
const agreements: Record<string, Compare> = {
  "destination.bucket": (a, b) => a.destination.bucket === b.destination.bucket,
  "destination.location": (a, b) =>
    normaliseLocation(a.destination.location) === normaliseLocation(b.destination.location),
  // OSS leaves `internal` out, and only that: https://www.alibabacloud.com/help/zh/doc-detail/181409.htm
  "destination.transferType": (a, b) =>
    (a.destination.transferType || "internal") === (b.destination.transferType || "internal"),
  prefixes: (a, b) => sameSet(a.prefixes, b.prefixes),
  action: (a, b) => sameSet(actions(a.action), actions(b.action)),
  historicalObjectReplication: (a, b) =>
    (a.historicalObjectReplication || "enabled") === (b.historicalObjectReplication || "enabled"),
  syncRole: (a, b) => !b.syncRole || isSameRole(a.syncRole ?? "", b.syncRole),
  sseKmsStatus: (a, b) => !b.sseKmsStatus || (a.sseKmsStatus || "Disabled") === b.sseKmsStatus,
  replicaKmsKeyId: (a, b) => !b.replicaKmsKeyId || isSameKmsKey(a.replicaKmsKeyId ?? "", b.replicaKmsKeyId),
  userTaggings: (a, b) => sameTaggings(a.userTaggings, b.userTaggings),
};

/**
 * The names of the fields in which a rule that was found differs from the one that is wanted; empty when it is the same
 * rule. What OSS leaves out of a read (SyncRole, the KMS elements) is unknown and so not different.
 */
export function definitionDifferences(wanted: RuleDefinition, found: RuleDefinition): string[] {
  return Object.entries(agreements)
    .filter(([, agree]) => !agree(wanted, found))
    .map(([name]) => name);
}

function actions(action: string | undefined): string[] {
  const names = (action || "ALL").split(",").map((name) => name.trim());
  return names.includes("ALL") ? ["PUT", "DELETE", "ABORT"] : names;
}

function sameTaggings(a: UserTaggings | undefined, b: UserTaggings | undefined): boolean {
  const sameFilter = !a?.filterType || !b?.filterType || a.filterType === b.filterType;
  return sameFilter && sameSet(tagTexts(a), tagTexts(b));
}

function tagTexts(taggings: UserTaggings | undefined): string[] {
  return (taggings?.tags ?? []).map(({ key, value }) => JSON.stringify([key, value]));
}

function sameSet(a: string[], b: string[]): boolean {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((each) => right.has(each));
}
