import * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";

const config = new pulumi.Config();

// Each names where its source buckets are and whose credentials are used: a profile of the Alibaba Cloud CLI, or a role.
const mainland = new oss.Provider("mainland", { region: "cn-hangzhou" });
const europe = new oss.Provider("europe", { region: "eu-central-1", profile: config.get("europeProfile") });
const archive = new oss.Provider("archive", { region: "cn-shanghai", roleArn: config.get("archiveRole") });

const orders = new oss.ReplicationRule(
  "orders",
  {
    bucket: config.require("ordersBucket"),
    destination: { bucket: config.require("ordersCopy"), location: "oss-cn-beijing" },
  },
  { provider: mainland },
);

const customers = new oss.ReplicationRule(
  "customers",
  {
    bucket: config.require("customersBucket"),
    // Data of European customers stays in Europe.
    destination: { bucket: config.require("customersCopy"), location: "oss-eu-west-1" },
  },
  { provider: europe },
);

const ledger = new oss.ReplicationRule(
  "ledger",
  {
    bucket: config.require("ledgerBucket"),
    destination: { bucket: config.require("ledgerCopy"), location: "oss-cn-beijing" },
    action: "PUT",
  },
  { provider: archive },
);

export const rules = { orders: orders.id, customers: customers.id, ledger: ledger.id };
