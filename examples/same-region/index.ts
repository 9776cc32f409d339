import * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";

/** Logs of an application and their copy for the auditors, in the same region. */
export = async () => {
  const config = new pulumi.Config();
  const bucket = config.require("sourceBucket");
  const { ownLocation } = await oss.getReplicationLocations({ bucket });

  const rule = new oss.ReplicationRule(
    "audit",
    {
      bucket,
      destination: { bucket: config.require("auditBucket"), location: ownLocation },
      prefixSet: { prefixes: ["audit/"] },
      // Only what is written: a deletion at the source, by mistake or on purpose, leaves the copy.
      action: "PUT",
      historicalObjectReplication: "enabled",
    },
    // `pulumi destroy` stops at it until somebody takes this out: no review overlooks that.
    { protect: true },
  );
  return { rule: rule.id };
};
