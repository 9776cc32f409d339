import * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";

/** Objects that are encrypted by SSE-KMS are copied only where the rule says so, names a role and a key. */
export = async () => {
  const config = new pulumi.Config();
  const rule = new oss.ReplicationRule("encrypted", {
    bucket: config.require("sourceBucket"),
    destination: { bucket: config.require("targetBucket"), location: config.require("targetLocation") },
    sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
    syncRole: config.require("syncRole"),
    // A key of the target's region: OSS encrypts the copies with it.
    encryptionConfiguration: { replicaKmsKeyId: config.require("targetKey") },
    historicalObjectReplication: "enabled",
  });
  return { rule: rule.id };
};
