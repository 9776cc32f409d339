import * as pulumi from "@pulumi/pulumi";
import { infoOf, type ReplicationRuleInfo } from "./answers";
import { type BucketLookup, lookUp } from "./lookup";

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
