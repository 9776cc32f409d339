import { type Finding, KINDS, type Kind, reaches } from "../../../provider/review/finding";
import { writeReview } from "../../../provider/review/format";
import { asText, words } from "../../../provider/review/phrase";
import { readPreview } from "../../../provider/review/preview";
import { findingsIn, type Outline, type Report, reportOn } from "../../../provider/review/report";
import { countsText, leftOutText, othersText } from "../../../provider/review/summary";
import {
  create,
  prefixes,
  preview,
  remove,
  replace,
  review,
  reviewJson,
  rtcInputs,
  ruleInputs,
  type StepJson,
  state,
  urn,
  withoutPicture,
} from "./support/previews";

const calm = ruleInputs({ action: "PUT", historicalObjectReplication: "disabled" });
const rtc = (name: string) => urn(name, "ReplicationRtc");
const reportOf = (...steps: StepJson[]) => reportOn(readPreview(preview(steps)));

describe("the order of the changes", () => {
  const steps = [
    create(calm, urn("calm")),
    create(rtcInputs(), rtc("low")),
    create(ruleInputs({ bucket: "b" }), urn("b")),
    create(ruleInputs({ bucket: "a" }), urn("a")),
    remove(ruleInputs({ bucket: "other" }), {}, urn("z")),
    { op: "update", urn: urn("b2"), oldState: state(calm), newState: { inputs: calm } },
  ];

  it("begins with the highest risk, then goes by URN, whatever order the steps have", async () => {
    const expected = ["z", "a", "b", "low", "b2", "calm"];
    for (const order of [steps, [...steps].reverse(), [...steps.slice(3), ...steps.slice(0, 3)]]) {
      const { changes } = await reviewJson(...order);
      expect(changes.map(({ resource }) => resource)).toEqual(expected);
    }
    expect(await reviewJson(...steps)).toEqual(await reviewJson(...[...steps].reverse()));
  });

  it("of two changes of one resource goes by what happens", async () => {
    const adopted = create({ ...calm, adopt: "x" });
    const released = remove(calm, { retainOnDelete: true });
    for (const steps of [
      [adopted, released],
      [released, adopted],
    ]) {
      const { changes } = await reviewJson(...steps);
      expect(changes.map(({ kind }) => kind)).toEqual(["adopted", "released"]);
    }
  });

  it("of the risks of one change begins with the highest, too", async () => {
    const { changes } = await reviewJson(replace(prefixes("a/"), prefixes("b/")));
    expect(changes[0]?.risks.map(({ level, reason }) => `${level} ${reason}`)).toEqual([
      "high gap",
      "high prefix-dropped",
      "medium rule-recreated",
      "medium deletes-replicated",
      "medium history-copied",
    ]);
  });
});

describe("what a report counts", () => {
  it("is each change by its kind, and the highest risk of all", () => {
    const { counts, total, highest } = reportOf(
      create(calm, urn("a")),
      create(ruleInputs(), urn("b")),
      create(rtcInputs(), rtc("c")),
    );
    expect(Object.keys(counts)).toEqual(Object.keys(KINDS));
    expect(counts).toMatchObject({ started: 2, "rtc-enabled": 1, stopped: 0 });
    expect([total, highest]).toEqual([3, "medium"]);
    expect(reportOf(create(rtcInputs(), rtc("c"))).highest).toBe("low");
    expect(reportOf(create(calm)).highest).toBeUndefined();
  });

  it("is each other resource by its operation, sorted", async () => {
    const other = (op: string, name: string) => ({
      op,
      urn: `urn:pulumi:dev::shop::aws:s3/bucket:Bucket::${name}`,
    });
    const steps = [other("update", "a"), other("create", "b"), other("update", "c"), other("same", "d")];
    const { others } = await reviewJson(...steps);
    expect(Object.entries(others)).toEqual([
      ["create", 1],
      ["update", 2],
    ]);
  });

  it("is no change of another tool that has nothing to do with replication", () => {
    const theirs = "urn:pulumi:dev::shop::alicloud:oss/bucketReplication:BucketReplication::x";
    const report = reportOf(create(ruleInputs(), theirs));
    expect([report.total, [...findingsIn(report)], report.others]).toEqual([0, [], { create: 1 }]);
    expect(Object.values(report.counts).every((count) => count === 0)).toBe(true);
  });

  it("can be told again and again, for each format", () => {
    const report = reportOf(create(calm));
    expect([...findingsIn(report)]).toEqual([...findingsIn(report)]);
  });
});

