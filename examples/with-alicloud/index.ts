// By folder: the package as a whole has some thousand resources, and a compiler takes long to read them.
import { Bucket, BucketVersioning } from "@pulumi/alicloud/oss";
import { Provider as Alicloud } from "@pulumi/alicloud/provider";
import { Policy, Role, RolePolicyAttachment } from "@pulumi/alicloud/ram";
import * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";

const config = new pulumi.Config();
const name = config.require("name");
const targetRegion = config.require("targetRegion");

/** A bucket with versioning. Both sides must have it alike, and OSS freezes it as long as there is a rule. */
function versioned(resource: string, bucket: string, provider?: Alicloud) {
  const made = new Bucket(resource, { bucket }, { provider, protect: true });
  const versioning = new BucketVersioning(
    resource,
    { bucket: made.bucket, status: "Enabled" },
    { provider, parent: made },
  );
  return { bucket: made.bucket, versioning };
}

const there = new Alicloud("target-region", { region: targetRegion });
const source = versioned("source", name);
const target = versioned("target", `${name}-dr`, there);

const statement = (actions: string[], bucket: pulumi.Output<string>) => ({
  Effect: "Allow",
  Action: actions.map((action) => `oss:${action}`),
  Resource: [pulumi.interpolate`acs:oss:*:*:${bucket}`, pulumi.interpolate`acs:oss:*:*:${bucket}/*`],
});
const READ = ["ReplicateList", "ReplicateGet"];

/** The role with which OSS copies: it may read the one bucket and write the other, and nothing else. */
const role = new Role("replication", {
  roleName: `${name}-replication`,
  assumeRolePolicyDocument: JSON.stringify({
    Version: "1",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["oss.aliyuncs.com"] } }],
  }),
});
const policy = new Policy("replication", {
  policyName: `${name}-replication`,
  policyDocument: pulumi.jsonStringify({
    Version: "1",
    Statement: [
      statement(READ, source.bucket),
      statement([...READ, "ReplicatePut", "ReplicateDelete"], target.bucket),
    ],
  }),
});
const attachment = new RolePolicyAttachment("replication", {
  roleName: role.roleName,
  policyName: policy.policyName,
  policyType: "Custom",
});

const rule = new oss.ReplicationRule(
  "copy",
  {
    bucket: source.bucket,
    destination: { bucket: target.bucket, location: `oss-${targetRegion}` },
    syncRole: role.roleName,
    historicalObjectReplication: "enabled",
  },
  // What the rule needs but does not name.
  { dependsOn: [source.versioning, target.versioning, attachment] },
);
new oss.ReplicationRtc("copy", { rule });

export const ruleId = rule.id;
