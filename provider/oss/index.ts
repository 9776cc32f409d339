/** The client of OSS's replication calls. It knows nothing of Pulumi. */
export { type ClientOptions, createOssClient } from "./client";
export { type AccountChoice, type CredentialsSource, credentialsFor, type Keys } from "./credentials";
export { definitionDifferences } from "./difference";
export {
  type Endpoint,
  type EndpointOptions,
  isAddressable,
  isBucketName,
  isIpEndpoint,
  type Network,
  regionOfHost,
  resolveEndpoint,
} from "./endpoint";
export { OssError, type OssErrorDetails, plainText, whatHappened } from "./errors";
export { locationOf, normaliseLocation, regionOf } from "./location";
export { isSameKmsKey, isSameRole, kmsKey } from "./meaning";
export type * from "./model";
export { isPassing } from "./passing";
export { regionOfProfile } from "./profileRegion";
export { effectOfPut } from "./settle";
export { type ShareOptions, shareReads } from "./shared";
export { isXmlText } from "./xml/tree";
