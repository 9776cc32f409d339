import {
  create,
  only,
  remove,
  replace,
  reviewJson,
  rtcInputs,
  ruleInputs,
  state,
  urn,
} from "./support/previews";

const rtc = urn("logs-rtc", "ReplicationRtc");

const update = (old: string, now: string) => ({
  op: "update",
  urn: rtc,
  oldState: state(rtcInputs({ status: old })),
  newState: { inputs: rtcInputs({ status: now }) },
  diffReasons: ["status"],
});

it("is billed when it is switched on", async () => {
  for (const step of [create(rtcInputs(), rtc), update("disabled", "enabled")]) {
    const change = await only(step);
    expect(change).toMatchObject({ kind: "rtc-enabled", sourceBucket: "src", risks: ["low rtc-billed"] });
    expect(change.sentence).toContain("RTC is switched on for rule rule-1 of bucket src");
  }
});

it("ends when it is switched off, and replication goes on", async () => {
  const change = await only(update("enabled", "disabled"));
  expect(change).toMatchObject({ kind: "rtc-disabled", risks: ["low rtc-ends"] });
  expect(change.sentence).toContain("replication goes on without it");
});

it("ends when it is deleted, and the rule stays", async () => {
  const change = await only(remove(rtcInputs(), {}, rtc));
  expect(change).toMatchObject({ kind: "rtc-disabled", risks: ["low rtc-ends"] });
  expect(change.sentence).toContain("the rule stays");
});

it("goes with its rule", async () => {
  const { changes } = await reviewJson(remove(ruleInputs()), remove(rtcInputs(), {}, rtc));
  expect(changes[1]?.sentence).toContain("the rule is deleted, too");
});

it("stays as it is when it is retained, or was off", async () => {
  expect(await only(remove(rtcInputs(), { retainOnDelete: true }, rtc))).toMatchObject({
    kind: "rtc-released",
    risks: [],
  });
  expect(await only(remove(rtcInputs({ status: "disabled" }), {}, rtc))).toMatchObject({
    kind: "rtc-updated",
    risks: [],
  });
});

it("follows its rule when that is recreated", async () => {
  const step = {
    op: "replace",
    urn: rtc,
    oldState: state(rtcInputs()),
    newState: { inputs: rtcInputs({ ruleId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }) },
    replaceReasons: ["ruleId"],
  };
  const { changes } = await reviewJson(replace({}, { action: "PUT" }, { reasons: ["action"] }), step);
  const change = changes.find(({ kind }) => kind === "rtc-recreated");
  expect(change?.sentence).toBe(
    "RTC of rule rule-1 of bucket src is recreated with the rule: it is on again when the new rule is there.",
  );
});

it("moves to another rule", async () => {
  const step = {
    op: "replace",
    urn: rtc,
    oldState: state(rtcInputs()),
    newState: { inputs: rtcInputs({ ruleId: "rule-2" }) },
    replaceReasons: ["ruleId"],
  };
  const change = await only(step);
  expect(change.sentence).toContain(
    "on for rule rule-2 of bucket src, and off for rule rule-1 of bucket src",
  );
  expect(change.risks).toEqual(["low rtc-ends", "low rtc-billed"]);
});
