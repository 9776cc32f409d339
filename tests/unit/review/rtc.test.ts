import {
  create,
  KMS,
  remove,
  replace,
  reviewJson,
  rtcInputs,
  ruleInputs,
  type StepJson,
  said,
  state,
  UNKNOWN,
  urn,
} from "./support/previews";

const rtc = urn("logs-rtc", "ReplicationRtc");
const RULE = "rule rule-1 of bucket src";
const BILLED = "low rtc-billed: RTC of bucket src is billed.";
const ENDS = "low rtc-ends: OSS no longer promises a time for copying what is written to bucket src.";

async function saidOfRtc(...steps: StepJson[]): Promise<string[] | undefined> {
  return (await said(...steps))["logs-rtc"];
}

const update = (old: object, now: object, diffReasons = ["status"]) => ({
  op: "update",
  urn: rtc,
  oldState: state(rtcInputs({ ...old })),
  newState: { inputs: rtcInputs({ ...now }) },
  diffReasons,
});
const replaceRtc = (old: object, now: object) => ({
  op: "replace",
  urn: rtc,
  oldState: state(rtcInputs({ ...old })),
  newState: { inputs: rtcInputs({ ...now }) },
  replaceReasons: ["ruleId"],
});
const [ON, OFF] = [{ status: "enabled" }, { status: "disabled" }];

describe("RTC that is switched", () => {
  it.each([
    ["created", create(rtcInputs(), rtc)],
    ["updated", update(OFF, ON)],
    ["updated to what is not shown, which may be on", update(OFF, { status: UNKNOWN })],
  ])("on is billed: %s", async (_, step) => {
    expect(await saidOfRtc(step)).toEqual([
      "rtc-enabled",
      `RTC is switched on for ${RULE}: copies are made within minutes.`,
      BILLED,
    ]);
  });

  it.each([
    ["created", create(rtcInputs(OFF), rtc)],
    ["updated", update(ON, OFF)],
  ])("off ends a promise, and replication goes on: %s", async (_, step) => {
    expect(await saidOfRtc(step)).toEqual([
      "rtc-disabled",
      `RTC is switched off for ${RULE}; replication goes on without it.`,
      ENDS,
    ]);
  });

  it("has a source bucket, and no target of its own", async () => {
    const { changes } = await reviewJson(create(rtcInputs(), rtc));
    expect(changes).toMatchObject([{ sourceBucket: "src", targetBucket: null }]);
  });
});

describe("RTC that stays as it is", () => {
  it.each([
    [["endpoint"], "only endpoint changes"],
    [["region", "endpoint"], "only endpoint and region change"],
    [[], "only its state is brought up to date"],
  ])("is told without a risk: %j", async (reasons, what) => {
    expect(await saidOfRtc(update(ON, ON, reasons))).toEqual([
      "rtc-updated",
      `RTC of ${RULE} goes on unchanged; ${what}.`,
    ]);
  });

  it("is imported without a change", async () => {
    expect(await saidOfRtc({ ...create(rtcInputs(), rtc), op: "import" })).toEqual([
      "rtc-updated",
      `RTC of ${RULE} is imported, and nothing changes.`,
    ]);
  });

  it.each([
    [
      "is retained",
      remove(rtcInputs(), { retainOnDelete: true }, rtc),
      "rtc-released",
      " and stays as it is (retainOnDelete).",
    ],
    ["was off", remove(rtcInputs(OFF), {}, rtc), "rtc-updated", "; it was off."],
  ])("is no longer managed where it %s", async (_, step, kind, rest) => {
    expect(await saidOfRtc(step)).toEqual([kind, `RTC of ${RULE} is no longer managed${rest}`]);
  });
});

