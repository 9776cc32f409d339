import type * as pulumi from "@pulumi/pulumi";
import { lookUp, lookUpOutput } from "./lookup";
import { type GetReplicationRulesArgs, type GetReplicationRulesResult, RULES } from "./questions";

/** Arguments of `getReplicationRulesOutput`: those of `getReplicationRules`, each of which may be an output. */
export type GetReplicationRulesOutputArgs = {
  [K in keyof GetReplicationRulesArgs]: pulumi.Input<GetReplicationRulesArgs[K]>;
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
  return lookUp(RULES, args, opts);
}

/**
 * `getReplicationRules` for arguments that come from other resources.
 * It asks nothing while one of them is unknown, as in a preview. A failure ends the program.
 */
export function getReplicationRulesOutput(
  args: GetReplicationRulesOutputArgs,
  opts?: pulumi.InvokeOptions,
): pulumi.Output<GetReplicationRulesResult> {
  return lookUpOutput(RULES, args, opts);
}
