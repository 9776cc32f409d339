import type { Clock } from "./clock";
import type { Timings } from "./life";
import type { RequestLogEntry } from "./log";
import type { Account } from "./model";

/**
 * What the service does with a rule id that the caller chose. `honour`: it keeps the id. `ignore`: it makes a UUID of its
 * own. `refuse`: it refuses the put with MalformedXML. Only an older page documents chosen ids, so a client should work
 * with all three.
 */
export type RuleIds = "honour" | "ignore" | "refuse";

/** Where documents and live tests of official clients disagree; the defaults are what the live tests show. */
export interface Switches {
  /** What becomes of a rule id that the caller chose. Default `honour`. */
  ruleIds: RuleIds;
  /** Send header `x-oss-replication-rule-id` after a put; the reference page does not show it. Default true. */
  ruleIdHeader: boolean;
  /** A put without SyncRole is MissingArgument, as the page says. Default false. */
  requireSyncRole: boolean;
  /** A put without TransferType is MissingArgument, as the page says. Default false. */
  requireTransferType: boolean;
  /** SyncRole and SSE-KMS `Enabled` without ReplicaKmsKeyID is MissingArgument, as the page says. Default false. */
  requireKmsKey: boolean;
  /** `oss_acc` within one region; one live test does it, the page forbids it. Default false: as the page says. */
  allowAccelerationInRegion: boolean;
  /** Rules to a bucket of another account, as if its owner had granted it. Default false: InvalidTargetBucket. */
  allowCrossAccount: boolean;
  /** GetBucketReplicationProgress without `rule-id` is MissingArgument instead of every rule. Default false. */
  requireRuleIdForProgress: boolean;
  /** GetBucketInfo whatever region the request is signed for, as older pages allow. Default false. */
  anyRegionBucketInfo: boolean;
  /** The roles OSS may assume; a put with another one is NoPermission. Default: every role will do. */
  syncRoles?: string[];
}

const defaultSwitches: Switches = {
  ruleIds: "honour",
  ruleIdHeader: true,
  requireSyncRole: false,
  requireTransferType: false,
  requireKmsKey: false,
  allowAccelerationInRegion: false,
  allowCrossAccount: false,
  requireRuleIdForProgress: false,
  anyRegionBucketInfo: false,
};

/** Options of `startEmulator`. */
export interface EmulatorOptions extends Partial<Switches> {
  /** The port to listen on. 0 or absent: a free one. */
  port?: number;
  /**
   * The address to listen on. Default: `127.0.0.1`, which only this machine reaches. Another one lets others in, without
   * TLS; `0.0.0.0` and `::` are all addresses of this machine.
   */
  host?: string;
  /** The access keys that are accepted. Default: `defaultAccount` alone. */
  accounts?: Account[];
  /** What the life of rules runs on. Default: the real time. */
  clock?: Clock;
  /** What signatures are checked against, and the Date of answers. Default: the real time. */
  wallClock?: Clock;
  /** How long the phases of a rule last. Default: 1 minute `starting`, 3 `closing`, 10 for the history, 5 for RTC. */
  timings?: Partial<Timings>;
  /** Further locations or regions, such as `cn-somewhere`, besides those the emulator knows. */
  locations?: string[];
  /** How many bytes of requests are kept in `requests`. Default: 32 MiB. */
  requestLogBytes?: number;
  /** Called with each request as it is added to `requests`. */
  onRequest?: (entry: RequestLogEntry) => void;
}

/** The switches among the options, the rest at their defaults. */
export function switchesOf({ syncRoles, ...options }: EmulatorOptions): Switches {
  const set = Object.entries(options).filter(
    ([name, value]) => name in defaultSwitches && value !== undefined,
  );
  return { ...defaultSwitches, ...Object.fromEntries(set), syncRoles };
}

export const defaultRequestLogBytes = 32 * 2 ** 20;

/** The account id of a key that names none. */
export const defaultAccountId = "1234567890123456";

/** The only access key unless others are given. */
export const defaultAccount: Account = {
  accessKeyId: "LTAIEXAMPLE",
  accessKeySecret: "demo-sk",
  accountId: defaultAccountId,
};
