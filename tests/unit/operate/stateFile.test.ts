import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NotAState, rulesInState } from "../../../provider/operate/stateFile";

const exported = (...resources: unknown[]) => JSON.stringify({ version: 3, deployment: { resources } });
const resource = (type: string, more: object = {}) => ({
  type,
  urn: `urn:pulumi:dev::shop::my:index:Backup$${type}::logs`,
  custom: true,
  id: "rule-1",
  outputs: {
    bucket: "logs",
    region: "cn-hangzhou",
    destination: { bucket: "logs-dr", location: "oss-cn-beijing" },
  },
  ...more,
});

test.each([["pulumi-nodejs:dynamic/oss:ReplicationRule"], ["oss-replication:index:ReplicationRule"]])(
  "a rule of %s",
  (type) => {
    expect(rulesInState(exported(resource(type)))).toEqual([
      {
        kind: "rule",
        urn: `urn:pulumi:dev::shop::my:index:Backup$${type}::logs`,
        name: "logs",
        ruleId: "rule-1",
        bucket: "logs",
        region: "cn-hangzhou",
        target: { bucket: "logs-dr", location: "oss-cn-beijing" },
        outputs: resource(type).outputs,
      },
    ]);
  },
);

test.each([["pulumi-nodejs:dynamic/oss:ReplicationRtc"], ["oss-replication:index:ReplicationRtc"]])(
  "an RTC of %s names its rule",
  (type) => {
    const outputs = { bucket: "logs", region: "cn-hangzhou", ruleId: "rule-7", status: "enabled" };
    expect(rulesInState(exported(resource(type, { id: "rtc-id", outputs })))).toMatchObject([
      { kind: "rtc", ruleId: "rule-7", bucket: "logs", target: undefined },
    ]);
  },
);

test("what another tool makes, a component, and what is only read are nobody's", () => {
  const ours = "oss-replication:index:ReplicationRule";
  const others = [
    resource("alicloud:oss/bucketReplication:BucketReplication"),
    resource("constructor"),
    resource(ours, { id: undefined }),
    resource(ours, { external: true }),
    null,
    "text",
  ];
  expect(rulesInState(exported(...others))).toEqual([]);
});

test("a rule that waits to be deleted is still owned, and said to be leaving", () => {
  expect(
    rulesInState(exported(resource("oss-replication:index:ReplicationRule", { delete: true }))),
  ).toMatchObject([{ leaving: true }]);
});

test("what is secret in the state is not known", () => {
  const secret = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ciphertext: "v1:x",
  };
  const outputs = { bucket: secret, region: "cn-hangzhou", destination: secret };
  expect(
    rulesInState(exported(resource("oss-replication:index:ReplicationRule", { outputs }))),
  ).toMatchObject([{ bucket: undefined, region: "cn-hangzhou", target: undefined }]);
});

test("a name may hold what separates a URN", () => {
  const urn = "urn:pulumi:dev::shop::oss-replication:index:ReplicationRule::a::b";
  expect(rulesInState(exported(resource("oss-replication:index:ReplicationRule", { urn })))).toMatchObject([
    { name: "a::b" },
  ]);
});

test("a stack without resources, and a state of version 0.1", () => {
  expect(rulesInState('{"deployment":{}}')).toEqual([]);
  const state = readFileSync(join(__dirname, "../../fixtures/state-0.1.json"), "utf8");
  const rules = rulesInState(`{"deployment":${state}}`);
  expect(rules.map(({ kind }) => kind)).toContain("rule");
  for (const { bucket, region, target, kind } of rules) {
    expect({ bucket, region }).toEqual({ bucket: expect.any(String), region: expect.any(String) });
    if (kind === "rule") expect(target).toEqual({ bucket: expect.any(String), location: expect.any(String) });
  }
});

test.each([
  ["", "not JSON"],
  ["pulumi: error", "not JSON"],
  ["[]", "lacks `deployment`"],
  ['{"steps":[]}', "lacks `deployment`"],
  ['{"deployment":null}', "lacks `deployment`"],
  ['{"deployment":{"resources":{}}}', "lacks `deployment`"],
])("%j is not a state", (text, reason) => {
  expect(() => rulesInState(text)).toThrow(NotAState);
  expect(() => rulesInState(text)).toThrow(reason);
});
