import { Ends } from "../../../provider/operate/overview/ends";
import type { Known } from "../../../provider/operate/overview/known";
import { StateRules } from "../../../provider/operate/overview/owner";
import { PROBLEM_KINDS, type Problem } from "../../../provider/operate/overview/problem";
import { problemsOf } from "../../../provider/operate/overview/problems";
import type { SurveyedBucket, SurveyedRule } from "../../../provider/operate/survey";
import type { Rule } from "../../../provider/oss";
import {
  bucketOf,
  failureOf,
  HOUR,
  inState,
  MINUTE,
  NOW,
  ruleOf,
  surveyOf,
  targetIs,
  thereWith,
} from "./support/surveys";

const nothing: Known = { ends: new Ends() };

function of(rule: SurveyedRule, known: Partial<Known> = {}, bucket: Partial<SurveyedBucket> = {}): Problem[] {
  return problemsOf(surveyOf(bucketOf([rule], bucket)), { ...nothing, ...known });
}

const kinds = (problems: Problem[]) => problems.map(({ kind }) => kind);
const state = (...rules: ReturnType<typeof inState>[]) => new StateRules(rules);

it("a rule that copies in time has none, whatever is not known of its target", () => {
  expect(of(ruleOf("r-1"))).toEqual([]);
  expect(of(ruleOf("r-1"), { ends: targetIs(thereWith()) })).toEqual([]);
  expect(of(ruleOf("r-1"), { ends: targetIs({ kind: "foreign", reason: "another account's" }) })).toEqual([]);
});

describe("lag", () => {
  it.each<[string, Partial<Rule>, number | null, number | undefined, string[]]>([
    ["no RTC, a day", {}, 24 * HOUR, undefined, []],
    ["no RTC, more than a day", {}, 24 * HOUR + 1, undefined, ["lag"]],
    ["RTC in force, 15 minutes", { rtcStatus: "enabled" }, 15 * MINUTE, undefined, []],
    ["RTC in force, more", { rtcStatus: "enabled" }, 15 * MINUTE + 1, undefined, ["lag"]],
    [
      "RTC not in force yet has the limit of a rule without",
      { rtcStatus: "enabling" },
      HOUR,
      undefined,
      ["rtc-not-in-force"],
    ],
    ["the user's limit counts for rules without RTC", {}, 2 * HOUR, HOUR, ["lag"]],
    ["and with it", { rtcStatus: "enabled" }, 30 * MINUTE, HOUR, []],
    ["the service's clock is a little ahead", {}, -5_000, 1, []],
    ["it is more ahead, so that nobody knows", {}, -5_001, undefined, ["lag-unknown"]],
    ["OSS does not say, and nobody has set a limit", {}, null, undefined, []],
    ["OSS does not say, and the user has a limit", {}, null, 1, ["lag-unknown"]],
    ["OSS does not say, with RTC in force", { rtcStatus: "enabled" }, null, undefined, ["lag-unknown"]],
    ["OSS does not say while the rule is starting", { status: "starting" }, null, 1, []],
  ])("%s", (_, rule, lag, lagLimit, expected) => {
    expect(kinds(of(ruleOf("r-1", rule, lag), { lagLimit }))).toEqual(expected);
  });

  it("is counted to the moment in which OSS told it, which may be minutes after the survey began", () => {
    const late = { ...ruleOf("r-1", {}, 0), at: NOW + 2 * HOUR };
    expect(kinds(of(late, { lagLimit: HOUR }))).toEqual(["lag"]);
  });

  it("says how far behind, and the limit", () => {
    expect(of(ruleOf("r-1", {}, 26 * HOUR + 5 * MINUTE))).toMatchObject([
      {
        kind: "lag",
        bucket: "src",
        region: "cn-hangzhou",
        ruleId: "r-1",
        target: "dst",
        message:
          "Rule r-1 from src to dst: what was written in the last 1d 2h may not be copied, and the limit is 1d.",
      },
    ]);
  });

  it("that OSS did not tell is a problem of its own", () => {
    const { rule } = ruleOf("r-1");
    expect(of({ rule, failure: failureOf("AccessDenied") })).toMatchObject([
      { kind: "progress-unread", message: expect.stringContaining("failed with AccessDenied") },
    ]);
  });
});

