import type * as pulumi from "@pulumi/pulumi";
import { locationOf } from "../oss";
import { locationsIn, type ReplicationLocation } from "./answers";
import { type BucketLookup, type Lookup, lookUp, lookUpOutput } from "./lookup";

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

const LOOKUP: Lookup<GetReplicationLocationsArgs, GetReplicationLocationsResult> = {
  name: "getReplicationLocations",
  ask: async (service, { bucket }, region) => {
    const answer = await service.getBucketReplicationLocation(bucket);
    return { bucket, region, ownLocation: locationOf(region), locations: locationsIn(answer) };
  },
};

/**
 * What a bucket can replicate to. Asked anew at each run, never in state. Needs `oss:GetBucketReplicationLocation`.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplicationlocation
 * @param opts `provider`, or `parent` for its provider: whose account and region are meant.
 * @throws an error that says what was asked, of which bucket, OSS's code and request id, and what to do.
 */
export function getReplicationLocations(
  args: GetReplicationLocationsArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetReplicationLocationsResult> {
  return lookUp(LOOKUP, args, opts);
}

/** `getReplicationLocations` for arguments that come from other resources. */
export function getReplicationLocationsOutput(
  args: GetReplicationLocationsOutputArgs,
  opts?: pulumi.InvokeOptions,
): pulumi.Output<GetReplicationLocationsResult> {
  return lookUpOutput(LOOKUP, args, opts);
}
