import type { Life, RuleStatus } from "./life";

/** An access key that the emulator accepts. */
export interface Account {
  /** The access key id, which requests show. */
  accessKeyId: string;
  /** The access key secret, with which requests are signed. */
  accessKeySecret: string;
  /** Makes the key a temporary one: requests must carry exactly this token. */
  securityToken?: string;
  /** When the token expires, in milliseconds of real time since 1970. Default: never. */
  tokenExpiresAt?: number;
  /** Keys with equal account ids are users of one account; without an id they all belong to the default account. */
  accountId?: string;
  /** Whether the key is refused with UserDisable. Default: `false`. */
  disabled?: boolean;
}

/** Where a rule copies to. */
export interface RuleDestination {
  /** Name of the target bucket. */
  bucket: string;
  /** OSS location id of the target bucket, such as `oss-cn-beijing`. */
  location: string;
  /** `internal` or `oss_acc`. Absent when the put had none, which means `internal`. */
  transferType?: string;
}

/** Which objects a rule copies, by their tags. */
export interface RuleTaggings {
  /** `AND` or `OR`. Absent when the put had none. */
  filterType?: string;
  /** The tags that objects must have. */
  tags: { key: string; value: string }[];
}

/** What a rule says. It is the same whether the rule came over the wire or from a test. */
export interface RuleDefinition {
  /** OSS's id of the rule. */
  id: string;
  /** Where the rule copies to. */
  destination: RuleDestination;
  /** The prefixes of the objects that are copied. Empty: the whole bucket. */
  prefixes: string[];
  /** `ALL`, or a comma-separated list of `PUT`, `DELETE` and `ABORT`. */
  action: string;
  /** Whether objects from before the rule are copied: `enabled` or `disabled`. */
  historicalObjectReplication: string;
  /** Name of the RAM role that OSS assumes to copy. Reads show it only with `sseKmsStatus`, as OSS's do. */
  syncRole?: string;
  /** Whether objects encrypted with SSE-KMS are copied: `Enabled` or `Disabled`. */
  sseKmsStatus?: string;
  /** Id of the KMS key for the copies of such objects. */
  replicaKmsKeyId?: string;
  /** Which objects are copied, by their tags. */
  userTaggings?: RuleTaggings;
}

/** A rule as it stands at one moment of the clock. */
export interface EmulatedRule extends RuleDefinition {
  /** `starting` (being prepared), `doing` (in effect) or `closing` (deleted, being cleared). */
  status: RuleStatus;
  /** `enabling` or `enabled`. Absent when RTC is off. */
  rtcStatus?: "enabling" | "enabled";
}

/** Only the store changes its rules and buckets, so that it knows what has changed. */
export interface StoredRule {
  /** Never changed, but replaced by another. */
  readonly definition: Readonly<RuleDefinition>;
  readonly life: Life;
  /** The last answer about it. */
  written?: WrittenRule;
}

/** A rule as XML, and what that was made of. */
export interface WrittenRule extends Pick<EmulatedRule, "status" | "rtcStatus"> {
  definition: RuleDefinition;
  text: string;
}

/** What a bucket holds, as GetBucketStat tells it. All of it is of storage class Standard. */
export interface BucketStat {
  /** Bytes of all objects, their former versions included. */
  storage: number;
  /** Number of objects. */
  objectCount: number;
}

/** The versioning of a bucket where it has been set. */
export type Versioning = "Enabled" | "Suspended";

export interface Bucket {
  readonly name: string;
  readonly location: string;
  readonly accountId: string;
  readonly createdAt: number;
  /** Absent when it was never set. */
  readonly versioning?: Versioning;
  readonly stat: BucketStat;
  /** OSS switches acceleration on for the target of an `oss_acc` rule. */
  readonly accelerated: boolean;
  readonly rules: readonly StoredRule[];
  /** The last answer about all rules. The store takes it away when something changes. */
  written?: WrittenRules;
}

/** An answer, and the time in which it says how the rules stand. */
export interface WrittenRules {
  body: Buffer;
  from: number;
  until: number;
}