describe("the target", () => {
  it("that is gone", () => {
    expect(of(ruleOf("r-1"), { ends: targetIs({ kind: "gone" }) })).toMatchObject([
      { kind: "target-gone", ruleId: "r-1", target: "dst", next: expect.stringContaining("oss-cn-beijing") },
    ]);
  });

  it.each([
    ["oss-cn-shanghai", "is in oss-cn-shanghai, not in oss-cn-beijing"],
    [undefined, "is in another location, not in oss-cn-beijing"],
  ])("that is elsewhere: %s", (location, text) => {
    const [problem] = of(ruleOf("r-1"), { ends: targetIs({ kind: "elsewhere", location }) });
    expect(problem).toMatchObject({ kind: "target-elsewhere", message: expect.stringContaining(text) });
  });

  it.each([
    [undefined, undefined, []],
    ["Enabled", "Enabled", []],
    ["Enabled", undefined, ["versioning"]],
    [undefined, "Enabled", ["versioning"]],
    ["Suspended", "Suspended", ["versioning"]],
    ["Enabled", "Suspended", ["versioning"]],
  ])("with versioning: source %s, target %s", (source, target, expected) => {
    const problems = of(ruleOf("r-1"), { ends: targetIs(thereWith(target), source) });
    expect(kinds(problems)).toEqual(expected);
  });

  it("of a rule that is closing means nothing any more", () => {
    const problems = of(ruleOf("r-1", { status: "closing" }), { ends: targetIs({ kind: "gone" }) });
    expect(kinds(problems)).toEqual(["closing"]);
  });
});

it("buckets that could not be asked about are told once for each location, not for each rule", () => {
  const silent = { kind: "unknown", reason: "GetBucketInfo failed.", isPassing: true } as const;
  const to = (bucket: string) => ({ destination: { bucket, location: "oss-cn-beijing" } });
  const ends = new Ends(
    new Map([
      ["oss-cn-beijing/a", silent],
      ["oss-cn-beijing/b", silent],
      ["oss-cn-hangzhou/src", silent],
    ]),
  );
  const surveyed = bucketOf([ruleOf("1", to("a")), ruleOf("2", to("b")), ruleOf("3", to("b"))]);
  const problems = problemsOf(surveyOf(surveyed), { ends });
  expect(problems.map(({ kind, region }) => [kind, region])).toEqual([
    ["info-unread", "cn-hangzhou"],
    ["info-unread", "cn-beijing"],
  ]);
  expect(problems[1]?.message).toMatch(
    /^Source or target buckets a, b in oss-cn-beijing could not .*failed\.$/,
  );
});

it("a status that is not known here is none that is fine", () => {
  const strange = ruleOf("r-1", { status: "paused" as "doing" });
  expect(of(strange)).toMatchObject([
    { kind: "status-unknown", message: expect.stringContaining('"paused"') },
  ]);
});

