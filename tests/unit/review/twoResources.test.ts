import {
  create,
  prefixes,
  remove,
  replace,
  reviewJson,
  ruleInputs,
  type StepJson,
  said,
  state,
  to,
  UNKNOWN,
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
const same = (name = "kept", id: string | undefined = "rule-1", more = {}): StepJson => ({
  op: "same",
  urn: urn(name),
  oldState: state(ruleInputs(more), { id }),
  newState: state(ruleInputs(more), { id }),
});

const PAIR = "from bucket src to bucket dst (oss-cn-beijing)";
const THEIRS = `before ("${ALICLOUD}")`;
const lostText = (
  ended: string,
  manager: string,
  { deletes = "deletes", is = "is", letGo = `pulumi state delete '${alicloudUrn()}'` } = {},
) =>
  `high rule-lost: When Pulumi ${deletes} ${ended}, it deletes the rule at OSS, which ${is} the one that ${manager}. Then nothing is copied from bucket src to bucket dst, and without a refresh no later preview shows it. Run ${letGo} first, or give it retainOnDelete in an update of its own.`;
const sharedText = (both: string, manage = "manage") =>
  `medium rule-shared: ${both} ${manage} the same rule: whichever is deleted or replaced later ends it for both. To keep one of them, remove the other from the state with pulumi state delete, and then from the program.`;
const STOPS =
  "high replication-stops: Objects written to bucket src are no longer copied to bucket dst by this rule.";
const STOPPED = `Replication ${PAIR} stops for all objects; the copies made so far stay.`;
const ADOPTED = `The rule rule-1 ${PAIR} is taken over as it is, and nothing changes at OSS; if it differs from the program, the update fails.`;

async function lost(...steps: StepJson[]): Promise<string[]> {
  const texts = Object.values(await said(...steps)).flat();
  return texts.filter((text) => text.startsWith("high rule-lost: "));
}

describe("a resource of @pulumi/alicloud that goes", () => {
  it("takes the rule with it that ours has just taken over", async () => {
    const risk = lostText(THEIRS, "new takes over or is to start");
    expect(await said(adopting, alicloud("delete"))).toEqual({
      new: ["adopted", ADOPTED, risk],
      before: ["stopped", STOPPED, risk, STOPS],
    });
  });

  it.each<[string, StepJson, string]>([
    [
      "is put for the pair",
      create(ruleInputs(), urn("new")),
      "is the one that new takes over or is to start.",
    ],
    ["is imported", { ...create(ruleInputs(), urn("new")), op: "import" }, "is the one that new takes over."],
    ["has been there", same(), "is the one that kept manages."],
    ["is updated", { ...same(), op: "update" }, "is the one that kept manages."],
    [
      "is replaced",
      { ...replace({}, { action: "PUT" }), urn: urn("new") },
      "is the one that new manages afterwards.",
    ],
  ])("takes the rule of ours with it that %s", async (_, step, text) => {
    const found = await lost(step, alicloud("delete"));
    expect(found.length).toBeGreaterThan(0);
    expect(found[0]).toContain(text);
  });

  it("stops replication where nothing of ours manages the rule", async () => {
    const others = [create(ruleInputs(to("dst2")), urn("new")), same("k", "rule-2", { bucket: "b" })];
    expect((await said(...others, alicloud("delete"))).before).toEqual(["stopped", STOPPED, STOPS]);
    expect(await lost(...others, alicloud("delete"))).toEqual([]);
  });

  it("is another rule where both ids are known and differ", async () => {
    expect(await lost(create(ruleInputs({ adopt: "rule-2" }), urn("new")), alicloud("delete"))).toEqual([]);
    expect(await lost(same("kept", "rule-2"), alicloud("delete"))).toEqual([]);
  });

  it("is known by the id of its rule, whatever its arguments say", async () => {
    expect(await lost(adopting, alicloud("delete", to("elsewhere")))).toHaveLength(2);
    const withoutOutput = alicloud("delete", { ruleId: undefined, destination: undefined });
    expect(await lost(adopting, withoutOutput)).toHaveLength(2);
    const otherBucket = alicloud("delete", { bucket: "b" });
    expect(await lost(adopting, otherBucket)).toEqual([]);
  });

  it.each([
    ["the bucket of ours", create(ruleInputs({ bucket: UNKNOWN }), urn("new")), alicloud("delete")],
    ["the target of ours", create(ruleInputs({ destination: "[secret]" }), urn("new")), alicloud("delete")],
    [
      "the bucket of both",
      create(ruleInputs({ bucket: UNKNOWN }), urn("new")),
      alicloud("delete", { bucket: "[secret]" }),
    ],
    ["the bucket beside an id", adopting, alicloud("delete", { bucket: UNKNOWN })],
    [
      "the target of the other",
      create(ruleInputs(), urn("new")),
      alicloud("delete", { destination: UNKNOWN }),
    ],
  ])("may be the same rule where the preview does not show %s", async (_, ours, theirs) => {
    const [risk] = await lost(ours, theirs);
    expect(risk).toContain("which may be the one that new takes over or is to start.");
  });

  it("is surely the same where one of several surely is, whatever comes first", async () => {
    const hidden = create(ruleInputs({ bucket: UNKNOWN }), urn("a"));
    const known = create(ruleInputs(), urn("b"));
    for (const steps of [
      [hidden, known],
      [known, hidden],
    ]) {
      const { before } = await said(...steps, alicloud("delete"));
      expect(before).toContain(lostText(THEIRS, "b takes over or is to start"));
    }
    const firstClass = { ...known, urn: "urn:pulumi:dev::shop::oss-replication:index:ReplicationRule::b" };
    const { before } = await said(hidden, firstClass, alicloud("delete"));
    expect(before).toContain(
      lostText(THEIRS, 'b ("oss-replication:index:ReplicationRule") takes over or is to start'),
    );
  });

  it("is no risk where it is retained", async () => {
    expect(await said(adopting, alicloud("delete", {}, { retainOnDelete: true }))).toEqual({
      new: ["adopted", ADOPTED],
      before: [
        "released",
        `The rule ${PAIR} is no longer managed; it stays at OSS, and replication goes on.`,
      ],
    });
  });

  it("may come from Terraform's provider, which has a list in place of the target", async () => {
    const step = alicloud("delete", { destination: [{ bucket: "dst", location: "oss-cn-beijing" }] });
    const terraform = { ...step, urn: alicloudUrn("before", TERRAFORM) };
    const found = await said(create(ruleInputs(), urn("new")), terraform);
    expect(found.before?.[1]).toBe(STOPPED);
    expect(found.before).toContain(
      lostText(`before ("${TERRAFORM}")`, "new takes over or is to start", {
        letGo: `pulumi state delete '${alicloudUrn("before", TERRAFORM)}'`,
      }),
    );
  });

  it.each(["x'; rm -rf ~; '", "x y", "$HOME*", "n".repeat(600)])(
    "has a name that no shell takes for more: %s",
    async (name) => {
      const [risk] = await lost(adopting, { ...alicloud("delete"), urn: alicloudUrn(name) });
      expect(risk).toContain("Run pulumi state delete for it first");
    },
  );

  it("is told by no command where it has no URN", async () => {
    const odd = { ...alicloud("delete"), urn: `--x::y::${ALICLOUD}::before` };
    expect((await lost(adopting, odd))[0]).toContain("Run pulumi state delete for it first");
  });
});

describe("a resource of @pulumi/alicloud that is replaced", () => {
  const HEAD = `The rule ${PAIR} of ${THEIRS} is replaced`;

  it("ends the rule, since the provider takes the old one for the new one", async () => {
    expect(await said(alicloud("replace"))).toEqual({
      before: [
        "recreated",
        `${HEAD}: while the old one still occupies the two buckets, the provider takes it for the new one, and then deletes it.`,
        STOPS,
      ],
    });
  });

  it("ends ours with it", async () => {
    const { before } = await said(alicloud("replace"), same());
    expect(before?.slice(2)).toEqual([
      lostText(THEIRS, "kept manages", { deletes: "replaces" }),
      STOPS,
      sharedText(`${THEIRS} and kept`),
    ]);
  });

  it("by one of another pair stops replication to the old target", async () => {
    const step = { ...alicloud("replace"), newState: { inputs: outputs(to("dst2")) } };
    expect(await said(step)).toEqual({
      before: [
        "recreated",
        `${HEAD} by one from bucket src to bucket dst2 (oss-cn-beijing); then replication from bucket src to bucket dst stops.`,
        STOPS,
      ],
    });
    const unknown = { ...alicloud("replace"), newState: { inputs: outputs({ destination: UNKNOWN }) } };
    expect((await said(unknown)).before?.[1]).toContain(" by one from bucket src to bucket (known after");
  });

  it("leaves a gap where it is deleted first", async () => {
    const sentence = `${HEAD}: the old one is deleted first, which leaves a gap in replication.`;
    const gap =
      "high gap: Nothing is copied between the deletion of the old rule and the start of the new one.";
    const first = alicloud("replace", {}, { pendingReplacement: true });
    expect(await said(first)).toEqual({ before: ["recreated", sentence, gap] });
    const moved = { ...first, newState: { inputs: outputs(to("dst2")) } };
    expect(await said(moved)).toEqual({ before: ["recreated", sentence, STOPS] });
  });

  it("leaves the old rule where that is retained", async () => {
    expect(await said(alicloud("replace", {}, { retainOnDelete: true }))).toEqual({
      before: ["recreated", `${HEAD}; the old one stays at OSS, but is no longer managed (retainOnDelete).`],
    });
  });
});

describe("a resource of @pulumi/alicloud that stays or comes", () => {
  it.each([
    ["create", "created"],
    ["update", "updated"],
    ["import", "imported"],
  ])("shares the rule with ours: %s", async (op, done) => {
    expect(await said(alicloud(op), same())).toEqual({
      before: [
        "shared",
        `${THEIRS} is ${done} for the rule ${PAIR}, which a resource of this package manages, too.`,
        sharedText(`${THEIRS} and kept`),
      ],
    });
  });

  it("shares the rule that ours takes over", async () => {
    expect(await said(alicloud("same"), adopting)).toEqual({
      new: ["adopted", ADOPTED, sharedText(`new and ${THEIRS}`)],
    });
  });

  it("may share it where a name is not shown", async () => {
    const { new: ours } = await said(alicloud("same"), create(ruleInputs({ bucket: UNKNOWN }), urn("new")));
    expect(ours).toContain(sharedText(`new and ${THEIRS}`, "may manage"));
  });

  it("knows nothing of what another of its tool has just taken over", async () => {
    const second = { ...alicloud("create"), urn: alicloudUrn("second") };
    const hidden = create(ruleInputs({ bucket: UNKNOWN }), urn("new"));
    const { before } = await said(alicloud("delete"), second, hidden);
    expect(before).toContain(lostText(THEIRS, `second ("${ALICLOUD}") takes over or is to start`));
  });

  it("does not share the rule with another resource of its tool", async () => {
    const twice = [alicloud("create"), { ...alicloud("create"), urn: alicloudUrn("second") }];
    expect(await reviewJson(...twice)).toMatchObject({ changes: [], others: { create: 2 } });
  });

  it("is no matter of ours where it has a rule of its own", async () => {
    const elsewhere = to("elsewhere");
    const review = await reviewJson(alicloud("create", elsewhere), alicloud("same", elsewhere), same());
    expect(review).toMatchObject({ changes: [], highest: null, others: { create: 1 } });
  });

  it("loses the rule that ours ends", async () => {
    const { before } = await said(alicloud("create"), remove(ruleInputs(), {}, urn("ours")));
    expect(before?.slice(2)).toEqual([
      lostText("ours", `${THEIRS} takes over or is to start`, {
        letGo: `pulumi state delete '${urn("ours")}'`,
      }),
    ]);
  });

  it("loses the rule that ours replaces, and shares the new one", async () => {
    const replaced = { ...replace({}, prefixes("a/")), urn: urn("ours") };
    const { ours } = await said(alicloud("same"), replaced);
    expect(ours).toContain(sharedText(`ours and ${THEIRS}`));
    expect(ours).toContain(
      lostText("ours", `${THEIRS} manages`, {
        deletes: "replaces",
        letGo: `pulumi state delete '${urn("ours")}'`,
      }),
    );
  });
});

describe("two names of ours for one rule", () => {
  const taking = create(ruleInputs({ adopt: "rule-1" }), urn("new"));
  const going = remove(ruleInputs(), {}, urn("old"));
  const letGoOld = { letGo: `pulumi state delete '${urn("old")}'` };

  it("hand it over in one update, since the provider knows what it has just answered", async () => {
    expect(await said(taking, going)).toEqual({
      new: ["adopted", ADOPTED],
      old: [
        "released",
        `The rule ${PAIR} is managed as new from now on; it stays at OSS, and replication goes on.`,
      ],
    });
  });

  const provider = (name: string) => `urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::${name}::0b1c`;
  const servedBy = (step: StepJson, name: string) => ({
    ...step,
    ...(step.oldState && { oldState: { ...step.oldState, provider: provider(name) } }),
    ...(step.newState && { newState: { ...step.newState, provider: provider(name) } }),
  });

  it("do not where another process of a provider deletes the old one", async () => {
    const risk = lostText("old", "new takes over or is to start", letGoOld);
    expect(await said(servedBy(taking, "eu"), servedBy(going, "default"))).toEqual({
      new: ["adopted", ADOPTED, risk],
      old: ["stopped", STOPPED, risk, STOPS],
    });
  });

  it("do where the provider has another id only", async () => {
    const renewed = { ...taking, newState: { ...taking.newState, provider: `${provider("default")}x` } };
    expect((await said(renewed, servedBy(going, "default"))).old?.[0]).toBe("released");
  });

  it("do not where they are of both kinds of provider", async () => {
    const firstClass = { ...taking, urn: "urn:pulumi:dev::shop::oss-replication:index:ReplicationRule::new" };
    const name = 'new ("oss-replication:index:ReplicationRule")';
    const risk = lostText("old", `${name} takes over or is to start`, letGoOld);
    expect(await said(firstClass, going)).toEqual({
      new: ["adopted", ADOPTED, risk],
      old: ["stopped", STOPPED, risk, STOPS],
    });
    expect(await said(firstClass, { ...going, op: "same", newState: going.oldState })).toEqual({
      new: ["adopted", ADOPTED, sharedText(`${name} and old`)],
    });
  });

  it("may lose it where the other one is not part of the update", async () => {
    expect(await said(same(), going)).toEqual({
      old: ["stopped", STOPPED, lostText("old", "kept manages", { is: "may be", ...letGoOld }), STOPS],
    });
    const replaced = { ...replace({}, { action: "PUT" }), urn: urn("old") };
    expect(await lost(same(), replaced)).toEqual([
      lostText("old", "kept manages", { deletes: "replaces", is: "may be", ...letGoOld }),
    ]);
  });

  it("may lose it, too, where the one that stays took the rule over in an earlier update", async () => {
    const kept = same("kept", "rule-1", { adopt: "rule-1" });
    expect((await said(kept, going)).old?.slice(0, 2)).toEqual(["stopped", STOPPED]);
  });

  it("are served by the process of the state where one stays, and of the program where it is put", async () => {
    const moved = (step: StepJson) => ({
      ...servedBy(step, "eu"),
      oldState: { ...step.oldState, provider: provider("default") },
    });
    const old = servedBy(going, "default");
    expect(await lost(moved(same()), old)).toEqual([
      lostText("old", "kept manages", { is: "may be", ...letGoOld }),
    ]);
    const replacing = { ...replace({}, {}, { reasons: ["bucket"] }), urn: urn("new") };
    expect(await lost(servedBy(replacing, "default"), old)).toEqual([]);
    expect((await said(moved(replacing), old)).old).toContain(
      lostText("old", "new manages afterwards", letGoOld),
    );
  });

  it("surely lose it where another process serves the one that stays", async () => {
    expect(await lost(servedBy(same(), "eu"), servedBy(going, "default"))).toEqual([
      lostText("old", "kept manages", letGoOld),
    ]);
    const { oldState: _, ...onlyNew } = servedBy(same(), "default");
    expect(await lost(onlyNew, servedBy(going, "default"))).toEqual([
      lostText("old", "kept manages", { is: "may be", ...letGoOld }),
    ]);
  });

  it("keep it where the old one is retained", async () => {
    expect(await said(taking, remove(ruleInputs(), { retainOnDelete: true }, urn("old")))).toEqual({
      new: ["adopted", ADOPTED],
      old: ["released", `The rule ${PAIR} is no longer managed; it stays at OSS, and replication goes on.`],
    });
  });

  it("hand nothing over that is the same by names alone, or only perhaps", async () => {
    const hidden = create(ruleInputs({ adopt: UNKNOWN }), urn("new"));
    expect((await said(hidden, going)).old?.[0]).toBe("stopped");
    const bucket = create(ruleInputs({ adopt: "rule-1", bucket: UNKNOWN }), urn("new"));
    expect((await said(bucket, going)).old?.[0]).toBe("stopped");
  });

  it("lose nothing that the preview shows where one process makes the one and deletes the other", async () => {
    expect(await lost(create(ruleInputs({ bucket: UNKNOWN }), urn("new")), going)).toEqual([]);
    const replacing = { ...replace({ bucket: "b" }, {}, { reasons: ["bucket"] }), urn: urn("new") };
    expect(await lost(replacing, going)).toEqual([]);
  });

  it("are two rules where their targets differ", async () => {
    const replacing = { ...replace({}, to("dst2")), urn: urn("new") };
    expect(await lost(replacing, remove(ruleInputs(), { id: "rule-9" }, urn("old")))).toEqual([]);
  });
});

it("knows the first-class types as ours", async () => {
  const firstClass = (type: string, name: string) =>
    `urn:pulumi:dev::shop::oss-replication:index:${type}::${name}`;
  const rule = create(ruleInputs(), firstClass("ReplicationRule", "rule"));
  const rtc = create({ bucket: "src", ruleId: "r", status: "enabled" }, firstClass("ReplicationRtc", "rtc"));
  const { changes } = await reviewJson(rule, rtc);
  expect(changes.map(({ kind }) => kind)).toEqual(["started", "rtc-enabled"]);
  const moved = {
    ...same(),
    op: "update",
    urn: firstClass("ReplicationRule", "kept"),
    oldState: { ...same().oldState, urn: urn("kept") },
  };
  expect((await said(moved)).kept).toEqual([
    "updated",
    `Replication ${PAIR} goes on unchanged; only its state is brought up to date.`,
  ]);
});
