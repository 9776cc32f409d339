/** What the functions ask of a bucket, for a program and for the provider alike. */
import type { BucketPlace } from "../lifecycle/inputs";
import { type Connection, connectionOf, noRegion, regionFor, type Settings } from "../lifecycle/settings";
import { locationOf, type OssReplication, type RuleStatus, regionOf } from "../oss";
import { infoOf, locationsIn, type ReplicationLocation, type ReplicationRuleInfo } from "./answers";

/** The bucket that a function asks about, and how OSS is reached. */
export interface BucketLookup extends BucketPlace {
  /**
   * Name of a profile of the Alibaba Cloud CLI. Default: the provider's, or the stack's (`oss:profile`), else the
   * credentials of the environment. A profile given here is used as it is: `oss:roleArn` is not assumed with it.
   */
  profile?: string | undefined;
}

/** One of the functions: its name, and what it asks about a bucket in a region. */
export interface Lookup<A extends BucketLookup, T> {
  name: string;
  ask(service: OssReplication, args: A, region: string): Promise<T>;
}

/** Asks OSS, reached as the arguments and else the settings say. A profile of the arguments is used as it is. */
export async function askOss<A extends BucketLookup, T>(
  { ask }: Lookup<A, T>,
  args: A,
  given: Settings,
  connect: (connection: Connection) => OssReplication,
): Promise<T> {
  const { profile } = args;
  const settings = profile ? { ...given, profile, roleArn: undefined } : given;
  const known = regionFor(args, settings);
  if (!known) throw noRegion();
  const region = regionOf(String(known));
  return ask(connect(connectionOf({ ...args, region }, settings)), args, region);
}

/** Arguments of `getReplicationLocations`. */
export interface GetReplicationLocationsArgs extends BucketLookup {}

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

export const LOCATIONS: Lookup<GetReplicationLocationsArgs, GetReplicationLocationsResult> = {
  name: "getReplicationLocations",
  ask: async (service, { bucket }, region) => {
    const answer = await service.getBucketReplicationLocation(bucket);
    return { bucket, region, ownLocation: locationOf(region), locations: locationsIn(answer) };
  },
};

/** Arguments of `getReplicationProgress`. */
export interface GetReplicationProgressArgs extends BucketLookup {
  /** OSS's id of the rule: `rule.id` of a `ReplicationRule`. */
  ruleId: string;
}

/** Result of `getReplicationProgress`. */
export interface GetReplicationProgressResult {
  /** Name of the source bucket, as in the arguments. */
  bucket: string;
  /** Region id of the source bucket, such as `cn-hangzhou`: the argument or its default. */
  region: string;
  /** OSS's id of the rule, as in the arguments. */
  ruleId: string;
  /** `starting` (being prepared), `doing` (in effect) or `closing` (deleted, being cleared). */
  status: RuleStatus;
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

export const PROGRESS: Lookup<GetReplicationProgressArgs, GetReplicationProgressResult> = {
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

/** Arguments of `getReplicationRules`. */
export interface GetReplicationRulesArgs extends BucketLookup {}

/** Result of `getReplicationRules`. */
export interface GetReplicationRulesResult {
  /** Name of the source bucket, as in the arguments. */
  bucket: string;
  /** Region id of the source bucket, such as `cn-hangzhou`: the argument or its default. */
  region: string;
  /** All rules that copy from the bucket, whoever manages them. Rules that are `closing` are among them. */
  rules: ReplicationRuleInfo[];
}

export const RULES: Lookup<GetReplicationRulesArgs, GetReplicationRulesResult> = {
  name: "getReplicationRules",
  ask: async (service, { bucket }, region) => {
    const rules = await service.getBucketReplication(bucket);
    return { bucket, region, rules: rules.map(infoOf) };
  },
};
