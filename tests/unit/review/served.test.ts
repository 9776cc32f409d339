import { readPreview } from "../../../provider/review/preview";
import {
  create,
  prefixes,
  remove,
  replace,
  review,
  reviewJson,
  rtcInputs,
  ruleInputs,
  type StepJson,
  said,
  state,
  tags,
  to,
  urn,
} from "./support/previews";
import { type ServedPreview, servedPreview } from "./support/served";

const rtcUrn = urn("rtc", "ReplicationRtc");
const forced = { reasons: ["id"] };
const pendingFirst = { more: { pendingReplacement: true } };

/** The same of a resource of the package. */
function served(step: StepJson): StepJson {
  return JSON.parse(
    JSON.stringify(step).replaceAll("pulumi-nodejs:dynamic/oss:", "oss-replication:index:"),
    (key, value) => (["owner", "timeouts", "__provider"].includes(key) ? undefined : value),
  );
}

describe("a resource of the package is told in the words of a dynamic one", () => {
  it.each<[string, StepJson[]]>([
    ["a creation", [create(ruleInputs()), create(rtcInputs(), rtcUrn)]],
    ["a replacement with RTC", [replace(prefixes("a/", "b/"), prefixes("a/")), rtcReplaced()]],
    ["a replacement to another target", [replace({}, to("dst2"), { reasons: ["destination"] })]],
    ["a replacement by tags", [replace({}, tags("env"), { reasons: ["userTaggings"] })]],
    ["a forced replacement", [replace({}, {}, forced)]],
    ["a replacement that is deleted first", [replace(prefixes("a/"), prefixes("b/"), pendingFirst)]],
    ["a retained rule", [remove(ruleInputs(), { retainOnDelete: true })]],
    ["a deletion with RTC", [remove(ruleInputs()), remove(rtcInputs(), {}, rtcUrn)]],
    [
      "an update",
      [{ op: "update", urn: urn("logs"), oldState: state(ruleInputs()), newState: { inputs: ruleInputs() } }],
    ],
    ["an import", [{ ...create(ruleInputs()), op: "import" }]],
    ["a rename without alias", [create(ruleInputs(), urn("new")), remove(ruleInputs(), {}, urn("old"))]],
    [
      "a rule of two providers",
      [
        {
          ...create(ruleInputs(), urn("new")),
          newState: { inputs: ruleInputs(), provider: "urn:a::b::c::eu::1" },
        },
        remove(ruleInputs(), { provider: "urn:a::b::c::us::2" }, urn("old")),
      ],
    ],
  ])("%s", async (_, steps) => {
    const [dynamic, ofPackage] = [await reviewJson(...steps), await reviewJson(...steps.map(served))];
    const inWords = JSON.stringify(dynamic)
      .replaceAll("pulumi-nodejs:dynamic/oss:", "oss-replication:index:")
      .replaceAll("timeouts.", "customTimeouts.");
    expect(JSON.parse(inWords).changes.length).toBeGreaterThan(0);
    expect(JSON.stringify(ofPackage)).toBe(inWords);
  });

  function rtcReplaced(): StepJson {
    return {
      op: "replace",
      urn: rtcUrn,
      oldState: state(rtcInputs()),
      newState: { inputs: rtcInputs({ ruleId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" }) },
      replaceReasons: ["ruleId"],
    };
  }
});

describe("how long an update waits", () => {
  const step = (old: unknown, now: unknown) => {
    const { oldState, newState, ...rest } = served(replace(prefixes("a/"), prefixes("b/")));
    return {
      ...rest,
      oldState: { ...oldState, customTimeouts: old },
      newState: { ...newState, customTimeouts: now },
    };
  };

  it.each([
    [undefined, undefined, "30m"],
    [{ create: 60 }, { create: 5400 }, "90m"],
    [{}, { create: 0 }, "30m"],
    ["[secret]", { create: "soon" }, "30m"],
  ])("is the resource's customTimeouts: %j, %j", async (old, now, timeout) => {
    const { changes } = await reviewJson(step(old, now));
    expect(changes[0]?.gap).toMatchObject({ timeout });
    expect(changes[0]?.gap?.text).toContain(`longer than ${timeout} (customTimeouts.create)`);
  });

  it("is the old resource's where that is deleted first", async () => {
    const first = step({ delete: 7200 }, { delete: 60 });
    const pending = { ...first, oldState: { ...first.oldState, pendingReplacement: true } };
    expect((await reviewJson(pending)).changes[0]?.gap?.text).toContain(
      "longer than 2h (customTimeouts.delete)",
    );
  });

  it("is not the customTimeouts of a dynamic resource, which nobody obeys", async () => {
    const dynamic = replace(prefixes("a/"), prefixes("b/"));
    const { changes } = await reviewJson({
      ...dynamic,
      newState: { ...dynamic.newState, customTimeouts: { create: 60 } },
    });
    expect(changes[0]?.gap).toMatchObject({ timeout: "30m" });
  });
});

describe("an import in the update in which another resource lets the rule go", () => {
  const importing = (provider: string) => ({
    ...served(create(ruleInputs(), urn("new"))),
    op: "import",
    newState: { ...state(ruleInputs()), provider: `urn:a::b::c::${provider}::1` },
  });
  const going = (provider: string) =>
    served(remove(ruleInputs(), { provider: `urn:a::b::c::${provider}::1` }, urn("old")));

  it("keeps it, where one provider has both", async () => {
    expect(await said(importing("us"), going("us"))).toEqual({
      new: [
        "adopted",
        "The rule from bucket src to bucket dst (oss-cn-beijing) is imported, and nothing changes at OSS.",
      ],
      old: [
        "released",
        "The rule from bucket src to bucket dst (oss-cn-beijing) is managed as new from now on; it stays at OSS, and replication goes on.",
      ],
    });
  });

  it("loses it, where two providers have it", async () => {
    const { new: made = [], old = [] } = await said(importing("eu"), going("us"));
    for (const texts of [made, old]) {
      expect(texts.join()).toContain(
        "high rule-lost: When Pulumi deletes old, it deletes the rule at OSS, which is the one that new takes over.",
      );
    }
  });
});

describe("what the real engine prints", () => {
  const PAIR = "from bucket src to bucket dst (oss-cn-beijing)";
  const IDS = /[0-9a-f]{16}-[0-9a-f]{16}(-2)?/g;

  async function linesOf(name: ServedPreview): Promise<string[]> {
    const { out } = await review(servedPreview(name), ["--format", "text"]);
    return out.replaceAll(IDS, "ID").trimEnd().split("\n");
  }

  it.each<ServedPreview>(["nothing", "move"])("%s: replication does not change", async (name) => {
    expect(await linesOf(name)).toEqual(["Replication does not change. Highest risk: none."]);
  });

  it("a prefix that goes: a gap, as long as customTimeouts let it be, and RTC goes with the rule", async () => {
    expect(await linesOf("prefix")).toEqual([
      "1 rule is recreated, 1 RTC is recreated. Highest risk: high.",
      `[high] rule: The rule ${PAIR} is recreated because prefixSet changes: the old rule is removed first (and put back if OSS refuses the new one), and there is a gap in replication, usually of minutes, while OSS clears it (the update waits up to 1h); objects under audit/ are no longer copied; existing objects are copied again.`,
      expect.stringMatching(/^ {4}high, gap: .* longer than 1h \(customTimeouts\.create\), the update fails/),
      "    high, prefix-dropped: In bucket src, objects under audit/ are no longer copied.",
      "    medium, rule-recreated: The rule gets a new id, and its progress starts over; RTC is switched on with it where it was on.",
      "    medium, deletes-replicated: Objects deleted in bucket src are deleted in bucket dst, too.",
      "    medium, history-copied: Objects already in bucket src are copied to bucket dst, and billed.",
      "[low] rtc: RTC of rule ID of bucket src is recreated with the rule: it is on again as soon as the new rule is there.",
      "    low, rtc-billed: RTC of bucket src is billed.",
    ]);
  });

  it("a move with a change is the change", async () => {
    const lines = await linesOf("move-and-change");
    expect(lines[0]).toBe("1 rule is recreated, 1 RTC is recreated. Highest risk: high.");
    expect(lines[1]).toContain("objects under a/ are no longer copied; objects under b/ are copied, too;");
  });

  it.each<[ServedPreview, string[]]>([
    [
      "creation",
      [
        `[medium] rule: Replication ${PAIR} starts for objects under app/ and audit/; existing objects are copied, too; deletions are repeated in the target.`,
        "[low] rtc: RTC is switched on for rule (known after the update) of bucket src: copies are made within minutes.",
      ],
    ],
    [
      "target",
      [
        `[high] rule: The rule ${PAIR} is recreated as a rule from bucket src to bucket dst2 (oss-cn-beijing) because destination changes: the new rule comes first (OSS usually takes a minute until it is in effect), and then replication from bucket src to bucket dst stops; existing objects are copied, too.`,
        "[low] rtc: RTC of rule ID of bucket src is recreated with the rule: it is on again as soon as the new rule is there.",
      ],
    ],
    [
      "rtc-off",
      ["[low] rtc: RTC is switched off for rule ID of bucket src; replication goes on without it."],
    ],
    ["network", [`[no risk] rule: Replication ${PAIR} goes on unchanged; only network changes.`]],
    [
      "deletion",
      [
        `[high] rule: Replication ${PAIR} stops for objects under app/ and audit/; the copies made so far stay.`,
        "[low] rtc: RTC is switched off for rule ID of bucket src; the rule is deleted, too.",
      ],
    ],
    [
      "import",
      [
        "[no risk] rtc: RTC of rule theirs of bucket src is imported, and nothing changes.",
        `[no risk] rule: The rule ${PAIR} is imported, and nothing changes at OSS.`,
        `[no risk] rule: Replication ${PAIR} goes on unchanged; only syncRole changes.`,
      ],
    ],
    [
      "import-again",
      [
        `[no risk] rule: The rule ${PAIR} is imported, and nothing changes at OSS.`,
        `[no risk] rule: Replication ${PAIR} goes on unchanged; only syncRole changes.`,
      ],
    ],
    [
      "taken-over",
      [
        `[no risk] rule: The rule ID ${PAIR}, which OSS already has, is taken over as it is: nothing is written, and replication goes on.`,
      ],
    ],
    [
      "import-without-alias",
      [
        `[high] rule: The rule ${PAIR} is imported, and nothing changes at OSS.`,
        `[high] rule: Replication ${PAIR} stops for objects under a/; the copies made so far stay.`,
        "[low] rtc: RTC is switched on for rule ID of bucket src: copies are made within minutes.",
        "[low] rtc: RTC is switched off for rule ID of bucket src; the rule is deleted, too.",
      ],
    ],
  ])("%s", async (name, changes) => {
    expect((await linesOf(name)).filter((line) => line.startsWith("["))).toEqual(changes);
  });

  it("a rule that one surface imports and the other deletes is lost, and both are told apart by type", async () => {
    const lines = await linesOf("import-without-alias");
    expect(lines.filter((line) => line.includes("rule-lost"))).toHaveLength(2);
    expect(lines[2]).toContain(
      `When Pulumi deletes rule, it deletes the rule at OSS, which is the one that rule ("oss-replication:index:ReplicationRule") takes over.`,
    );
  });

  it("notes of the package's checks, which are warnings", async () => {
    expect((await linesOf("import")).at(-1)).toMatch(/^note: rule theirs .* OSS does not show its syncRole/);
    const unchecked = await linesOf("not-checked");
    expect(unchecked[0]).toContain("Not everything was checked at OSS");
    expect(unchecked[1]).toMatch(/^ {4}medium, not-checked: bucket src .*ECONNREFUSED/);
    expect(readPreview(servedPreview("taken-over")).notes).toMatchObject([{ kind: "taken over" }]);
  });
});
