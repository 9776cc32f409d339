export type { ReplicationLocation, ReplicationRuleInfo } from "./functions/answers";
export type { GetReplicationLocationsOutputArgs } from "./functions/locations";
export { getReplicationLocations, getReplicationLocationsOutput } from "./functions/locations";
export type { GetReplicationProgressOutputArgs } from "./functions/progress";
export { getReplicationProgress, getReplicationProgressOutput } from "./functions/progress";
export type {
  GetReplicationLocationsArgs,
  GetReplicationLocationsResult,
  GetReplicationProgressArgs,
  GetReplicationProgressResult,
  GetReplicationRulesArgs,
  GetReplicationRulesResult,
} from "./functions/questions";
export type { GetReplicationRulesOutputArgs } from "./functions/rules";
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
