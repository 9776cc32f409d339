import * as pulumi from "@pulumi/pulumi";
import { type BucketLookup, lookUp } from "./lookup";
import type { Rule } from "./oss";

export interface GetReplicationRulesArgs extends BucketLookup {}

export type GetReplicationRulesOutputArgs = {
  [K in keyof GetReplicationRulesArgs]: pulumi.Input<GetReplicationRulesArgs[K]>;
};

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
  syncRole?: string;
  /** The key for copies of SSE-KMS objects, where OSS shows it. */
  replicaKmsKeyId?: string;
}

export interface GetReplicationRulesResult {
  bucket: string;
  region: string;
  /** Every rule of the bucket as a source, whoever manages it, `closing` ones too. */
  rules: ReplicationRuleInfo[];
}

/**
 * The rules of a source bucket. Asked anew at each run, never in state. Needs `oss:GetBucketReplication`.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplication
 * @throws an error that says what was asked, of which bucket, OSS's code and request id, and what to do.
 */
export function getReplicationRules(args: GetReplicationRulesArgs): Promise<GetReplicationRulesResult> {
  return lookUp(args, async (service, region) => {
    const rules = await service.getBucketReplication(args.bucket);
    return { bucket: args.bucket, region, rules: rules.map(infoOf) };
  });
}

/** `getReplicationRules` for arguments that come from other resources. */
export function getReplicationRulesOutput(
  args: GetReplicationRulesOutputArgs,
): pulumi.Output<GetReplicationRulesResult> {
  return pulumi.output(args).apply((known) => getReplicationRules(known as GetReplicationRulesArgs));
}

function infoOf(rule: Rule): ReplicationRuleInfo {
  const { bucket, location, transferType = "internal" } = rule.destination;
  return {
    ruleId: rule.id,
    status: rule.status,
    destination: { bucket, location, transferType },
    prefixes: rule.prefixes,
    action: rule.action ?? "ALL",
    historicalObjectReplication: rule.historicalObjectReplication ?? "enabled",
    rtcStatus: rule.rtcStatus ?? "disabled",
    syncRole: rule.syncRole,
    replicaKmsKeyId: rule.replicaKmsKeyId,
  };
}
