import {
  create,
  remove,
  replace,
  reviewJson,
  ruleInputs,
  type StepJson,
  state,
  urn,
} from "./support/previews";

const ALICLOUD = "alicloud:oss/bucketReplication:BucketReplication";
const TERRAFORM = "alicloud:index/ossBucketReplication:OssBucketReplication";
const alicloudUrn = (name = "before", type = ALICLOUD) => `urn:pulumi:dev::shop::${type}::${name}`;
const outputs = (more = {}) => ({
  bucket: "src",
  action: "ALL",
  destination: { bucket: "dst", location: "oss-cn-beijing", transferType: "internal" },
  historicalObjectReplication: "enabled",
  ruleId: "rule-1",
  ...more,
});
const alicloud = (
  op: string,
  more: Record<string, unknown> = {},
  options: Record<string, unknown> = {},
): StepJson => ({
  op,
  urn: alicloudUrn(),
  ...(op !== "create" && { oldState: { id: "src:rule-1", outputs: outputs(more), ...options } }),
  ...(op !== "delete" && { newState: { inputs: outputs({ ruleId: undefined, ...more }) } }),
});
const adopting = create(ruleInputs({ adopt: "rule-1" }), urn("new"));
const same = (name = "kept", id = "rule-1", more = {}): StepJson => ({
  op: "same",
  urn: urn(name),
  oldState: state(ruleInputs(more), { id }),
  newState: state(ruleInputs(more), { id }),
});

async function risks(...steps: StepJson[]) {
  const { changes } = await reviewJson(...steps);
  return Object.fromEntries(
    changes.map(({ resource, kind, risks }) => [
      resource,
      [kind, ...risks.map(({ level, reason }) => `${level} ${reason}`)],
    ]),
  );
}

async function lost(...steps: StepJson[]) {
  const { changes } = await reviewJson(...steps);
  return changes.flatMap(({ risks }) => risks).filter(({ reason }) => reason === "rule-lost");
}

describe("a resource of @pulumi/alicloud that goes", () => {
  it("takes the rule with it that ours has just taken over", async () => {
    expect(await risks(adopting, alicloud("delete"))).toEqual({
      new: ["adopted", "high rule-lost"],
      before: ["stopped", "high rule-lost", "high replication-stops"],
    });
    const [risk] = await lost(adopting, alicloud("delete"));
    expect(risk?.text).toBe(
      `When Pulumi deletes before (${JSON.stringify(ALICLOUD)}), it deletes the rule at OSS, which is the one that new takes over or is to start: then nothing is copied from bucket src to bucket dst, and without a refresh no later preview shows it. Run pulumi state delete '${alicloudUrn()}' first, or give it retainOnDelete in an update of its own.`,
    );
  });

  it.each([
    ["is put for the pair", create(ruleInputs(), urn("new"))],
    ["is imported", { ...create(ruleInputs(), urn("new")), op: "import" }],
    ["has been there", same()],
    ["is replaced", { ...replace({}, { action: "PUT" }), urn: urn("new") }],
  ])("takes the rule of ours with it that %s", async (_, step) => {
    const found = await lost(step as StepJson, alicloud("delete"));
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]?.text).toContain("which is the one");
  });

  it("stops replication where nothing of ours stands for the rule", async () => {
    const others = [
      create(ruleInputs({ destination: { bucket: "dst2", location: "x" } }), urn("new")),
      same("k", "rule-2", { bucket: "b" }),
    ];
    expect(await risks(...others, alicloud("delete"))).toMatchObject({
      before: ["stopped", "high replication-stops"],
      new: ["started", "medium deletes-replicated", "medium history-copied"],
    });
  });

  it("is another rule where both ids are known and differ", async () => {
    expect(await lost(create(ruleInputs({ adopt: "rule-2" }), urn("new")), alicloud("delete"))).toEqual([]);
  });

  it("is known by the id of its rule, whatever its arguments say", async () => {
    const found = await lost(
      adopting,
      alicloud("delete", { destination: { bucket: "elsewhere", location: "x" } }),
    );
    expect(found).toHaveLength(2);
    const withoutOutput = alicloud("delete", { ruleId: undefined, destination: undefined });
    expect(await lost(adopting, withoutOutput)).toHaveLength(2);
  });

  it.each(["04da6b54-80e4-46f7-96ec-b56ff0331ba9", "[secret]"])(
    "may be the same rule where a name is %s",
    async (name) => {
      const found = await lost(create(ruleInputs({ bucket: name }), urn("new")), alicloud("delete"));
      expect(found[0]?.text).toContain("which may be the one that new takes over");
    },
  );

  it("is no risk where it is retained", async () => {
    expect(await risks(adopting, alicloud("delete", {}, { retainOnDelete: true }))).toEqual({
      new: ["adopted"],
      before: ["released"],
    });
  });

  it("may come from Terraform's provider", async () => {
    const step = alicloud("delete", { destination: [{ bucket: "dst", location: "oss-cn-beijing" }] });
    const found = await lost(create(ruleInputs(), urn("new")), {
      ...step,
      urn: alicloudUrn("before", TERRAFORM),
    });
    expect(found).toHaveLength(2);
  });

  it("has a name that no shell takes for more", async () => {
    const [risk] = await lost(adopting, { ...alicloud("delete"), urn: alicloudUrn("x'; rm -rf ~; '") });
    expect(risk?.text).toContain("Run pulumi state delete of it first");
  });
});

