import * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";

const inState = {
  bucket: "src",
  region: "cn-hangzhou",
  destination: { bucket: "dst", location: "oss-cn-beijing", transferType: "internal" },
  action: "ALL",
  historicalObjectReplication: "enabled",
};

let registered: string[];

async function setMocks(isPreview: boolean, state: Record<string, unknown> = inState): Promise<void> {
  registered = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, id }) => {
        registered.push(type);
        return { id: id || "rule-id", state };
      },
      call: () => {
        throw new Error("no function is called");
      },
    },
    "project",
    "stack",
    isPreview,
  );
}

const newRule = (opts?: pulumi.CustomResourceOptions) =>
  new oss.ReplicationRule(
    "rule",
    { bucket: "src", destination: { bucket: "dst", location: "oss-cn-beijing" } },
    opts,
  );

interface Inside<T> {
  promise(): Promise<T>;
  isKnown: Promise<boolean>;
  allResources(): Promise<Set<pulumi.Resource>>;
}

const inside = <T>(output: pulumi.Output<T>) => output as unknown as Inside<T>;
const valueIn = <T>(output: pulumi.Output<T>) => inside(output).promise();

async function urnsBehind(output: pulumi.Output<unknown>): Promise<Set<string>> {
  const resources = [...(await inside(output).allResources())];
  return new Set(await Promise.all(resources.map(({ urn }) => valueIn(urn))));
}

const NAMES = [
  "action",
  "bucket",
  "destination",
  "encryptionConfiguration",
  "historicalObjectReplication",
  "prefixSet",
  "region",
  "sourceSelectionCriteria",
  "syncRole",
  "userTaggings",
] as const;

describe("outputs that the program does not name", () => {
  it("say what the engine has, and depend on the rule alone", async () => {
    await setMocks(false);
    const rule = newRule();
    const values = Object.fromEntries(
      await Promise.all(NAMES.map(async (name) => [name, await valueIn<unknown>(rule[name])] as const)),
    );
    expect(values).toEqual({
      ...Object.fromEntries(NAMES.map((name) => [name, undefined])),
      ...inState,
    });
    for (const name of NAMES) {
      expect(pulumi.Output.isInstance(rule[name])).toBe(true);
      expect(await urnsBehind(rule[name])).toEqual(new Set([await valueIn(rule.urn)]));
    }
  });

  it("are the same object each time, and the engine is told of one resource", async () => {
    await setMocks(false);
    const rule = newRule();
    expect(rule.action).toBe(rule.action);
    await valueIn(pulumi.all([rule.action, rule.region]));
    expect(registered).toEqual(["pulumi-nodejs:dynamic/oss:ReplicationRule"]);
  });

  it("are unknown in a preview where the engine has no value", async () => {
    await setMocks(true);
    const rule = newRule();
    expect(await inside(rule.action).isKnown).toBe(true);
    expect(await valueIn(rule.action)).toBe("ALL");
    expect(await inside(rule.prefixSet).isKnown).toBe(false);
  });

  it("are secret one by one", async () => {
    await setMocks(false, { ...inState, action: pulumi.secret("PUT") });
    const rule = newRule();
    expect(await pulumi.isSecret(rule.action)).toBe(true);
    expect(await valueIn(rule.action)).toBe("PUT");
    expect(await pulumi.isSecret(rule.region)).toBe(false);
  });

  it("are there without an id, too, which mocks may leave out", async () => {
    await pulumi.runtime.setMocks({
      newResource: () => ({ id: "", state: inState }),
      call: () => ({}),
    });
    expect(await valueIn(newRule().action)).toBe("ALL");
  });

  it("are read like those of a rule that is managed elsewhere, and of an RTC", async () => {
    await setMocks(false, { ...inState, status: "enabled", ruleId: "rule-id" });
    const got = oss.ReplicationRule.get("got", "its-id", { bucket: "src" });
    expect(await valueIn(got.action)).toBe("ALL");
    const rtc = new oss.ReplicationRtc("rtc", { rule: newRule() });
    expect(await valueIn(pulumi.all([rtc.status, rtc.region]))).toEqual(["enabled", "cn-hangzhou"]);
  });

  it("come back with a rule that is handed on by its URN", async () => {
    await setMocks(false);
    const urn = await valueIn(newRule().urn);
    const again = newRule({ urn });
    expect(await valueIn(again.action)).toBe("ALL");
    expect(registered).toHaveLength(1);
  });
});

it("a rule and an RTC that a stack exports whole have all of their outputs, and nothing that is for the check alone", async () => {
  await setMocks(false);
  const rule = newRule();
  const shown = (resource: pulumi.Resource) => Object.keys(resource).filter((name) => !name.startsWith("__"));
  expect(shown(rule).sort()).toEqual([...NAMES, "id", "reach", "urn"].sort());
  expect(shown(new oss.ReplicationRtc("rtc", { rule })).sort()).toEqual(
    ["bucket", "id", "region", "ruleId", "status", "urn", "endpoint", "network"].sort(),
  );
});
