import type { SourceFacts, TargetFacts } from "../../../provider/lifecycle/check/facts";
import { isOffered, judgeRtc, judgeRule, judgeVersioning } from "../../../provider/lifecycle/check/preflight";
import type { RtcInputs } from "../../../provider/lifecycle/inputs";
import { normaliseRule } from "../../../provider/lifecycle/normalise";
import { UNKNOWN } from "../../../provider/lifecycle/unknown";
import type { Rule } from "../../../provider/oss";

const to = (location: string, transferType?: string) => ({ bucket: "dst", location, transferType });
const rule = (destination = to("oss-cn-beijing"), region = "cn-hangzhou") =>
  normaliseRule({ bucket: "src", region, destination, owner: "0123456789abcdef" }, region);
const info = (name: string, location: string, versioning?: "Enabled" | "Suspended") => ({
  info: { name, location, versioning },
});
const locations = {
  locations: ["oss-cn-beijing", "oss-us-west-1"],
  transferTypes: { "oss-us-west-1": ["internal", "oss_acc"] },
  rtcLocations: ["oss-cn-beijing", "oss-cn-shanghai"],
};
const source: SourceFacts = { ...info("src", "oss-cn-hangzhou"), locations };
const target: TargetFacts = info("dst", "oss-cn-beijing");

describe("what OSS would refuse in a rule, by what it says about the buckets", () => {
  it.each<[string, Parameters<typeof judgeRule>]>([
    ["a target that is offered", [rule(), source, target]],
    ["acceleration where it is offered", [rule(to("oss-us-west-1", "oss_acc")), source, {}]],
    ["a target in the source's own region", [rule(to("oss-cn-hangzhou")), source, {}]],
    ["a target while nothing is known of either", [rule(to("oss-cn-nowhere")), {}, {}]],
    [
      "a finance region, whose location is another",
      [
        rule(to("oss-cn-beijing"), "cn-shenzhen-finance-1"),
        { ...source, ...info("src", "oss-cn-szfinance") },
        {},
      ],
    ],
    [
      "a government region, whose location is another",
      [rule(to("oss-cn-beijing"), "cn-north-2-gov-1"), { ...source, ...info("src", "oss-cn-gov") }, {}],
    ],
  ])("is not %s", (_, facts) => {
    expect(judgeRule(...facts)).toEqual([]);
  });

  it.each<[string, Parameters<typeof judgeRule>, string]>([
    [
      "a source in another region",
      [rule(), { ...source, ...info("src", "oss-cn-shanghai") }, target],
      "Bucket src is in oss-cn-shanghai, not in the region cn-hangzhou: correct `region`.",
    ],
    [
      "a target in another location",
      [rule(), source, info("dst", "oss-us-west-1")],
      "The target bucket dst is in oss-us-west-1, not in oss-cn-beijing: correct `destination.location`.",
    ],
    [
      "a target that is not offered",
      [rule(to("oss-cn-shanghai")), source, {}],
      "OSS does not offer oss-cn-shanghai as a target for bucket src in oss-cn-hangzhou. It offers oss-cn-beijing, oss-us-west-1; the bucket's own location oss-cn-hangzhou is allowed too.",
    ],
    [
      "a target where none is offered",
      [rule(), { locations: { ...locations, locations: [] } }, {}],
      "OSS does not offer oss-cn-beijing as a target for bucket src in oss-cn-hangzhou. It offers none; the bucket's own location oss-cn-hangzhou is allowed too.",
    ],
    [
      "acceleration where there is none",
      [rule(to("oss-cn-beijing", "oss_acc")), source, {}],
      'From oss-cn-hangzhou to oss-cn-beijing OSS copies by "internal" only, not by "oss_acc": set `destination.transferType` accordingly.',
    ],
    [
      "a way that is not offered, of several",
      [rule(to("oss-us-west-1", "other")), source, {}],
      'From oss-cn-hangzhou to oss-us-west-1 OSS copies by "internal" or "oss_acc" only, not by "other": set `destination.transferType` accordingly.',
    ],
  ])("is %s", (_, facts, sentence) => {
    expect(judgeRule(...facts)).toEqual([sentence]);
  });
});

it.each<[string, SourceFacts, boolean]>([
  ["oss-cn-hangzhou", source, true],
  ["oss-cn-beijing", source, true],
  ["oss-cn-shanghai", source, false],
  ["oss-cn-shanghai", { ...source, ...info("src", "oss-cn-shanghai") }, true],
  ["oss-cn-shanghai", {}, true],
])("a target may be in %s, as far as is known: %#", (location, facts, may) => {
  expect(isOffered(location, "cn-hangzhou", facts)).toBe(may);
});

