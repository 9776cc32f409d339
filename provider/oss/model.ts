/** What OSS's replication calls take and give, as plain data. */
import type { RuleDefinition } from "./rule";

/** Where a rule is in its life. */
export type RuleStatus =
  /** It is being prepared. */
  | "starting"
  /** It is in effect. */
  | "doing"
  /** It is deleted, and still being cleared. */
  | "closing";

/** Whether replication time control is wanted. */
export type RtcStatus =
  /** It is, and billed. */
  | "enabled"
  /** It is not. */
  | "disabled";

export interface RuleToPut extends RuleDefinition {
  id?: string;
  rtc?: RtcStatus;
}

export interface Rule extends RuleDefinition {
  id: string;
  status: RuleStatus;
  /** `enabling` or `enabled`; absent when RTC is off. */
  rtcStatus?: string;
}

/** A rule's progress; of what the rule says its answer has a part. */
export interface RuleProgress extends RuleDefinition {
  id: string;
  status: RuleStatus;
  /** Share of the historical objects that is copied, 0 to 1; absent unless the rule is `doing`. */
  historicalObject?: number;
  /** Everything written to the source before this time has been replicated. */
  newObject?: Date;
}

export interface ReplicationLocations {
  /** Every location OSS offers as a target; never the source's own, although that is legal too. */
  locations: string[];
  /** Transfer types of the locations whose links are constrained; one that is missing here allows `internal`. */
  transferTypes: Record<string, string[]>;
  /** Locations towards which RTC can be on; `undefined` when OSS did not say. */
  rtcLocations?: string[];
}

export interface BucketInfo {
  name: string;
  /** OSS location id, for example `oss-cn-hangzhou`. */
  location: string;
  /** `Enabled` or `Suspended`; absent when versioning was never set. */
  versioning?: string;
}

/** A bucket as the list of an account's buckets has it. */
export interface BucketInAccount {
  name: string;
  /** OSS location id, for example `oss-cn-hangzhou`. */
  location: string;
  /** Region id, for example `cn-hangzhou`. */
  region: string;
}

/** How much a bucket holds. OSS counts it about once an hour. */
export interface BucketStat {
  /** In bytes, of all storage classes. */
  storage: number;
  objectCount: number;
}

export interface PutOptions {
  /**
   * The pair of buckets was seen without a rule. Only then a rule that is as it was sent, but has another id, is taken
   * for the effect of a put whose answer was lost: it might be somebody else's.
   */
  wasFree?: boolean;
}

/** `kept`: an answer from before will do; `fresh`: as it is after all writes to the bucket that have ended. */
export type Freshness = "kept" | "fresh";

/** The six replication calls of OSS, and GetBucketInfo for checks. A failure is always an `OssError`. */
export interface OssReplication {
  putBucketReplication(bucket: string, rule: RuleToPut, options?: PutOptions): Promise<{ ruleId?: string }>;
  /**
   * Rules in every state; a bucket without rules (404 NoSuchReplicationConfiguration) gives an empty list. Where reads are
   * not shared, each is fresh.
   */
  getBucketReplication(bucket: string, freshness?: Freshness): Promise<readonly Rule[]>;
  deleteBucketReplication(bucket: string, ruleId: string): Promise<void>;
  getBucketReplicationLocation(bucket: string): Promise<ReplicationLocations>;
  getBucketReplicationProgress(bucket: string, ruleId: string): Promise<RuleProgress>;
  putBucketRtc(bucket: string, ruleId: string, status: RtcStatus): Promise<void>;
  getBucketInfo(bucket: string): Promise<BucketInfo>;
}

/** What is asked for an overview: which buckets there are, and how much is in one. A failure is always an `OssError`. */
export interface OssAccount {
  /** All buckets of the account, of every region, whose names begin with `prefix`; page after page. */
  listBuckets(prefix?: string): Promise<readonly BucketInAccount[]>;
  getBucketStat(bucket: string): Promise<BucketStat>;
}

/** All calls of this client. */
export interface OssService extends OssReplication, OssAccount {}
