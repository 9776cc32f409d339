import type * as pulumi from "@pulumi/pulumi";
import { type BucketLookup, type Lookup, lookUp, lookUpOutput } from "./lookup";

export interface GetReplicationProgressArgs extends BucketLookup {
  /** OSS's rule id: `rule.id` of a `ReplicationRule`. */
  ruleId: string;
}

export type GetReplicationProgressOutputArgs = {
  [K in keyof GetReplicationProgressArgs]: pulumi.Input<GetReplicationProgressArgs[K]>;
};

export interface GetReplicationProgressResult {
  bucket: string;
  region: string;
  ruleId: string;
  /** `starting` (being prepared), `doing` (in effect) or `closing` (deleted, being cleared). */
  status: "starting" | "doing" | "closing";
  /** Share of the historical objects that is copied, 0 to 1. Absent unless the rule is `doing` and copies them. */
  historicalObject?: number | undefined;
  /** ISO 8601 time: everything written to the source before it has been copied. Absent unless the rule is `doing`. */
  newObject?: string | undefined;
}

const LOOKUP: Lookup<GetReplicationProgressArgs, GetReplicationProgressResult> = {
  name: "getReplicationProgress",
  ask: async (service, { bucket, ruleId }, region) => {
    const progress = await service.getBucketReplicationProgress(bucket, ruleId);
    return {
      bucket,
      region,
      ruleId,
      status: progress.status,
      historicalObject: progress.historicalObject,
      newObject: progress.newObject?.toISOString(),
    };
  },
};

/**
 * How far a rule has come. Asked anew at each run, never in state. Needs `oss:GetBucketReplicationProgress`.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplicationprogress
 * @param opts `provider`, or `parent` for its provider: whose account and region are meant.
 * @throws an error that says what was asked, of which bucket and rule, OSS's code and request id, and what to do.
 */
export function getReplicationProgress(
  args: GetReplicationProgressArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetReplicationProgressResult> {
  return lookUp(LOOKUP, args, opts);
}

/** `getReplicationProgress` for arguments that come from other resources. */
export function getReplicationProgressOutput(
  args: GetReplicationProgressOutputArgs,
  opts?: pulumi.InvokeOptions,
): pulumi.Output<GetReplicationProgressResult> {
  return lookUpOutput(LOOKUP, args, opts);
}
