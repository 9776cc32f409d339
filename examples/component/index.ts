import { ReplicatedBucket } from "example-component-library";

const orders = new ReplicatedBucket(
  "orders",
  { bucket: "team-orders", importance: "vital" },
  { region: "cn-hangzhou" },
);
const reports = new ReplicatedBucket(
  "reports",
  { bucket: "team-reports", importance: "useful", prefixes: ["final/"] },
  { region: "cn-hangzhou" },
);

export const rules = { orders: orders.ruleId, reports: reports.ruleId };
