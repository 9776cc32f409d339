import {
  create,
  only,
  prefixes,
  remove,
  reviewJson,
  ruleInputs,
  said,
  state,
  tags,
  to,
  UNKNOWN,
  urn,
} from "./support/previews";

const STARTS = "Replication from bucket src to bucket dst (oss-cn-beijing) starts for";
const DELETES = "medium deletes-replicated: Objects deleted in bucket src are deleted in bucket dst, too.";
const HISTORY = "medium history-copied: Objects already in bucket src are copied to bucket dst, and billed.";

describe("a new rule", () => {
  it.each([
    [
      "all that its arguments say",
      prefixes("app/", "audit/"),
      "objects under app/ and audit/; existing objects are copied, too; deletions are repeated in the target.",
      [DELETES, HISTORY],
    ],
    [
      "the whole bucket, and no risk where neither deletions nor existing objects are copied",
      { action: "PUT", historicalObjectReplication: "disabled" },
      "all objects; existing objects are not copied; deletions are not repeated in the target.",
      [],
    ],
    [
      "deletions alone",
      { action: "DELETE" },
      "all objects; existing objects are copied, too; deletions are repeated in the target.",
      [DELETES, HISTORY],
    ],
    [
      "the defaults where an argument is left out",
      { action: undefined, historicalObjectReplication: undefined },
      "all objects; existing objects are copied, too; deletions are repeated in the target.",
      [DELETES, HISTORY],
    ],
    [
      "its tags",
      { ...tags("k"), action: "PUT", historicalObjectReplication: "disabled" },
      "all objects with the given tags; existing objects are not copied; deletions are not repeated in the target.",
      [],
    ],
    [
      "what the preview does not show",
      { action: UNKNOWN, historicalObjectReplication: "[secret]", prefixSet: { prefixes: ["a/", UNKNOWN] } },
      "objects under a/ and prefixes that the preview does not show; the preview does not show whether existing objects are copied; the preview does not show whether deletions are repeated in the target.",
      [
        "medium deletes-replicated: Objects deleted in bucket src may be deleted in bucket dst, too.",
        "medium history-copied: Objects already in bucket src may be copied to bucket dst, and billed.",
      ],
    ],
  ])("says of itself %s", async (_, more, sentence, risks) => {
    expect(await said(create(ruleInputs(more)))).toEqual({
      logs: ["started", `${STARTS} ${sentence}`, ...risks],
    });
  });

  it("names no bucket that is unknown, secret or not given", async () => {
    const calm = { action: "PUT", historicalObjectReplication: "disabled" };
    const inputs = ruleInputs({ ...calm, bucket: UNKNOWN, destination: { bucket: "[secret]" } });
    const change = await only(create(inputs));
    expect(change).toMatchObject({ sourceBucket: null, targetBucket: null, resource: "logs" });
    expect(change.sentence).toBe(
      "Replication from bucket (known after the update) to bucket (secret) ((not given)) starts for all objects; existing objects are not copied; deletions are not repeated in the target.",
    );
  });

  it("shows nothing of a secret that the engine writes as an object", async () => {
    const secret = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      plaintext: '"hush"',
    };
    const { changes } = await reviewJson(create(ruleInputs({ bucket: secret, action: secret })));
    expect(changes).toMatchObject([{ kind: "started", sourceBucket: null, targetBucket: "dst" }]);
    expect(JSON.stringify(changes)).not.toContain("hush");
  });

  it("that adopts one changes nothing at OSS", async () => {
    expect(await said(create(ruleInputs({ adopt: "rule-7" })))).toEqual({
      logs: [
        "adopted",
        "The rule rule-7 from bucket src to bucket dst (oss-cn-beijing) is taken over as it is, and nothing changes at OSS; if it differs from the program, the update fails.",
      ],
    });
  });

  it("adopts, too, where the id of the other rule is not shown", async () => {
    expect((await said(create(ruleInputs({ adopt: UNKNOWN })))).logs).toEqual([
      "adopted",
      expect.stringMatching(
        "^The rule \\(known after the update\\) from bucket src .* is taken over as it is",
      ),
    ]);
  });

  it("that is imported changes nothing at OSS", async () => {
    expect(await said({ ...create(ruleInputs()), op: "import" })).toEqual({
      logs: [
        "adopted",
        "The rule from bucket src to bucket dst (oss-cn-beijing) is imported, and nothing changes at OSS.",
      ],
    });
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
    expect(await said(remove(ruleInputs(prefixes("app/"))))).toEqual({
      logs: [
        "stopped",
        "Replication from bucket src to bucket dst (oss-cn-beijing) stops for objects under app/; the copies made so far stay.",
        "high replication-stops: Objects written to bucket src are no longer copied to bucket dst by this rule.",
      ],
    });
  });

  it("goes on where it is retained", async () => {
    expect(await said(remove(ruleInputs(), { retainOnDelete: true }))).toEqual({
      logs: [
        "released",
        "The rule from bucket src to bucket dst (oss-cn-beijing) is no longer managed; it stays at OSS, and replication goes on.",
      ],
    });
  });

  it("is none of ours where it was only read", async () => {
    expect((await reviewJson(remove(ruleInputs(), { external: true }))).changes).toEqual([]);
  });
});