describe("the counts in words", () => {
  const countsOf = (counts: Partial<Record<Kind, number>>) => {
    const none = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, 0]));
    return asText(countsText({ counts: { ...none, ...counts } } as Report));
  };

  it.each<[Kind, string, string]>([
    ["recreated", "1 rule is recreated", "2 rules are recreated"],
    ["stopped", "1 rule stops", "2 rules stop"],
    ["started", "1 rule starts", "2 rules start"],
    ["adopted", "1 rule is taken over", "2 rules are taken over"],
    ["shared", "1 rule gets a second resource", "2 rules get a second resource"],
    ["released", "1 rule is released", "2 rules are released"],
    [
      "updated",
      "1 rule is updated without effect on replication",
      "2 rules are updated without effect on replication",
    ],
    ["rtc-enabled", "1 RTC is enabled", "2 RTCs are enabled"],
    ["rtc-disabled", "1 RTC is disabled", "2 RTCs are disabled"],
    ["rtc-recreated", "1 RTC is recreated", "2 RTCs are recreated"],
    ["rtc-released", "1 RTC is released", "2 RTCs are released"],
    ["rtc-updated", "1 RTC is updated without effect", "2 RTCs are updated without effect"],
  ])("are right for one and for several: %s", (kind, one, two) => {
    expect(countsOf({ [kind]: 1 })).toBe(one);
    expect(countsOf({ [kind]: 2 })).toBe(two);
  });

  it("begin with what is worst, and say where there is nothing", () => {
    expect(countsOf({ started: 1, recreated: 3 })).toBe("3 rules are recreated, 1 rule starts");
    expect(countsOf({})).toBe("Replication does not change");
  });

  it("say what happens to other resources", () => {
    const text = (others: Record<string, number>) => asText(othersText({ others } as Report));
    expect(text({ create: 1, update: 2 })).toBe(
      "Resources of other types, by operation: 1 create, 2 update.",
    );
    expect(text({})).toBe("");
  });

  it.each([
    [0, ""],
    [
      1,
      "1 more change is left out here for length, none of a higher risk than those above. The counts include them.",
    ],
    [
      2,
      "2 more changes are left out here for length, none of a higher risk than those above. The counts include them.",
    ],
  ])("say how many changes are left out: %d", (count, text) => {
    expect(asText(leftOutText(count))).toBe(text);
  });
});

it.each([
  [undefined, "low", false],
  ["low", "low", true],
  ["low", "medium", false],
  ["medium", "low", true],
  ["medium", "high", false],
  ["high", "high", true],
] as const)("a risk of %s reaches the limit %s: %s", (level, limit, does) => {
  expect(reaches(level, limit)).toBe(does);
});

