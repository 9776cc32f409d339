import * as pulumi from "@pulumi/pulumi";
import type { GetReplicationLocationsResult } from "pulumi-oss-replication";
import { protect } from "./protect";

const made: { type: string; inputs: Record<string, unknown> }[] = [];
let locations: GetReplicationLocationsResult["locations"] = [];

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      made.push({ type, inputs });
      return { id: `id of ${name}`, state: inputs };
    },
    call: ({ inputs }) => ({ ...inputs, ownLocation: "oss-cn-hangzhou", locations }),
  }),
);

const location = (name: string, rtc: boolean) => ({ location: name, transferTypes: ["internal"], rtc });
const value = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

it("replicates to a place that has RTC, and switches it on", async () => {
  locations = [location("oss-eu-central-1", false), location("oss-cn-beijing", true)];
  const rule = await protect("orders", "cn-hangzhou");
  expect(await value(rule.id)).toBe("id of orders");
  await pulumi.runtime.disconnect();
  expect(made).toMatchObject([
    {
      type: "pulumi-nodejs:dynamic/oss:ReplicationRule",
      inputs: { destination: { bucket: "orders-dr", location: "oss-cn-beijing" } },
    },
    { type: "pulumi-nodejs:dynamic/oss:ReplicationRtc", inputs: { ruleId: "id of orders" } },
  ]);
});

it("refuses where there is none", async () => {
  locations = [location("oss-eu-central-1", false)];
  await expect(protect("orders", "cn-hangzhou")).rejects.toThrow(
    "No location that orders can replicate to has RTC.",
  );
});