describe("a rule that leaves the program and comes back under another name", () => {
  const pair = "Replication from bucket src to bucket dst (oss-cn-beijing)";
  const inTheWay = (old: string, alias: string) =>
    `${pair} is to start while the rule of ${old}, which this update deletes, still occupies the two buckets. OSS allows one rule from a source to a target, so the update fails, or leaves a gap once the other rule is gone. If both are the same rule, tell Pulumi with ${alias}, and nothing is deleted.`;
  const gap =
    "high gap: Nothing is copied between the deletion of the old rule and the start of the new one.";

  it("leaves a gap, which an alias would spare", async () => {
    expect(await said(create(ruleInputs(), urn("new")), remove(ruleInputs(), {}, urn("old")))).toEqual({
      new: ["started", inTheWay("old", 'the option aliases: [{ name: "old" }]'), gap, DELETES, HISTORY],
      old: [
        "stopped",
        `${pair} stops for all objects; the copies made so far stay.`,
        "high replication-stops: Objects written to bucket src are no longer copied to bucket dst by this rule.",
      ],
    });
  });

  it.each([
    [
      "is told by its whole name where it also moves in the program",
      urn("old", "ReplicationRule", "my:index:Comp$"),
      inTheWay("old", `the option aliases: ["${urn("old", "ReplicationRule", "my:index:Comp$")}"]`),
    ],
    [
      "is no code where its name could be more than a name",
      urn('"}], x: [{'),
      inTheWay(
        '"\\u{22}}\\u{5d}, x: \\u{5b}{"',
        'the option aliases and the old name "\\u{22}}\\u{5d}, x: \\u{5b}{"',
      ),
    ],
  ])("%s", async (_, old, sentence) => {
    const { new: started } = await said(create(ruleInputs(), urn("new")), remove(ruleInputs(), {}, old));
    expect(started?.slice(0, 3)).toEqual(["started", sentence, gap]);
  });

  it.each([
    ["adopts the rule by its id", ruleInputs({ adopt: "rule-1" }), "adopted"],
    ["has another target", ruleInputs(to("dst2")), "started"],
    ["has a target that is not shown", ruleInputs({ destination: UNKNOWN }), "started"],
  ])("is not in the way of one that %s", async (_, inputs, kind) => {
    const { new: made } = await said(create(inputs, urn("new")), remove(ruleInputs(), {}, urn("old")));
    expect(made?.[0]).toBe(kind);
    expect(made?.[1]).not.toContain("still occupies");
  });
});

describe("an update in place", () => {
  const update = (diffReasons?: string[]) => ({
    op: "update",
    urn: urn("logs"),
    oldState: state(ruleInputs()),
    newState: { inputs: ruleInputs({ endpoint: "x" }) },
    diffReasons,
  });

  it.each([
    [["__provider", "endpoint", "owner"], "only endpoint changes"],
    [["timeouts", "endpoint"], "only endpoint and timeouts change"],
    [["c", "a", "b", "a"], "only a, b and c change"],
    [["__provider"], "only its state is brought up to date"],
    [undefined, "only its state is brought up to date"],
  ])("has no effect on replication: %j", async (reasons, what) => {
    expect(await said(update(reasons))).toEqual({
      logs: [
        "updated",
        `Replication from bucket src to bucket dst (oss-cn-beijing) goes on unchanged; ${what}.`,
      ],
    });
  });
});
