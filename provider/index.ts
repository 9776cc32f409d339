export type { ReplicationLocation, ReplicationRuleInfo } from "./answers";
export type {
  GetReplicationLocationsArgs,
  GetReplicationLocationsOutputArgs,
  GetReplicationLocationsResult,
} from "./locations";
export { getReplicationLocations, getReplicationLocationsOutput } from "./locations";
export type {
  GetReplicationProgressArgs,
  GetReplicationProgressOutputArgs,
  GetReplicationProgressResult,
} from "./progress";
export { getReplicationProgress, getReplicationProgressOutput } from "./progress";
export type { ProviderArgs } from "./provider";
export { Provider } from "./provider";
export type {
  ReplicationRtcArgs,
  ReplicationRtcOfRule,
  ReplicationRtcOfRuleId,
  ReplicationRtcStatus,
} from "./replicationRtc";
export { ReplicationRtc } from "./replicationRtc";
export type {
  ReplicationDestination,
  ReplicationEncryptionConfiguration,
  ReplicationPrefixSet,
  ReplicationRuleArgs,
  ReplicationRuleLookup,
  ReplicationSourceSelectionCriteria,
  ReplicationTimeouts,
  ReplicationUserTaggings,
} from "./replicationRule";
export { ReplicationRule } from "./replicationRule";
export type {
  GetReplicationRulesArgs,
  GetReplicationRulesOutputArgs,
  GetReplicationRulesResult,
} from "./rules";
export { getReplicationRules, getReplicationRulesOutput } from "./rules";
