import { kmsKey, normaliseLocation, regionOfHost } from "../../../oss";
import { isObject } from "../../normalise";
import { isUnknown } from "../../unknown";
import { at, type Check, oneOf, show, text, unknownKeys } from "./values";

/** What OSS stores of SyncRole and KMS settings, and what it drops in silence: live tests of the official clients. */
export const kms: Check = (args) => {
  const { sourceSelectionCriteria: criteria, encryptionConfiguration: encryption, syncRole } = args;
  if ([criteria, encryption].some((value) => value !== undefined && !isUnknown(value) && !isObject(value))) {
    return [
      "`sourceSelectionCriteria` is `{ sseKmsEncryptedObjects: { status } }` and `encryptionConfiguration` is `{ replicaKmsKeyId }`.",
    ];
  }
  const status = at(criteria, "sseKmsEncryptedObjects", "status") ?? "Disabled";
  const key = at(encryption, "replicaKmsKeyId");
  const shape = [
    ...unknownKeys("sourceSelectionCriteria", criteria, ["sseKmsEncryptedObjects"]),
    ...unknownKeys("encryptionConfiguration", encryption, ["replicaKmsKeyId"]),
    ...oneOf("sourceSelectionCriteria.sseKmsEncryptedObjects.status", status, ["Enabled", "Disabled"]),
    ...(key === undefined ? [] : text("encryptionConfiguration.replicaKmsKeyId", key)),
  ];
  return [...shape, ...droppedKms(status, key, syncRole), ...keyElsewhere(key, at(args, "destination"))];
};

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
  const key = at(encryption, "replicaKmsKeyId");
  if (typeof key !== "string" || !kmsKey(key).name.startsWith("alias/")) return [];
  return [
    `\`encryptionConfiguration.replicaKmsKeyId\` is ${show(key)}, an alias: OSS's pages know a key's id alone, and OSS does not check it when the rule is put, so that objects encrypted by KMS may not be copied`,
  ];
}

function droppedKms(status: unknown, key: unknown, role: unknown): string[] {
  if (isUnknown(status)) return [];
  if (status === "Enabled" && role === undefined) {
    return [
      "OSS would drop the KMS settings without a word, since there is no `syncRole`: name the RAM role that may use the key, or leave out `sourceSelectionCriteria`.",
    ];
  }
  if (status === "Enabled" && key === undefined) {
    return [
      "Objects encrypted with SSE-KMS need a key at the target: give `encryptionConfiguration.replicaKmsKeyId`, a KMS key of the target's region.",
    ];
  }
  if (status === "Disabled" && key !== undefined) {
    return [
      'OSS would drop `encryptionConfiguration` without a word, since SSE-KMS objects are not selected: add `sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } }`, or leave out the key.',
    ];
  }
  return [];
}
