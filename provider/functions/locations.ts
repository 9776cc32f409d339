import type * as pulumi from "@pulumi/pulumi";
import { lookUp, lookUpOutput } from "./lookup";
import { type GetReplicationLocationsArgs, type GetReplicationLocationsResult, LOCATIONS } from "./questions";

/** Arguments of `getReplicationLocationsOutput`: those of `getReplicationLocations`, each of which may be an output. */
export type GetReplicationLocationsOutputArgs = {
  [K in keyof GetReplicationLocationsArgs]: pulumi.Input<GetReplicationLocationsArgs[K]>;
};

/**
 * Where a bucket can replicate to. Asks OSS at each run and keeps nothing in state. Needs the permission
 * `oss:GetBucketReplicationLocation`.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplicationlocation
 * @param opts `provider`, or `parent` to use its provider: which account and region are meant.
 * @throws {OssError} when the call fails. `code` is OSS's, such as `NoSuchBucket`, or one of `OssErrorCode`.
 * @throws {ReplicationError} `NoRegion`, `WrongProvider` or `UnknownProvider`.
 */
export function getReplicationLocations(
  args: GetReplicationLocationsArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetReplicationLocationsResult> {
  return lookUp(LOCATIONS, args, opts);
}

/**
 * `getReplicationLocations` for arguments that come from other resources.
 * It asks nothing while one of them is unknown, as in a preview. A failure ends the program.
 */
export function getReplicationLocationsOutput(
  args: GetReplicationLocationsOutputArgs,
  opts?: pulumi.InvokeOptions,
): pulumi.Output<GetReplicationLocationsResult> {
  return lookUpOutput(LOCATIONS, args, opts);
}
