import { kmsKey, normaliseLocation, RULE_DEFAULTS, RULE_FIELDS, regionOfHost } from "../../../oss";
import { isObject } from "../../normalise";
import { isUnknown } from "../../unknown";
import { at, type Check, oneOf, show, text, unknownKeys } from "./values";

/** What OSS stores of SyncRole and KMS settings, and what it drops in silence: live tests of the official clients. */
export const kmsSelection: Check = ({
  sourceSelectionCriteria: criteria,
  encryptionConfiguration,
  syncRole,
}) => {
  if (isMisshapen(criteria))
    return [
      `\`sourceSelectionCriteria\` is ${show(criteria)}; it must be \`{ sseKmsEncryptedObjects: { status } }\`.`,
    ];
  const status = statusIn(criteria);
  return [
    ...unknownKeys("sourceSelectionCriteria", criteria, ["sseKmsEncryptedObjects"]),
    ...oneOf(
      "sourceSelectionCriteria.sseKmsEncryptedObjects.status",
      status,
      RULE_FIELDS.sourceSelectionCriteria.values,
    ),
    ...(isMisshapen(encryptionConfiguration)
      ? []
      : missing(status, keyIn(encryptionConfiguration), syncRole)),
  ];
};

/** The key for the copies: of the target's region, and only where objects encrypted by KMS are selected. */
export const kmsEncryption: Check = (args) => {
  const { sourceSelectionCriteria: criteria, encryptionConfiguration: encryption } = args;
  if (isMisshapen(encryption))
    return [`\`encryptionConfiguration\` is ${show(encryption)}; it must be \`{ replicaKmsKeyId }\`.`];
  const key = keyIn(encryption);
  return [
    ...unknownKeys("encryptionConfiguration", encryption, ["replicaKmsKeyId"]),
    ...(key === undefined ? [] : text("encryptionConfiguration.replicaKmsKeyId", key)),
    ...(isMisshapen(criteria) ? [] : notSelected(statusIn(criteria), key)),
    ...keyElsewhere(key, at(args, "destination")),
  ];
};

function isMisshapen(value: unknown): boolean {
  return value !== undefined && !isUnknown(value) && !isObject(value);
}

function statusIn(criteria: unknown): unknown {
  return at(criteria, "sseKmsEncryptedObjects", "status") ?? RULE_DEFAULTS.sseKmsStatus;
}

function keyIn(encryption: unknown): unknown {
  return at(encryption, "replicaKmsKeyId");
}

/** The key encrypts the copies, so that it must be one of the target's region. */
function keyElsewhere(key: unknown, destination: unknown): string[] {
  const location = at(destination, "location");
  if (typeof key !== "string" || typeof location !== "string" || isUnknown(location)) return [];
  const { region } = kmsKey(key);
  const target = regionOfHost(`${normaliseLocation(location)}.aliyuncs.com`);
  // `rg-china-mainland`, of buckets without a region, is a location and no region of KMS.
  if (region === undefined || target === undefined || target.startsWith("rg-") || region === target)
    return [];
  return [
    `\`encryptionConfiguration.replicaKmsKeyId\` is ${show(key)}, a key of ${region}, and the target is in ${target}: OSS would not check it now and leave out every object that needs it later. Name a key of ${target}.`,
  ];
}

/** https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketreplication asks for a key id. */
export function keyAlias(encryption: unknown): string[] {
  const key = keyIn(encryption);
  if (typeof key !== "string" || !kmsKey(key).name.startsWith("alias/")) return [];
  return [
    `\`encryptionConfiguration.replicaKmsKeyId\` is ${show(key)}, an alias: OSS's pages know a key's id alone, and OSS does not check it when the rule is put, so that objects encrypted by KMS may not be copied`,
  ];
}

function missing(status: unknown, key: unknown, role: unknown): string[] {
  if (status !== "Enabled") return [];
  if (role === undefined) {
    return [
      "OSS would drop the KMS settings without a word, since there is no `syncRole`: name the RAM role that may use the key, or leave out `sourceSelectionCriteria`.",
    ];
  }
  if (key === undefined) {
    return [
      "Objects encrypted with SSE-KMS need a key at the target: give `encryptionConfiguration.replicaKmsKeyId`, a KMS key of the target's region.",
    ];
  }
  return [];
}

function notSelected(status: unknown, key: unknown): string[] {
  if (status !== "Disabled" || key === undefined) return [];
  return [
    'OSS would drop `encryptionConfiguration` without a word, since SSE-KMS objects are not selected: add `sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } }`, or leave out the key.',
  ];
}