describe("a state", () => {
  it("has a rule that OSS has not", () => {
    const known = {
      state: state(inState("r-1"), inState("r-2", { target: { bucket: "dst2", location: "x" } })),
    };
    const problems = of(ruleOf("r-2", { destination: { bucket: "dst2", location: "x" } }), known);
    expect(problems).toMatchObject([
      {
        kind: "rule-gone",
        ruleId: "r-1",
        target: "dst",
        message:
          "The state has rule r-1 from src to dst (resource res-r-1), and OSS has not: nothing is copied by it.",
      },
    ]);
  });

  it("and another rule of the same two buckets is told", () => {
    const [problem] = of(ruleOf("other"), { state: state(inState("r-1")) });
    expect(problem?.message).toContain("rule other, which is doing, is there for the two buckets");
  });

  it("is believed nothing about a bucket that could not be read", () => {
    const unread = bucketOf([], { failure: failureOf("AccessDenied") });
    expect(kinds(problemsOf(surveyOf(unread), { ...nothing, state: state(inState("r-1")) }))).toEqual([
      "bucket-unread",
    ]);
  });

  it("tells of a bucket that the account has not, only where all were looked at", () => {
    const known = {
      ...nothing,
      state: state(inState("r-1", { bucket: "lost" }), inState("r-2", { bucket: "lost" })),
    };
    expect(problemsOf(surveyOf(bucketOf([])), known)).toEqual([]);
    expect(problemsOf(surveyOf(bucketOf([])), { ...known, isWhole: true })).toMatchObject([
      { kind: "bucket-not-listed", bucket: "lost" },
    ]);
  });

  it("has RTC for a rule that has none", () => {
    const rtc = inState("r-1", { kind: "rtc", name: "fast" });
    expect(of(ruleOf("r-1"), { state: state(inState("r-1"), rtc) })).toMatchObject([
      { kind: "rtc-gone", message: expect.stringContaining("resource fast") },
    ]);
    expect(of(ruleOf("r-1", { rtcStatus: "enabled" }), { state: state(inState("r-1"), rtc) })).toEqual([]);
  });

  it("has RTC for a rule whose RTC OSS calls disabled, which is off and not asked for", () => {
    const rtc = inState("r-1", { kind: "rtc" });
    const off = ruleOf("r-1", { rtcStatus: "disabled" });
    expect(kinds(of(off, { state: state(inState("r-1"), rtc) }))).toEqual(["rtc-gone"]);
    expect(of(off)).toEqual([]);
  });

  it("that keeps the bucket of a rule as a secret is checked by the rule's id, or said not to be", () => {
    const secret = { state: state(inState("r-1", { bucket: undefined })) };
    expect(of(ruleOf("r-1"), secret)).toEqual([]);
    expect(of(ruleOf("r-2"), secret)).toMatchObject([
      {
        kind: "rule-not-checked",
        ruleId: "r-1",
        message: expect.stringMatching(/\(resource res-r-1\) as a secret, and no bucket .* \(1 bucket\)\.$/),
      },
    ]);
  });

  it("has no RTC where its resource says disabled", () => {
    const rtc = inState("r-1", { kind: "rtc", outputs: { status: "disabled" } });
    expect(of(ruleOf("r-1"), { state: state(inState("r-1"), rtc) })).toEqual([]);
  });

  it("that keeps the bucket as a secret owns a rule by its id", () => {
    const owned = state(inState("r-1", { bucket: undefined }));
    expect(owned.ownerOf("src", "r-1")).toBe("state");
    expect(owned.ownerOf("src", "r-2")).toBe("nobody");
    expect(owned.ownerOf("src", "0123456789abcdef-0123456789abcdef")).toBe("other-stack");
  });

  it("tells what becomes of a rule of its own that is closing", () => {
    const rule = ruleOf("r-1", { status: "closing" });
    expect(of(rule, { state: state(inState("r-1")) })[0]?.next).toContain("pulumi up");
    expect(of(rule, { state: state() })[0]?.next).not.toContain("pulumi");
  });
});

describe("what waits in the state to be deleted", () => {
  const leaving = inState("r-1", { leaving: true });

  it("is not missed, nor is its bucket or its RTC", () => {
    expect(of(ruleOf("other"), { state: state(leaving) })).toEqual([]);
    const known = {
      ...nothing,
      state: state(inState("r-1", { bucket: "lost", leaving: true })),
      isWhole: true,
    };
    expect(problemsOf(surveyOf(bucketOf([])), known)).toEqual([]);
    const rtc = inState("r-1", { kind: "rtc", leaving: true });
    expect(of(ruleOf("r-1"), { state: state(inState("r-1"), rtc) })).toEqual([]);
  });

  it("is the state's, and nobody is told to put it again", () => {
    expect(state(leaving).ownerOf("src", "r-1")).toBe("state");
    const [problem] = of(ruleOf("r-1", { status: "closing" }), { state: state(leaving) });
    expect(problem?.next).toMatch(/only until it is deleted/);
  });

  it("counts no more where another resource has the rule to stay, in whichever order", () => {
    for (const both of [
      [leaving, inState("r-1")],
      [inState("r-1"), leaving],
    ])
      expect(kinds(of(ruleOf("other"), { state: state(...both) }))).toEqual(["rule-gone"]);
    const rtcs = [inState("r-1", { kind: "rtc" }), inState("r-1", { kind: "rtc", leaving: true })];
    expect(kinds(of(ruleOf("r-1"), { state: state(...rtcs) }))).toEqual(["rtc-gone"]);
  });
});

