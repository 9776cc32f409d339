/** The replication control plane of Alibaba Cloud OSS on loopback. */
export { type Clock, manualClock, realClock } from "./clock";
export { type Emulator, startEmulator } from "./emulator";
export type { Fault, FaultKind, ForeignAnswer } from "./faults";
export type { RuleStatus, Timings } from "./life";
export { type RequestLogEntry, toLogLine } from "./log";
export type {
  Account,
  BucketStat,
  EmulatedRule,
  RuleDefinition,
  RuleDestination,
  RuleTaggings,
  Versioning,
} from "./model";
export { defaultAccount, defaultAccountId, type EmulatorOptions, type RuleIds } from "./options";
export type { BucketToCreate, RuleToAdd } from "./rulebook";
