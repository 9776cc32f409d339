import * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";

const config = new pulumi.Config();

// `oss-replication import --bucket BUCKET --format typescript` writes this for every rule of a bucket.
const rule = new oss.ReplicationRule("by-hand", {
  bucket: config.require("sourceBucket"),
  destination: { bucket: config.require("targetBucket"), location: config.require("targetLocation") },
  prefixSet: { prefixes: ["invoices/"] },
  historicalObjectReplication: "disabled",
  // The id of the rule that is there. It may stay: it is read when the resource is created, and never again.
  adopt: config.require("ruleId"),
});

export const ruleId = rule.id;