it("a bucket that is gone says how many rules of the state went with it", () => {
  const gone = bucketOf([], { exists: false });
  expect(problemsOf(surveyOf(gone), { ...nothing, state: state(inState("r-1")) })).toMatchObject([
    { kind: "bucket-gone", message: "Bucket src does not exist. The state has 1 rule of it." },
  ]);
});

it("one bucket that could not be read hides nothing of the others, and the worst comes first", () => {
  const behind = bucketOf([ruleOf("slow", {}, 48 * HOUR)], { bucket: "b" });
  const unread = bucketOf([], { bucket: "z", failure: failureOf("AccessDenied") });
  const problems = problemsOf(surveyOf(behind, unread), nothing);
  expect(problems.map(({ bucket, kind }) => [bucket, kind])).toEqual([
    ["z", "bucket-unread"],
    ["b", "lag"],
  ]);
});

it("every problem says what to do next", () => {
  const rules = [
    ruleOf("closing", { status: "closing" }),
    ruleOf("rtc", { rtcStatus: "enabling" }),
    ruleOf("slow", {}, 48 * HOUR),
    ruleOf("no-rtc"),
    ruleOf("silent", {}, -HOUR),
    ruleOf("strange", { status: "paused" as "doing" }),
    { rule: ruleOf("unread").rule, failure: failureOf("Broken") },
  ];
  const known = {
    ends: targetIs({ kind: "gone" }),
    isWhole: true,
    state: state(
      inState("gone"),
      inState("no-rtc", { kind: "rtc" }),
      inState("r", { bucket: "unlisted" }),
      inState("secret", { bucket: undefined }),
    ),
  };
  const surveyed = [
    bucketOf(rules),
    bucketOf([], { bucket: "unread", failure: failureOf("Broken") }),
    bucketOf([], { bucket: "no-bucket", exists: false }),
  ];
  const elsewhere = problemsOf(surveyOf(bucketOf(rules)), { ends: targetIs({ kind: "elsewhere" }) });
  const unequal = of(ruleOf("r-1"), { ends: targetIs(thereWith("Enabled")) });
  const silent = of(ruleOf("r-1"), {
    ends: targetIs({ kind: "unknown", reason: "It failed.", isPassing: false }),
  });
  const problems = [...problemsOf(surveyOf(...surveyed), known), ...elsewhere, ...unequal, ...silent];
  expect([...new Set(kinds(problems))].sort()).toEqual([...PROBLEM_KINDS].sort());
  for (const { message, next } of problems) {
    expect(message).toMatch(/\.$/);
    expect(next).toMatch(/^[`A-Z].*\.$/);
  }
});

it("takes 10,000 rules", () => {
  const buckets = Array.from({ length: 100 }, (_, n) =>
    bucketOf(
      Array.from({ length: 100 }, (_, m) => ruleOf(`r-${n}-${m}`, {}, 48 * HOUR)),
      { bucket: `src-${n}` },
    ),
  );
  const owned = buckets.flatMap(({ bucket, rules }) => rules.map(({ rule }) => inState(rule.id, { bucket })));
  expect(problemsOf({ at: NOW, buckets }, { ...nothing, state: new StateRules(owned) })).toHaveLength(10_000);
});