describe("a resource of @pulumi/alicloud that is replaced", () => {
  it("ends the rule, ours with it", async () => {
    const step = alicloud("replace");
    expect(await risks(step)).toEqual({ before: ["recreated", "high replication-stops"] });
    expect(await risks(step, same())).toEqual({
      before: ["recreated", "high rule-lost", "high replication-stops", "medium rule-shared"],
    });
  });

  it("leaves a gap where it is deleted first, and nothing where it is retained", async () => {
    expect(await risks(alicloud("replace", {}, { pendingReplacement: true }))).toEqual({
      before: ["recreated", "high gap"],
    });
    expect(await risks(alicloud("replace", {}, { retainOnDelete: true }))).toEqual({ before: ["recreated"] });
  });
});

describe("a resource of @pulumi/alicloud that stays or comes", () => {
  it.each(["create", "update", "import"])("shares the rule with ours: %s", async (op) => {
    expect(await risks(alicloud(op), same())).toEqual({ before: ["shared", "medium rule-shared"] });
  });

  it("shares the rule that ours takes over", async () => {
    expect(await risks(alicloud("same"), adopting)).toEqual({ new: ["adopted", "medium rule-shared"] });
  });

  it("is no matter of ours where it has a rule of its own", async () => {
    const elsewhere = { destination: { bucket: "elsewhere", location: "x" } };
    const review = await reviewJson(alicloud("create", elsewhere), alicloud("same", elsewhere), same());
    expect(review).toMatchObject({ changes: [], highest: null, others: { create: 1 } });
  });

  it("loses the rule that ours ends", async () => {
    const found = await lost(alicloud("create"), remove(ruleInputs(), {}, urn("ours")));
    expect(found[0]?.text).toContain("When Pulumi deletes ours, it deletes the rule at OSS");
    expect(found[0]?.text).toContain(`which is the one that before (${JSON.stringify(ALICLOUD)})`);
  });
});

describe("two names of ours for one rule", () => {
  const taking = create(ruleInputs({ adopt: "rule-1" }), urn("new"));
  const going = remove(ruleInputs(), {}, urn("old"));

  it("hand it over in one update, for the provider knows what it has just answered", async () => {
    expect(await risks(taking, going)).toEqual({ new: ["adopted"], old: ["released"] });
    const { changes } = await reviewJson(taking, going);
    expect(changes.find(({ resource }) => resource === "old")?.sentence).toContain(
      "is managed as new from then on",
    );
  });

  it("do not where another process of a provider deletes the old one", async () => {
    const provider = (name: string) => `urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::${name}::0b1c`;
    const old = { ...going, oldState: { ...going.oldState, provider: provider("default") } };
    const own = { ...taking, newState: { ...taking.newState, provider: provider("eu") } };
    const new2 = { ...taking, newState: { ...taking.newState, provider: `${provider("default")}x` } };
    expect(await lost(own, old)).toHaveLength(2);
    expect(await lost(new2, old)).toEqual([]);
  });

  it("do not where they are of both kinds of provider", async () => {
    const firstClass = { ...taking, urn: "urn:pulumi:dev::shop::oss-replication:index:ReplicationRule::new" };
    expect(await risks(firstClass, going)).toEqual({
      new: ["adopted", "high rule-lost"],
      old: ["stopped", "high rule-lost", "high replication-stops"],
    });
    expect(await risks(firstClass, { ...going, op: "same", newState: going.oldState })).toEqual({
      new: ["adopted", "medium rule-shared"],
    });
  });

  it("may lose it where the other one is not part of the update", async () => {
    const [risk] = await lost(same(), going);
    expect(risk?.text).toContain("which may be the one that kept stands for");
  });

  it("keep it where the old one is retained", async () => {
    expect(await risks(taking, remove(ruleInputs(), { retainOnDelete: true }, urn("old")))).toEqual({
      new: ["adopted"],
      old: ["released"],
    });
  });
});

it("knows the first-class types as ours", async () => {
  const firstClass = (type: string, name: string) =>
    `urn:pulumi:dev::shop::oss-replication:index:${type}::${name}`;
  const rule = create(ruleInputs(), firstClass("ReplicationRule", "rule"));
  const rtc = create({ bucket: "src", ruleId: "r", status: "enabled" }, firstClass("ReplicationRtc", "rtc"));
  expect(await risks(rule, rtc)).toEqual({
    rule: ["started", "medium deletes-replicated", "medium history-copied"],
    rtc: ["rtc-enabled", "low rtc-billed"],
  });
  const moved = {
    ...same(),
    op: "update",
    urn: firstClass("ReplicationRule", "kept"),
    oldState: { ...same().oldState, urn: urn("kept") },
  };
  expect(await risks(moved)).toEqual({ kept: ["updated"] });
});
