import * as oss from "pulumi-oss-replication-sdk";

const logsDr = new oss.ReplicationRule("logsDr", {
  bucket: "prod-logs",
  region: "cn-hangzhou",
  destination: { bucket: "prod-logs-dr", location: "oss-cn-beijing" },
  prefixSet: { prefixes: ["app/", "audit/"] },
  action: "PUT",
});

export const rule = logsDr.id;
