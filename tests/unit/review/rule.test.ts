import { create, only, remove, reviewJson, ruleInputs, state, urn } from "./support/previews";

const prefixes = (...list: string[]) => ({ prefixSet: { prefixes: list } });
const to = (bucket: string) => ({
  destination: { bucket, location: "oss-cn-beijing", transferType: "internal" },
});
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("a new rule", () => {
  it("starts, with its buckets, objects, deletions and history", async () => {
    const change = await only(create(ruleInputs(prefixes("app/", "audit/"))));
    expect(change).toMatchObject({
      kind: "started",
      sourceBucket: "src",
      targetBucket: "dst",
      resource: "logs",
    });
    expect(change.sentence).toBe(
      "Replication from bucket src to bucket dst (oss-cn-beijing) starts for objects under app/ and audit/; objects that are there already are copied, too; deletions are repeated in the target.",
    );
    expect(change.risks).toEqual(["medium deletes-replicated", "medium history-copied"]);
    expect(change.gap).toBeUndefined();
  });

  it("is no risk where neither deletions nor history are copied", async () => {
    const change = await only(create(ruleInputs({ action: "PUT", historicalObjectReplication: "disabled" })));
    expect(change.risks).toEqual([]);
    expect(change.sentence).toContain("deletions are not repeated");
    expect(change.sentence).toContain("objects that are there already are not copied");
  });

  it("that adopts one changes nothing at OSS", async () => {
    const change = await only(create(ruleInputs({ adopt: "rule-7" })));
    expect(change).toMatchObject({ kind: "adopted", risks: [] });
    expect(change.sentence).toContain("rule-7");
  });

  it("that is imported changes nothing at OSS", async () => {
    expect(await only({ ...create(ruleInputs()), op: "import" })).toMatchObject({
      kind: "adopted",
      risks: [],
    });
  });

  it("with unknown and secret values is told as far as it is known", async () => {
    const secret = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      plaintext: '"hush"',
    };
    const inputs = ruleInputs({
      bucket: UNKNOWN,
      ...to("[secret]"),
      action: secret,
      ...prefixes("a/", UNKNOWN),
    });
    const change = await only(create(inputs));
    expect(change).toMatchObject({ sourceBucket: null, targetBucket: null });
    expect(change.sentence).toContain("from bucket (known after the update) to bucket (secret)");
    expect(change.sentence).toContain("objects under a/ and prefixes that the preview does not show");
    expect(change.risks).toContain("medium deletes-replicated");
    expect(JSON.stringify(change)).not.toContain("hush");
  });

  it("inside a component is found", async () => {
    expect(await only(create(ruleInputs(), urn("in", "ReplicationRule", "my:index:Comp$")))).toMatchObject({
      kind: "started",
      resource: "in",
    });
  });
});

describe("a rule that leaves the program", () => {
  it("stops", async () => {
    const change = await only(remove(ruleInputs(prefixes("app/"))));
    expect(change).toMatchObject({ kind: "stopped", risks: ["high replication-stops"] });
    expect(change.sentence).toBe(
      "Replication from bucket src to bucket dst (oss-cn-beijing) stops: objects under app/ are no longer protected by it; copies that were made stay.",
    );
  });

  it("goes on where it is retained", async () => {
    expect(await only(remove(ruleInputs(), { retainOnDelete: true }))).toMatchObject({
      kind: "released",
      risks: [],
    });
  });

  it("is none of ours where it was only read", async () => {
    expect((await reviewJson(remove(ruleInputs(), { external: true }))).changes).toEqual([]);
  });

  it("and comes back under another name is told so", async () => {
    const { changes } = await reviewJson(
      create(ruleInputs(), urn("new")),
      remove(ruleInputs(), {}, urn("old")),
    );
    expect(changes.map(({ kind, resource }) => [kind, resource])).toEqual([
      ["started", "new"],
      ["stopped", "old"],
    ]);
    expect(changes[0]?.sentence).toContain(
      'If both are the same rule, tell Pulumi so by the option aliases: [{ name: "old" }], and nothing is deleted.',
    );
    expect(changes[0]?.risks[0]).toMatchObject({ reason: "gap", level: "high" });
  });
});

it("a rename that also moves in the program is told by its whole name, and a hostile name is no code", async () => {
  const sentence = async (old: string) => {
    const { changes } = await reviewJson(create(ruleInputs(), urn("new")), remove(ruleInputs(), {}, old));
    return changes.find(({ resource }) => resource === "new")?.sentence;
  };
  const inside = urn("old", "ReplicationRule", "my:index:Comp$");
  expect(await sentence(inside)).toContain(`aliases: ["${inside}"]`);
  expect(await sentence(urn('"}], x: [{'))).toContain("by the option aliases with the old name");
});

it("an update in place has no effect on replication", async () => {
  const step = {
    op: "update",
    urn: urn("logs"),
    oldState: state(ruleInputs()),
    newState: { inputs: ruleInputs({ endpoint: "x" }) },
    diffReasons: ["__provider", "endpoint", "owner"],
  };
  const change = await only(step);
  expect(change).toMatchObject({ kind: "updated", risks: [] });
  expect(change.sentence).toContain("only endpoint changes");
});

it.each(["same", "read", "refresh", "read-replacement", "discard", "remove-pending-replace"])(
  "%s is no change",
  async (op) => {
    const { changes, highest } = await reviewJson({ ...remove(ruleInputs()), op });
    expect([changes, highest]).toEqual([[], null]);
  },
);

it("counts changes of other types only", async () => {
  const other = (op: string, name: string) => ({
    op,
    urn: `urn:pulumi:dev::shop::aws:s3/bucket:Bucket::${name}`,
  });
  const stack = { op: "create", urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev" };
  const steps = [
    other("create", "a"),
    other("create", "b"),
    other("replace", "c"),
    other("delete-replaced", "c"),
    other("same", "d"),
    stack,
  ];
  expect(await reviewJson(...steps)).toMatchObject({ changes: [], others: { create: 2, replace: 1 } });
});

it("has the same order whatever the order of the steps", async () => {
  const steps = [
    create(ruleInputs({ action: "PUT", historicalObjectReplication: "disabled" }), urn("calm")),
    create(ruleInputs(), urn("b")),
    create(ruleInputs(), urn("a")),
    remove(ruleInputs({ bucket: "other" }), {}, urn("z")),
  ];
  const review = await reviewJson(...steps);
  expect(review.changes.map(({ resource }) => resource)).toEqual(["z", "a", "b", "calm"]);
  expect(await reviewJson(...steps.reverse())).toEqual(review);
  expect(review).toMatchObject({
    version: 1,
    highest: "high",
    counts: { started: 3, stopped: 1, recreated: 0 },
    leftOut: 0,
  });
});
