export type { ReplicationLocation, ReplicationRuleInfo } from "./functions/answers";
export type {
  GetReplicationLocationsArgs,
  GetReplicationLocationsOutputArgs,
  GetReplicationLocationsResult,
} from "./functions/locations";
export { getReplicationLocations, getReplicationLocationsOutput } from "./functions/locations";
export type {
  GetReplicationProgressArgs,
  GetReplicationProgressOutputArgs,
  GetReplicationProgressResult,
} from "./functions/progress";
export { getReplicationProgress, getReplicationProgressOutput } from "./functions/progress";
export type {
  GetReplicationRulesArgs,
  GetReplicationRulesOutputArgs,
  GetReplicationRulesResult,
} from "./functions/rules";
export { getReplicationRules, getReplicationRulesOutput } from "./functions/rules";
export { ReplicationError, type ReplicationErrorCode } from "./lifecycle/errors";
export { OssError, type OssErrorCode, type OssErrorDetails } from "./oss";
export type { ProviderArgs } from "./resources/provider";
export { Provider } from "./resources/provider";
export type {
  ReplicationRtcArgs,
  ReplicationRtcOfRule,
  ReplicationRtcOfRuleId,
  ReplicationRtcStatus,
} from "./resources/replicationRtc";
export { ReplicationRtc } from "./resources/replicationRtc";
export type {
  ReplicationDestination,
  ReplicationEncryptionConfiguration,
  ReplicationPrefixSet,
  ReplicationRuleArgs,
  ReplicationRuleLookup,
  ReplicationSourceSelectionCriteria,
  ReplicationTimeouts,
  ReplicationUserTaggings,
} from "./resources/replicationRule";
export { ReplicationRule } from "./resources/replicationRule";
