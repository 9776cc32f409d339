import type * as pulumi from "@pulumi/pulumi";
import { type BucketLookup, type Lookup, lookUp, lookUpOutput } from "./lookup";

/** Arguments of `getReplicationProgress`. */
export interface GetReplicationProgressArgs extends BucketLookup {
  /** OSS's id of the rule: `rule.id` of a `ReplicationRule`. */
  ruleId: string;
}

/** Arguments of `getReplicationProgressOutput`: those of `getReplicationProgress`, each of which may be an output. */
export type GetReplicationProgressOutputArgs = {
  [K in keyof GetReplicationProgressArgs]: pulumi.Input<GetReplicationProgressArgs[K]>;
};

/** Result of `getReplicationProgress`. */
export interface GetReplicationProgressResult {
  /** Name of the source bucket, as in the arguments. */
  bucket: string;
  /** Region id of the source bucket, such as `cn-hangzhou`: the argument or its default. */
  region: string;
  /** OSS's id of the rule, as in the arguments. */
  ruleId: string;
  /** `starting` (being prepared), `doing` (in effect) or `closing` (deleted, being cleared). */
  status: "starting" | "doing" | "closing";
  /**
   * How much of the historical objects has been copied, from 0 to 1. Absent unless the rule is `doing` and copies them.
   */
  historicalObject?: number | undefined;
  /**
   * A time in ISO 8601, in UTC. Everything written to the source before it has been copied. Absent unless the rule is
   * `doing`.
   */
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
  return lookUp(LOOKUP, args, opts);
}

/**
 * `getReplicationProgress` for arguments that come from other resources.
 * It asks nothing while one of them is unknown, as in a preview. A failure ends the program.
 */
export function getReplicationProgressOutput(
  args: GetReplicationProgressOutputArgs,
  opts?: pulumi.InvokeOptions,
): pulumi.Output<GetReplicationProgressResult> {
  return lookUpOutput(LOOKUP, args, opts);
}