describe("what OSS would refuse in RTC", () => {
  const rtc: RtcInputs = { bucket: "src", region: "cn-hangzhou", ruleId: "r", status: "enabled" };
  const found = (location: string, status: Rule["status"] = "doing"): SourceFacts => ({
    ...source,
    rules: [
      { id: "other", status: "doing", destination: to("x") },
      { id: "r", status, destination: to(location) },
    ],
  });
  const none =
    "Bucket src has no rule r in effect, so there is no RTC to turn on. List its rules with `oss-replication rules --bucket src`.";
  const within = (which: string) =>
    `RTC is for rules that copy to another region, but ${which} of bucket src copies within oss-cn-hangzhou: remove this ReplicationRtc.`;

  it.each<[string, Parameters<typeof judgeRtc>]>([
    ["a rule to where it is offered", [rtc, found("oss-cn-beijing")]],
    ["a rule that is put with it", [rtc, { ...source, rules: [] }, "oss-cn-shanghai"]],
    [
      "a rule whose id is not known yet",
      [
        { ...rtc, ruleId: UNKNOWN },
        { ...source, rules: [] },
      ],
    ],
    ["a rule while the rules are not known", [rtc, source]],
    [
      "a rule while it is not known where RTC is offered",
      [rtc, { ...found("oss-us-west-1"), locations: undefined }],
    ],
    [
      "RTC that is off, whatever the rule",
      [
        { ...rtc, status: "disabled" },
        { ...source, rules: [] },
      ],
    ],
  ])("is not %s", (_, facts) => {
    expect(judgeRtc(...facts)).toEqual([]);
  });

  it.each<[string, Parameters<typeof judgeRtc>, string]>([
    ["no rule", [rtc, { ...source, rules: [] }], none],
    ["a rule that is being cleared", [rtc, found("oss-cn-beijing", "closing")], none],
    ["a rule within the region", [rtc, found("oss-cn-hangzhou")], within("rule r")],
    ["such a rule by the region alone", [rtc, { rules: found("oss-cn-hangzhou").rules }], within("rule r")],
    [
      "such a rule that is yet to come",
      [{ ...rtc, ruleId: UNKNOWN }, source, "oss-cn-hangzhou"],
      within("its rule"),
    ],
    [
      "a rule to where it is not offered",
      [rtc, found("oss-us-west-1")],
      "OSS does not offer RTC from oss-cn-hangzhou to oss-us-west-1. For bucket src it offers RTC to oss-cn-beijing, oss-cn-shanghai only. Remove this ReplicationRtc, or replicate to one of those.",
    ],
    [
      "a rule while it is offered nowhere",
      [rtc, { ...found("oss-us-west-1"), locations: { ...locations, rtcLocations: [] } }],
      "OSS does not offer RTC from oss-cn-hangzhou to oss-us-west-1. For bucket src it offers RTC to no location only. Remove this ReplicationRtc, or replicate to one of those.",
    ],
  ])("is %s", (_, facts, sentence) => {
    expect(judgeRtc(...facts)).toEqual([sentence]);
  });
});

describe("what OSS would refuse because of versioning", () => {
  type Versioning = "Enabled" | "Suspended" | undefined;
  const judged = (ofSource: Versioning, ofTarget: Versioning) =>
    judgeVersioning(rule(), info("src", "l", ofSource), info("dst", "l", ofTarget));
  const suspended = (name: string) => [
    `Versioning of bucket ${name} is suspended, and OSS replicates only between buckets that both have versioning enabled, or both never had it: enable it for src and dst.`,
  ];
  const unequal = (withIt: string, without: string) => [
    `Bucket ${withIt} has versioning and bucket ${without} has not. OSS replicates only between buckets that are equal in this: enable it for ${without}.`,
  ];

  it.each<[Versioning, Versioning, string[]]>([
    [undefined, undefined, []],
    ["Enabled", "Enabled", []],
    ["Suspended", "Enabled", suspended("src")],
    [undefined, "Suspended", suspended("dst")],
    ["Suspended", "Suspended", suspended("src")],
    ["Enabled", undefined, unequal("src", "dst")],
    [undefined, "Enabled", unequal("dst", "src")],
  ])("of the source %s, of the target %s", (ofSource, ofTarget, sentences) => {
    expect(judged(ofSource, ofTarget)).toEqual(sentences);
  });

  it("is nothing while one of the two is not known", () => {
    const on = info("src", "l", "Enabled");
    expect(judgeVersioning(rule(), {}, on)).toEqual([]);
    expect(judgeVersioning(rule(), on, {})).toEqual([]);
  });
});
