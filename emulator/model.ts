import type { Life, RuleStatus } from "./life";

export interface Account {
  accessKeyId: string;
  accessKeySecret: string;
  /** Makes the key a temporary one: requests must carry exactly this token. */
  securityToken?: string;
  /** When the token expires, in milliseconds of real time. */
  tokenExpiresAt?: number;
  /** Keys with equal account ids are users of one account; without an id they all belong to the default account. */
  accountId?: string;
  /** A key whose user is disabled is refused with UserDisable. */
  disabled?: boolean;
}

export interface RuleDestination {
  bucket: string;
  /** OSS location id, as `oss-cn-beijing`. */
  location: string;
  /** `internal` or `oss_acc`. */
  transferType?: string;
}

export interface RuleTaggings {
  filterType?: string;
  tags: { key: string; value: string }[];
}

/** What the emulator holds of a rule besides its life; the same whether it came over the wire or from a test. */
export interface RuleDefinition {
  id: string;
  destination: RuleDestination;
  /** Empty: the whole bucket. */
  prefixes: string[];
  action: string;
  historicalObjectReplication: string;
  /** Kept although OSS leaves it out of reads unless `sseKmsStatus` is there too. */
  syncRole?: string;
  /** `Enabled` or `Disabled`. */
  sseKmsStatus?: string;
  replicaKmsKeyId?: string;
  userTaggings?: RuleTaggings;
}

/** A rule as it stands at one moment of the clock. */
export interface EmulatedRule extends RuleDefinition {
  status: RuleStatus;
  /** `enabling` or `enabled`; absent when RTC is off. */
  rtcStatus?: "enabling" | "enabled";
}

export interface StoredRule {
  definition: RuleDefinition;
  life: Life;
}

export type Versioning = "Enabled" | "Suspended";

export interface Bucket {
  name: string;
  location: string;
  accountId: string;
  createdAt: number;
  /** Absent when it was never set. */
  versioning?: Versioning;
  /** OSS switches acceleration on for the target of an `oss_acc` rule. */
  accelerated: boolean;
  rules: StoredRule[];
}
