import { isSameKmsKey, isSameRole, type Rule, type RuleDefinition } from "../oss";

/** A rule's arguments after `check`: one spelling for each meaning, defaults written out. */
export interface RuleInputs {
  bucket: string;
  region: string;
  endpoint?: string;
  network?: string;
  destination: { bucket: string; location: string; transferType: string };
  prefixSet?: { prefixes: string[] };
  action: string;
  historicalObjectReplication: string;
  syncRole?: string;
  sourceSelectionCriteria?: { sseKmsEncryptedObjects: { status: string } };
  encryptionConfiguration?: { replicaKmsKeyId: string };
  userTaggings?: { filterType: string; tags: { key: string; value: string }[] };
  adopt?: string;
  timeouts: { create: string; delete: string };
  owner: string;
}

/** What the state keeps of a rule. `adopt` is read at create only and says nothing about the rule. */
export type RuleOutputs = Omit<RuleInputs, "adopt">;

export const RULE_DEFAULTS = {
  action: "ALL",
  historicalObjectReplication: "enabled",
  transferType: "internal",
  timeouts: { create: "30m", delete: "30m" },
} as const;

export function outputsOf({ adopt: _, ...outputs }: RuleInputs): RuleOutputs {
  return outputs;
}

export function definitionOf(inputs: RuleInputs | RuleOutputs): RuleDefinition {
  return {
    destination: { ...inputs.destination },
    prefixes: inputs.prefixSet?.prefixes ?? [],
    action: inputs.action,
    historicalObjectReplication: inputs.historicalObjectReplication,
    syncRole: inputs.syncRole,
    sseKmsStatus: inputs.sourceSelectionCriteria?.sseKmsEncryptedObjects.status,
    replicaKmsKeyId: inputs.encryptionConfiguration?.replicaKmsKeyId,
    userTaggings: inputs.userTaggings,
  };
}

/**
 * The arguments that a rule at the service stands for, not normalised. What OSS leaves out of its answer is taken
 * from what is `known` of the rule, for it is unknown, not changed: SyncRole, TransferType and the KMS elements
 * (https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplication), and the tag filter, which
 * only the newest pages have.
 */
export function argumentsOf(rule: Rule, known: Partial<RuleOutputs>): Record<string, unknown> {
  const knownKey = known.encryptionConfiguration?.replicaKmsKeyId;
  const replicaKmsKeyId = asKnown(isSameKmsKey, knownKey, rule.replicaKmsKeyId);
  return {
    destination: {
      bucket: rule.destination.bucket,
      location: rule.destination.location,
      transferType: rule.destination.transferType ?? known.destination?.transferType,
    },
    prefixSet: rule.prefixes.length > 0 ? { prefixes: rule.prefixes } : undefined,
    action: rule.action,
    historicalObjectReplication: rule.historicalObjectReplication,
    syncRole: asKnown(isSameRole, known.syncRole, rule.syncRole),
    sourceSelectionCriteria: rule.sseKmsStatus
      ? { sseKmsEncryptedObjects: { status: rule.sseKmsStatus } }
      : known.sourceSelectionCriteria,
    encryptionConfiguration:
      replicaKmsKeyId === undefined ? known.encryptionConfiguration : { replicaKmsKeyId },
    userTaggings: rule.userTaggings ?? known.userTaggings,
  };
}

/** What was read, in the spelling that is known where both mean the same. */
function asKnown(
  same: (a: string, b: string) => boolean,
  known: string | undefined,
  read: string | undefined,
): string | undefined {
  return !read || (known !== undefined && same(known, read)) ? known : read;
}
