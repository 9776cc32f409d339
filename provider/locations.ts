import * as pulumi from "@pulumi/pulumi";
import { locationsIn, type ReplicationLocation } from "./answers";
import { type BucketLookup, lookUp } from "./lookup";
import { locationOf } from "./oss";

export interface GetReplicationLocationsArgs extends BucketLookup {}

export type GetReplicationLocationsOutputArgs = {
  [K in keyof GetReplicationLocationsArgs]: pulumi.Input<GetReplicationLocationsArgs[K]>;
};

export interface GetReplicationLocationsResult {
  bucket: string;
  region: string;
  /** The bucket's own location: the target of same-region rules, which OSS does not list. */
  ownLocation: string;
  /** Every location OSS offers for cross-region rules, in alphabetical order. */
  locations: ReplicationLocation[];
}

/**
 * What a bucket can replicate to. Asked anew at each run, never in state. Needs `oss:GetBucketReplicationLocation`.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplicationlocation
 * @throws an error that says what was asked, of which bucket, OSS's code and request id, and what to do.
 */
export function getReplicationLocations(
  args: GetReplicationLocationsArgs,
): Promise<GetReplicationLocationsResult> {
  return lookUp(args, async (service, region) => {
    const answer = await service.getBucketReplicationLocation(args.bucket);
    return { bucket: args.bucket, region, ownLocation: locationOf(region), locations: locationsIn(answer) };
  });
}

/** `getReplicationLocations` for arguments that come from other resources. */
export function getReplicationLocationsOutput(
  args: GetReplicationLocationsOutputArgs,
): pulumi.Output<GetReplicationLocationsResult> {
  return pulumi.output(args).apply((known) => getReplicationLocations(known as GetReplicationLocationsArgs));
}