describe("a review that is cut", () => {
  const long = (count: number) =>
    Array.from({ length: count }, (_, at) =>
      create(ruleInputs({ bucket: `b${at}` }), urn(`r${String(at).padStart(4, "0")}`)),
    );

  it.each([
    ["markdown", 3_000, /^\| `r\d/gm],
    ["text", 300, /^\[medium/gm],
  ])("in %s ends before the first change that is too much", async (format, count, item) => {
    const items = (out: string) => out.match(item)?.length ?? 0;
    const { out } = await review(preview(long(count)), ["--format", format]);
    const shown = items(out);
    const whole = await review(preview(long(shown - 2)), ["--format", format]);
    expect(items(whole.out)).toBe(shown - 2);
    expect(whole.out).not.toContain("left out");
    expect(60_000 - out.length).toBeLessThan(out.length / shown);
    const mark = format === "text" ? "" : "_";
    expect(out).toMatch(
      new RegExp(`\\n${mark}${count - shown} more changes are left out here .* include them\\.${mark}\\n$`),
    );
    expect(out).toContain(`**${count} rules start.**`.replaceAll(format === "text" ? "**" : "~", ""));
    const all = await review(preview(long(count)), ["--format", format, "--all"]);
    expect(items(all.out)).toBe(count);
    expect(all.out).not.toContain("left out");
  });
});

describe("a review of sixty thousand characters", () => {
  const report = reportOn({ steps: [], notes: [] });
  /** Twenty long changes, one of this length, and more than there is room for. */
  const reviewWith = (length: number) => {
    const findings = [...Array(20).fill(2_900), length, ...Array(29).fill(2_900)].map(
      (characters, at) =>
        ({
          kind: "started",
          name: "n",
          sentence: words(String(at).padEnd(characters, "x")),
          sourceBucket: { hidden: "secret" },
          targetBucket: { hidden: "secret" },
          risks: [],
        }) as unknown as Finding,
    );
    const outlines = findings.map(() => ({ kind: "started" }) as Outline);
    const outcome: Report = {
      ...report,
      total: findings.length,
      outlines,
      tell: (outline) => findings[outlines.indexOf(outline)] as Finding,
    };
    return [...writeReview([{ origin: {}, outcome }], { format: "markdown" })].join("");
  };
  const without = reviewWith(2_900).length;
  const most = 60_000 - without - "- `n`: \n".length;

  it("is the longest there is", () => {
    expect(reviewWith(most)).toHaveLength(60_000);
    expect(reviewWith(most + 1)).toHaveLength(without);
  });
});

describe("the whole of each format", () => {
  const steps = [
    remove(ruleInputs({ bucket: "old" }), {}, urn("gone")),
    create(calm, urn("calm")),
    { op: "create", urn: "urn:pulumi:dev::shop::a:b:C::x" },
  ];
  const diagnostics = [
    ...["not checked: bucket src (AccessDenied)", "not checked: bucket dst (no answer)"],
    ...["note: be careful", "note: look twice"],
  ].map((text) => ({ severity: "info#err", message: `OSS replication, ${text}\n` }));
  const text = JSON.stringify({ steps, diagnostics });

  it("as text has a line a change, and a risk a line under it", async () => {
    expect((await review(text, ["--format", "text"])).out).toBe(`\
Not everything was checked at OSS, so the update may fail where the preview did not.
    medium, not-checked: bucket src (AccessDenied)
    medium, not-checked: bucket dst (no answer)
1 rule stops, 1 rule starts. Highest risk: high.
[high] gone: Replication from bucket old to bucket dst (oss-cn-beijing) stops for all objects; the copies made so far stay.
    high, replication-stops: Objects written to bucket old are no longer copied to bucket dst by this rule.
[no risk] calm: Replication from bucket src to bucket dst (oss-cn-beijing) starts for all objects; existing objects are not copied; deletions are not repeated in the target.
note: be careful
note: look twice
Resources of other types, by operation: 1 create.
`);
  });

  it("as Markdown has a row a rule and what happens to it under a heading", async () => {
    expect(withoutPicture((await review(text)).out)).toBe(`\
<!-- oss-replication review: shop/dev -->

## OSS replication review: \`shop/dev\`

**Not everything was checked at OSS, so the update may fail where the preview did not.**

- medium, not-checked: bucket src (AccessDenied)
- medium, not-checked: bucket dst (no answer)

**1 rule stops, 1 rule starts.** Highest risk: **high**.

| Risk | Resource | Source | Target | What happens |
| --- | --- | --- | --- | --- |
| **high** | \`gone\` | \`old\` | \`dst\` | rule stops: replication-stops |
|  | \`calm\` | \`src\` | \`dst\` | rule starts |

- **high** \`gone\`: Replication from bucket \`old\` to bucket \`dst\` (\`oss-cn-beijing\`) stops for all objects; the copies made so far stay.
  - high, replication-stops: Objects written to bucket \`old\` are no longer copied to bucket \`dst\` by this rule.
- \`calm\`: Replication from bucket \`src\` to bucket \`dst\` (\`oss-cn-beijing\`) starts for all objects; existing objects are not copied; deletions are not repeated in the target.

- note: be careful
- note: look twice

Resources of other types, by operation: 1 \`create\`.
`);
  });

  it("as JSON has the fields that are documented, indented as JSON is", async () => {
    const { out } = await review(text, ["--format", "json"]);
    const counts = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, 0]));
    const expected = {
      version: 1,
      commit: null,
      run: null,
      name: "shop/dev",
      project: "shop",
      stack: "dev",
      failure: null,
      counts: { ...counts, stopped: 1, started: 1 },
      highest: "high",
      notChecked: ["bucket src (AccessDenied)", "bucket dst (no answer)"].map((text) => ({
        reason: "not-checked",
        level: "medium",
        text,
      })),
      notes: ["be careful", "look twice"],
      drift: [],
      changes: [
        {
          kind: "stopped",
          resource: "gone",
          urn: urn("gone"),
          sourceBucket: "old",
          targetBucket: "dst",
          sentence:
            "Replication from bucket old to bucket dst (oss-cn-beijing) stops for all objects; the copies made so far stay.",
          risks: [
            {
              reason: "replication-stops",
              level: "high",
              text: "Objects written to bucket old are no longer copied to bucket dst by this rule.",
            },
          ],
        },
        {
          kind: "started",
          resource: "calm",
          urn: urn("calm"),
          sourceBucket: "src",
          targetBucket: "dst",
          sentence:
            "Replication from bucket src to bucket dst (oss-cn-beijing) starts for all objects; existing objects are not copied; deletions are not repeated in the target.",
          risks: [],
        },
      ],
      others: { create: 1 },
      leftOut: 0,
    };
    expect(out).toBe(`${JSON.stringify(expected, null, 2)}\n`);
  });

  it("is as short as can be where nothing changes", async () => {
    expect((await review(preview([]), ["--format", "text"])).out).toBe(
      "Replication does not change. Highest risk: none.\n",
    );
    expect((await review(preview([]))).out).toBe(
      "## OSS replication review\n\n**Replication does not change.** Highest risk: **none**.\n",
    );
    expect(await reviewJson()).toMatchObject({ highest: null, changes: [], others: {}, notes: [] });
  });

  it("as JSON has each name as it is, and only one that is none is cut", async () => {
    const [long, longer] = ["n".repeat(9_000), "n".repeat(20_000)];
    const { changes } = await reviewJson(create(ruleInputs({ bucket: longer }), urn(long)));
    expect(changes).toMatchObject([
      { resource: long, urn: urn(long), sourceBucket: `${"n".repeat(10_000)}…` },
    ]);
  });
});
