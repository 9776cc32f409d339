import type * as pulumi from "@pulumi/pulumi";
import { infoOf, type ReplicationRuleInfo } from "./answers";
import { type BucketLookup, type Lookup, lookUp, lookUpOutput } from "./lookup";

/** Arguments of `getReplicationRules`. */
export interface GetReplicationRulesArgs extends BucketLookup {}

/** Arguments of `getReplicationRulesOutput`: those of `getReplicationRules`, each of which may be an output. */
export type GetReplicationRulesOutputArgs = {
  [K in keyof GetReplicationRulesArgs]: pulumi.Input<GetReplicationRulesArgs[K]>;
};

/** Result of `getReplicationRules`. */
export interface GetReplicationRulesResult {
  /** Name of the source bucket, as in the arguments. */
  bucket: string;
  /** Region id of the source bucket, such as `cn-hangzhou`: the argument or its default. */
  region: string;
  /** All rules that copy from the bucket, whoever manages them. Rules that are `closing` are among them. */
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
 * The replication rules of a source bucket. Asks OSS at each run and keeps nothing in state. Needs the permission
 * `oss:GetBucketReplication`.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplication
 * @param opts `provider`, or `parent` to use its provider: which account and region are meant.
 * @throws {OssError} when the call fails. `code` is OSS's, such as `NoSuchBucket`, or one of `OssErrorCode`.
 * @throws {ReplicationError} `NoRegion`, `WrongProvider` or `UnknownProvider`.
 */
export function getReplicationRules(
  args: GetReplicationRulesArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetReplicationRulesResult> {
  return lookUp(LOOKUP, args, opts);
}

/**
 * `getReplicationRules` for arguments that come from other resources.
 * It asks nothing while one of them is unknown, as in a preview. A failure ends the program.
 */
export function getReplicationRulesOutput(
  args: GetReplicationRulesOutputArgs,
  opts?: pulumi.InvokeOptions,
): pulumi.Output<GetReplicationRulesResult> {
  return lookUpOutput(LOOKUP, args, opts);
}