describe("RTC that is deleted", () => {
  const other = { id: "rule-2" };
  it.each<[string, StepJson[], string]>([
    ["alone", [], "the rule stays, and replication goes on without it"],
    ["with its rule", [remove(ruleInputs())], "the rule is deleted, too"],
    ["while its rule is recreated", [replace({}, KMS)], "the rule is recreated without it"],
    [
      "beside another rule of its bucket",
      [remove(ruleInputs(), other)],
      "the rule stays, and replication goes on without it",
    ],
    [
      "beside a rule of another bucket",
      [remove(ruleInputs({ bucket: "b" }))],
      "the rule stays, and replication goes on without it",
    ],
    [
      "beside a rule whose id is not shown",
      [remove(ruleInputs(), { id: "" })],
      "the rule stays, and replication goes on without it",
    ],
    [
      "while its rule is retained",
      [remove(ruleInputs(), { retainOnDelete: true })],
      "the rule stays, and replication goes on without it",
    ],
    [
      "while its rule is updated",
      [{ ...replace({}, {}), op: "update" }],
      "the rule stays, and replication goes on without it",
    ],
    [
      "with the RTC of another name",
      [remove(rtcInputs(), {}, urn("x", "ReplicationRtc"))],
      "the rule stays, and replication goes on without it",
    ],
    [
      "with a rule that another resource keeps",
      [{ ...replace({}, {}), op: "same" }, remove(ruleInputs(), {}, urn("second"))],
      "the rule is deleted, too",
    ],
    [
      "with a rule that two resources end, as the first of them does",
      [remove(ruleInputs()), { ...replace({}, KMS), urn: urn("second") }],
      "the rule is deleted, too",
    ],
  ])("says what becomes of the rule: %s", async (_, steps, what) => {
    expect(await saidOfRtc(...steps, remove(rtcInputs(), {}, rtc))).toEqual([
      "rtc-disabled",
      `RTC is switched off for ${RULE}; ${what}.`,
      ENDS,
    ]);
  });

  it("is not taken for that of a rule of another tool", async () => {
    const alicloud = remove(
      ruleInputs(),
      {},
      "urn:pulumi:dev::shop::alicloud:oss/bucketReplication:BucketReplication::x",
    );
    expect((await saidOfRtc(alicloud, remove(rtcInputs(), {}, rtc)))?.[1]).toContain("the rule stays");
  });

  it("whose rule is not shown goes without its rule, as far as the preview shows", async () => {
    const hidden = remove(rtcInputs({ ruleId: UNKNOWN }), {}, rtc);
    expect((await saidOfRtc(remove(ruleInputs(), { id: UNKNOWN }), hidden))?.[1]).toBe(
      "RTC is switched off for rule (known after the update) of bucket src; the rule stays, and replication goes on without it.",
    );
  });
});

describe("RTC that is recreated", () => {
  const unknown = { ruleId: UNKNOWN };
  const recreated = replace({}, KMS);

  it.each([
    ["is on again with its rule", ON, "it is on again as soon as the new rule is there"],
    ["is on for the first time with its rule", OFF, "it is on as soon as the new rule is there"],
  ])("%s", async (_, old, text) => {
    expect(await saidOfRtc(recreated, replaceRtc(old, unknown))).toEqual([
      "rtc-recreated",
      `RTC of ${RULE} is recreated with the rule: ${text}.`,
      BILLED,
    ]);
  });

  it("follows a rule that is retained as well", async () => {
    const retained = replace({}, { destination: UNKNOWN }, { more: { retainOnDelete: true } });
    expect((await saidOfRtc(retained, replaceRtc(ON, unknown)))?.[1]).toContain("is recreated with the rule");
  });

  it.each([
    ["ends a promise where it was on", ON, [ENDS]],
    ["ends none where it was off", OFF, []],
  ])("and off from then on %s", async (_, old, risks) => {
    expect(await saidOfRtc(recreated, replaceRtc(old, { ...unknown, ...OFF }))).toEqual([
      "rtc-recreated",
      "RTC of rule (known after the update) of bucket src is recreated, and is off from then on.",
      ...risks,
    ]);
  });

  it.each<[string, StepJson[], object, object, string, string[]]>([
    ["where its old rule stays", [], {}, { ruleId: "rule-2" }, "rule rule-2 of bucket src", [ENDS, BILLED]],
    [
      "where its old rule is deleted",
      [remove(ruleInputs())],
      {},
      { ruleId: "rule-2" },
      "rule rule-2 of bucket src",
      [ENDS, BILLED],
    ],
    ["where it was off before", [], OFF, { ruleId: "rule-2" }, "rule rule-2 of bucket src", [BILLED]],
    [
      "to another bucket",
      [recreated],
      {},
      { bucket: "src2", ruleId: "r" },
      "rule r of bucket src2",
      [ENDS, BILLED.replace("src", "src2")],
    ],
  ])("moves to another rule: %s", async (_, steps, old, now, rule, risks) => {
    expect(await saidOfRtc(...steps, replaceRtc(old, now))).toEqual([
      "rtc-recreated",
      `RTC is switched on for ${rule}, and off for ${RULE}.`,
      ...risks,
    ]);
  });
});
