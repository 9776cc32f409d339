import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";

const locations = { bucket: "src", region: "cn-hangzhou", ownLocation: "oss-cn-hangzhou", locations: [] };
const rules = { bucket: "src", region: "cn-hangzhou", rules: [] };
const progress = {
  bucket: "src",
  region: "cn-hangzhou",
  ruleId: "id",
  status: "doing",
  historicalObject: 0.5,
};
const answers: Record<string, object> = {
  "oss-replication:index:getReplicationLocations": locations,
  "oss-replication:index:getReplicationRules": rules,
  "oss-replication:index:getReplicationProgress": progress,
};

let asked: pulumi.runtime.MockCallArgs[];
let requests = 0;
let service: Server;

beforeAll(async () => {
  service = createServer((_request, response) => {
    requests += 1;
    response.writeHead(403).end();
  });
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  process.env.OSS_ENDPOINT = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  process.env.OSS_ACCESS_KEY_ID = "id";
  process.env.OSS_ACCESS_KEY_SECRET = "secret";
});

afterAll(() => {
  service.close();
});

beforeEach(async () => {
  asked = [];
  await pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
    call: (args) => {
      asked.push(args);
      return answers[args.token] ?? {};
    },
  });
});

afterEach(() => expect(requests).toBe(0));

/** Of a failed call too, whose `apply` would never come. */
const valueIn = <T>(output: pulumi.Output<T>) => (output as unknown as { promise(): Promise<T> }).promise();

it.each([
  ["getReplicationLocations", locations, () => oss.getReplicationLocations({ bucket: "src" })],
  ["getReplicationRules", rules, () => oss.getReplicationRules({ bucket: "src" })],
  ["getReplicationProgress", progress, () => oss.getReplicationProgress({ bucket: "src", ruleId: "id" })],
  [
    "getReplicationLocations",
    locations,
    () => valueIn(oss.getReplicationLocationsOutput({ bucket: pulumi.output("src") })),
  ],
  [
    "getReplicationRules",
    rules,
    () => valueIn(oss.getReplicationRulesOutput({ bucket: pulumi.output("src") })),
  ],
  [
    "getReplicationProgress",
    progress,
    () => valueIn(oss.getReplicationProgressOutput({ bucket: "src", ruleId: pulumi.output("id") })),
  ],
])("%s answers what the mocks say, and asks no service", async (name, answer, call) => {
  expect(await call()).toEqual(answer);
  const [only, ...more] = asked;
  expect(only).toMatchObject({ token: `oss-replication:index:${name}`, inputs: { bucket: "src" } });
  expect(more).toEqual([]);
});

it("mocks are told the provider, and that of the parent", async () => {
  const provider = new oss.Provider("eu", { region: "eu-central-1" });
  const parent = new pulumi.ComponentResource("test:index:Parent", "parent", {}, { provider });
  await oss.getReplicationRules({ bucket: "src" }, { provider });
  await oss.getReplicationRules({ bucket: "src" }, { parent });
  await valueIn(oss.getReplicationRulesOutput({ bucket: "src" }, { provider }));

  expect(asked.map((each) => each.provider)).toEqual(Array(3).fill(expect.stringContaining("::eu::eu-id")));
});

it("a provider of another package is refused, not left out of account", async () => {
  class Other extends pulumi.ProviderResource {}
  const provider = new Other("alicloud", "other");
  await expect(oss.getReplicationRules({ bucket: "src" }, { provider })).rejects.toThrow(
    "The option `provider` is a provider of package alicloud",
  );
  expect(asked).toEqual([]);
});

it("two rules and an RTC of one component are made, under one owner each", async () => {
  class Replicated extends pulumi.ComponentResource {
    readonly ids: pulumi.Output<string[]>;
    constructor(name: string) {
      super("my:index:Replicated", name);
      const to = (bucket: string) =>
        new oss.ReplicationRule(
          bucket,
          { bucket: "src", destination: { bucket, location: "oss-cn-beijing" } },
          { parent: this },
        );
      const [rule, other] = [to("dst"), to("dst2")];
      const rtc = new oss.ReplicationRtc("rtc", { rule }, { parent: this });
      this.ids = pulumi.all([rule.id, other.id, rtc.id]);
    }
  }
  expect(await valueIn(new Replicated("component").ids)).toEqual(["dst-id", "dst2-id", "rtc-id"]);
});
