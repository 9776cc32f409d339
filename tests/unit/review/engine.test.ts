import {
  create,
  only,
  preview,
  remove,
  replace,
  review,
  reviewJson,
  rtcInputs,
  ruleInputs,
  state,
  urn,
} from "./support/previews";

const external = { external: true };
const read = () => state({ bucket: "src", region: "cn-hangzhou" }, external);

it("managing a rule that was only read is no recreation", async () => {
  const taking = { op: "replace", urn: urn("logs"), oldState: read(), newState: { inputs: ruleInputs() } };
  expect(await only(taking)).toMatchObject({ kind: "started" });
  const adopting = { ...taking, newState: { inputs: ruleInputs({ adopt: "rule-1" }) } };
  expect(await only(adopting)).toMatchObject({ kind: "adopted", risks: [] });
});

it("a rule that gives its name to one that is only read stops", async () => {
  const step = { op: "replace", urn: urn("logs"), oldState: state(ruleInputs()), newState: read() };
  expect(await only(step)).toMatchObject({ kind: "stopped", risks: ["high replication-stops"] });
});

it("a rule that is only read from now on is released", async () => {
  const oldState = state(ruleInputs());
  const step = { op: "read", urn: urn("logs"), oldState, newState: read() };
  expect(await only(step)).toMatchObject({ kind: "released", risks: [] });
  expect((await reviewJson({ ...step, oldState: read() })).changes).toEqual([]);
  const other = { ...step, urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::b" };
  expect((await reviewJson(other)).others).toEqual({});
});

it("a rule that is recreated for what it depends on says so", async () => {
  const { replaceReasons: _, ...step } = replace({}, {}, { more: { pendingReplacement: true } });
  const { sentence, risks } = await only(step);
  expect(sentence).toContain("is recreated, because something that it depends on is recreated: the old rule");
  expect(risks).toContain("high gap");
});

it("a rule that an alias renames is one, told in single steps, too", async () => {
  const whole = replace({}, { action: "PUT" }, { reasons: ["action"], more: { urn: urn("before") } });
  const steps = [
    { op: "delete-replaced", urn: urn("before"), oldState: { ...whole.oldState, pendingReplacement: true } },
    { ...whole, op: "create-replacement" },
  ];
  const { changes } = await reviewJson(...steps);
  expect(changes).toMatchObject([{ kind: "recreated", resource: "logs", gap: { timeout: "30m" } }]);
});

describe("a replacement on request, which names no argument", () => {
  const onRequest = { reasons: ["id"] };

  it("tells other tags", async () => {
    const tags = { userTaggings: { filterType: "AND", tags: [{ key: "k", value: "v" }] } };
    const change = await only(replace({}, tags, onRequest));
    expect(change.risks).toContain("high replication-stops");
    expect(change.sentence).toContain("only objects with the given tags are copied");
    const { risks, sentence } = await only(replace(tags, tags, onRequest));
    expect(risks).not.toContain("high replication-stops");
    expect(sentence).not.toContain("tags");
  });

  it("may drop prefixes that the preview does not show", async () => {
    const hidden = { prefixSet: "[secret]" };
    expect((await only(replace(hidden, hidden, onRequest))).risks).toContain("high prefix-dropped");
  });
});

describe("RTC", () => {
  const rtc = urn("logs-rtc", "ReplicationRtc");
  const recreated = replace({}, { action: "PUT" }, { reasons: ["action"] });

  it("is left out when the rule is recreated", async () => {
    const { changes } = await reviewJson(recreated, remove(rtcInputs(), {}, rtc));
    expect(changes[1]?.sentence).toContain("the rule is recreated without it");
  });

  it("that was off is not on again", async () => {
    const step = {
      op: "replace",
      urn: rtc,
      oldState: state(rtcInputs({ status: "disabled" })),
      newState: { inputs: rtcInputs({ ruleId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }) },
    };
    const { changes } = await reviewJson(recreated, step);
    expect(changes[1]?.sentence).toContain("it is on when the new rule is there");
  });
});

it("reads past a byte order mark", async () => {
  expect(await review(`\ufeff${preview([])}`)).toEqual(await review(preview([])));
});

it("a quotation mark in a name does not end it", async () => {
  const { out } = await review(preview([create(ruleInputs({ bucket: 'a" starts "b' }))]), [
    "--format",
    "text",
  ]);
  expect(out).toContain('from bucket "a\\u{22} starts \\u{22}b" to bucket dst');
});

it("a rule that gets another source bucket stops for the old one alone, and copies nothing again", async () => {
  const { sentence } = await only(replace({}, { bucket: "src2" }, { reasons: ["bucket"] }));
  expect(sentence).toContain("and then replication from bucket src to bucket dst stops");
  expect(sentence).toContain("objects that are there already are copied, too");
  expect(sentence).not.toContain("again");
});
