import type * as pulumi from "@pulumi/pulumi";
import { infoOf, type ReplicationRuleInfo } from "./answers";
import { type BucketLookup, type Lookup, lookUp, lookUpOutput } from "./lookup";

export interface GetReplicationRulesArgs extends BucketLookup {}

export type GetReplicationRulesOutputArgs = {
  [K in keyof GetReplicationRulesArgs]: pulumi.Input<GetReplicationRulesArgs[K]>;
};

export interface GetReplicationRulesResult {
  bucket: string;
  region: string;
  /** Every rule of the bucket as a source, whoever manages it, `closing` ones too. */
  rules: ReplicationRuleInfo[];
}

const LOOKUP: Lookup<GetReplicationRulesArgs, GetReplicationRulesResult> = {
  name: "getReplicationRules",
  ask: async (service, { bucket }, region) => {
    const rules = await service.getBucketReplication(bucket);
    return { bucket, region, rules: rules.map(infoOf) };
  },
};

/**
 * The rules of a source bucket. Asked anew at each run, never in state. Needs `oss:GetBucketReplication`.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplication
 * @param opts `provider`, or `parent` for its provider: whose account and region are meant.
 * @throws an error that says what was asked, of which bucket, OSS's code and request id, and what to do.
 */
export function getReplicationRules(
  args: GetReplicationRulesArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetReplicationRulesResult> {
  return lookUp(LOOKUP, args, opts);
}

/** `getReplicationRules` for arguments that come from other resources. */
export function getReplicationRulesOutput(
  args: GetReplicationRulesOutputArgs,
  opts?: pulumi.InvokeOptions,
): pulumi.Output<GetReplicationRulesResult> {
  return lookUpOutput(LOOKUP, args, opts);
}
