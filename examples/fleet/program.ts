import * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";

/** The buckets of one team. The region is that of `oss:region`. */
const config = new pulumi.Config();
const location = `oss-${config.require("targetRegion")}`;

for (const bucket of config.requireObject<string[]>("buckets")) {
  new oss.ReplicationRule(bucket, { bucket, destination: { bucket: `${bucket}-dr`, location } });
}
