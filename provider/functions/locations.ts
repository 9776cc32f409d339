import type * as pulumi from "@pulumi/pulumi";
import { locationOf } from "../oss";
import { locationsIn, type ReplicationLocation } from "./answers";
import { type BucketLookup, type Lookup, lookUp, lookUpOutput } from "./lookup";

/** Arguments of `getReplicationLocations`. */
export interface GetReplicationLocationsArgs extends BucketLookup {}

/** Arguments of `getReplicationLocationsOutput`: those of `getReplicationLocations`, each of which may be an output. */
export type GetReplicationLocationsOutputArgs = {
  [K in keyof GetReplicationLocationsArgs]: pulumi.Input<GetReplicationLocationsArgs[K]>;
};

/** Result of `getReplicationLocations`. */
export interface GetReplicationLocationsResult {
  /** Name of the source bucket, as in the arguments. */
  bucket: string;
  /** Region id of the source bucket, such as `cn-hangzhou`: the argument or its default. */
  region: string;
  /** Location of the bucket itself, such as `oss-cn-hangzhou`: the target of same-region rules. OSS does not list it. */
  ownLocation: string;
  /** The locations that OSS offers for cross-region rules, in alphabetical order. */
  locations: ReplicationLocation[];
}

const LOOKUP: Lookup<GetReplicationLocationsArgs, GetReplicationLocationsResult> = {
  name: "getReplicationLocations",
  ask: async (service, { bucket }, region) => {
    const answer = await service.getBucketReplicationLocation(bucket);
    return { bucket, region, ownLocation: locationOf(region), locations: locationsIn(answer) };
  },
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
  return lookUp(LOOKUP, args, opts);
}

/**
 * `getReplicationLocations` for arguments that come from other resources.
 * It asks nothing while one of them is unknown, as in a preview. A failure ends the program.
 */
export function getReplicationLocationsOutput(
  args: GetReplicationLocationsOutputArgs,
  opts?: pulumi.InvokeOptions,
): pulumi.Output<GetReplicationLocationsResult> {
  return lookUpOutput(LOOKUP, args, opts);
}
