import { isObject } from "../normalise";
import { isUnknown } from "../unknown";
import { at, type Check, oneOf, text, unknownKeys } from "./values";

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
  return [...shape, ...droppedKms(status, key, syncRole)];
};

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
