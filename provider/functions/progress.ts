import type * as pulumi from "@pulumi/pulumi";
import { lookUp, lookUpOutput } from "./lookup";
import { type GetReplicationProgressArgs, type GetReplicationProgressResult, PROGRESS } from "./questions";

/** Arguments of `getReplicationProgressOutput`: those of `getReplicationProgress`, each of which may be an output. */
export type GetReplicationProgressOutputArgs = {
  [K in keyof GetReplicationProgressArgs]: pulumi.Input<GetReplicationProgressArgs[K]>;
};

/**
 * How far a rule has come. Asks OSS at each run and keeps nothing in state. Needs the permission
 * `oss:GetBucketReplicationProgress`.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplicationprogress
 * @param opts `provider`, or `parent` to use its provider: which account and region are meant.
 * @throws {OssError} when the call fails. `code` is OSS's, such as `NoSuchBucket`, or one of `OssErrorCode`.
 * @throws {ReplicationError} `NoRegion`, `WrongProvider` or `UnknownProvider`.
 */
export function getReplicationProgress(
  args: GetReplicationProgressArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetReplicationProgressResult> {
  return lookUp(PROGRESS, args, opts);
}

/**
 * `getReplicationProgress` for arguments that come from other resources.
 * It asks nothing while one of them is unknown, as in a preview. A failure ends the program.
 */
export function getReplicationProgressOutput(
  args: GetReplicationProgressOutputArgs,
  opts?: pulumi.InvokeOptions,
): pulumi.Output<GetReplicationProgressResult> {
  return lookUpOutput(PROGRESS, args, opts);
}
