/** The client of OSS's replication calls. It knows nothing of Pulumi. */

export { isSameKmsKey, isSameRole, kmsKey } from "./arn";
export { Backoff, BETWEEN_QUESTIONS, pauseMs } from "./backoff";
export { isAddressable, isBucketName, NAMING_RULE } from "./bucketName";
export { see, withAddress } from "./catalogue";
export { type ClientOptions, createOssClient } from "./client";
export { type Clock, stoppable, systemClock } from "./clock";
export { type AccountChoice, credentialsFor } from "./credentials";
export {
  canonicalDefinition,
  completedDefinition,
  definitionDifferences,
  definitionIn,
  fieldsNotShown,
  isSameField,
  RULE_FIELD_NAMES,
  unseenFields,
} from "./definition";
export {
  type Endpoint,
  type EndpointOptions,
  isIpEndpoint,
  NETWORKS,
  type Network,
  regionOfHost,
  resolveEndpoint,
} from "./endpoint";
export {
  isPassing,
  OssError,
  type OssErrorCode,
  type OssErrorDetails,
  plainText,
  whatHappened,
} from "./errors";
export type { CredentialsSource, Keys } from "./keys";
export { locationOf, normaliseLocation, regionOf } from "./location";
export type * from "./model";
export { regionOfProfile } from "./profileRegion";
export {
  type CanonicalDefinition,
  type Destination,
  type EncryptionConfiguration,
  isObject,
  type Open,
  type PrefixSet,
  RULE_DEFAULTS,
  RULE_FIELDS,
  type RuleDefinition,
  type SourceSelectionCriteria,
  type TextField,
  type UserTaggings,
} from "./rule";
export { effectOfPut } from "./settle";
export { type ShareOptions, shareReads } from "./shared";
export { isXmlText } from "./xml/tree";
