import { inNaturalOrder } from "../../../provider/review/naturalOrder";
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
  to,
  urn,
} from "./support/previews";

const markdown = async (steps: StepJson[], ...args: string[]) => (await review(preview(steps), args)).out;
/** What is read before anything is unfolded. */
const firstSight = (out: string) =>
  out.replace(/<details>\n(<summary>.*<\/summary>)[\s\S]*?<\/details>/g, "$1").split("\n");
const rows = (out: string, start: string) =>
  out.split("\n").filter((line) => line.startsWith(`| \`${start}`));

const changed = (at: number, old: Record<string, unknown>, now: Record<string, unknown>): StepJson => ({
  ...replace({ bucket: `src-${at}`, ...old }, { bucket: `src-${at}`, ...now }),
  urn: urn(`rule-${at}`),
});
const dropping = (at: number) => changed(at, prefixes("a/", `p${at}/`), prefixes("a/"));

describe("three hundred rules", () => {
  const steps = Array.from({ length: 300 }, (_, at) => dropping(at));

  it("are read in one screen, and what they have in common is said once", async () => {
    const out = await markdown(steps);
    expect(firstSight(out).length).toBeLessThan(20);
    expect(out).toContain(
      "| **high** | 300 rules are recreated: gap, prefix-dropped, rule-recreated, deletes-replicated, history-copied | `rule-0`, `rule-1`, `rule-2` and 297 more |",
    );
    expect(out.match(/Nothing is copied from bucket/g)).toHaveLength(1);
    expect(out).toContain(
      "- high, prefix-dropped: In bucket _source_, objects under _prefix_ are no longer copied.",
    );
    expect(out.length).toBeLessThan(20_000);
    expect(out).not.toContain("left out");
  });

  it("have a row each with what they have for themselves, rule-2 before rule-10", async () => {
    const out = await markdown([...steps].reverse());
    expect(out).toContain(
      "| resource | source | prefix |\n| --- | --- | --- |\n| `rule-0` | `src-0` | `p0/` |\n",
    );
    expect(rows(out, "rule-")).toEqual(
      steps.map((_, at) => `| \`rule-${at}\` | \`src-${at}\` | \`p${at}/\` |`),
    );
    expect(out).toBe(await markdown(steps));
  });

  it("are all in the JSON, in the same order", async () => {
    const { changes } = await reviewJson(...steps);
    expect(changes.map(({ resource }) => resource)).toEqual(steps.map((_, at) => `rule-${at}`));
  });
});

describe("what is said once", () => {
  const many = (of: (at: number) => StepJson) => Array.from({ length: 40 }, (_, at) => of(at));

  it("names what all of them have, and a column where any differs", async () => {
    const out = await markdown(
      many((at) => create(ruleInputs({ bucket: "src", ...to(at === 7 ? "x" : "dst") }), urn(`r${at}`))),
    );
    expect(out).toContain("Replication from bucket `src` to bucket _target_ (`oss-cn-beijing`) starts");
    expect(out).toContain("| resource | target |\n| --- | --- |\n| `r0` | `dst` |\n");
    expect(rows(out, "r7")).toEqual(["| `r7` | `x` |"]);
  });

  it("is one column where two places differ alike, and two where they do not", async () => {
    const out = await markdown(
      many((at) =>
        create(ruleInputs({ bucket: `r${at}`, ...prefixes(`a${at}/`, `b${at % 2}/`) }), urn(`r${at}`)),
      ),
    );
    expect(out).toContain(
      "from bucket _resource_ to bucket `dst` (`oss-cn-beijing`) starts for objects under _prefix 1_ and _prefix 2_;",
    );
    expect(out).toContain(
      "| resource | prefix 1 | prefix 2 |\n| --- | --- | --- |\n| `r0` | `a0/` | `b0/` |",
    );
  });

  it("is not said of what differs in more than names", async () => {
    const out = await markdown([
      ...many((at) =>
        create(ruleInputs({ bucket: `s${at}`, action: at < 20 ? "PUT" : "ALL" }), urn(`r${at}`)),
      ),
      ...many((at) => ({
        ...replace({}, {}, { reasons: [at < 20 ? "action" : "syncRole"] }),
        urn: urn(`z${at}`),
      })),
    ]);
    const groups = firstSight(out).filter((line) => line.startsWith("<summary>"));
    expect(groups).toEqual([
      "<summary>high: 20 rules are recreated</summary>",
      "<summary>high: 20 rules are recreated</summary>",
      "<summary>medium: 20 rules start</summary>",
      "<summary>medium: 20 rules start</summary>",
    ]);
  });

  it("shows names that the preview does not show as such", async () => {
    const out = await markdown(
      many((at) => create(ruleInputs({ bucket: `s${at}`, ...to("[secret]") }), urn(`r${at}`))),
    );
    expect(out).toContain("from bucket _source_ to bucket (secret) (`oss-cn-beijing`)");
    expect(out).toContain("| resource | source |\n");
    const rtc = await markdown(
      many((at) =>
        create(rtcInputs({ bucket: `s${at}`, ruleId: `i${at}` }), urn(`r${at}`, "ReplicationRtc")),
      ),
    );
    expect(rtc).toContain("RTC is switched on for rule _rule id_ of bucket _source_");
    expect(rtc).toContain("| resource | source | rule id |\n| --- | --- | --- |\n| `r0` | `s0` | `i0` |");
  });
});

describe("changes that have nothing in common", () => {
  it("are one list of each level, as told by themselves", async () => {
    const out = await markdown([
      ...Array.from({ length: 40 }, (_, at) =>
        changed(at, prefixes(...Array.from({ length: at + 1 }, (_, each) => `p${each}/`)), prefixes("p0/x")),
      ).map((step, at) => ({ ...step, replaceReasons: [`argument${at}`] })),
      create(ruleInputs({ action: "PUT", historicalObjectReplication: "disabled" }), urn("calm")),
    ]);
    expect(firstSight(out).length).toBeLessThan(25);
    expect(out).toContain(
      "| **high** | 40 rules are recreated | `rule-0`, `rule-1`, `rule-2` and 37 more |\n|  | 1 rule starts | `calm` |",
    );
    expect(out).toContain("<summary>no risk: 1 rule starts</summary>\n\n- `calm`: Replication");
  });

  it("are never more than a screen, however many kinds of words there are", async () => {
    const steps = Array.from({ length: 400 }, (_, at) => ({
      ...dropping(at),
      replaceReasons: [`argument${at % 100}`],
    }));
    const out = await markdown(steps, "--all");
    expect(firstSight(out).length).toBeLessThan(60);
    expect(out.match(/^\| `rule-|^- \*\*high\*\* `rule-/gm)).toHaveLength(400);
  });
});

describe("few changes", () => {
  it("have a row each in the first table, and are not folded away up to five", async () => {
    const stops = (count: number) =>
      Array.from({ length: count }, (_, at) => remove(ruleInputs({ bucket: `b${at}` }), {}, urn(`r${at}`)));
    const [five, six, thirty, more] = [
      await markdown(stops(5)),
      await markdown(stops(6)),
      await markdown(stops(30)),
      await markdown(stops(31)),
    ];
    expect([five, six].map((out) => out.includes("<details>"))).toEqual([false, true]);
    expect(five).toContain("| **high** | `r0` | `b0` | `dst` | rule stops: replication-stops |");
    expect([thirty, more].map((out) => out.match(/^\| \*\*high\*\* \|/gm)?.length)).toEqual([30, 1]);
  });

  it("with very long names have a row together", async () => {
    const long = Array.from({ length: 30 }, (_, at) =>
      remove(ruleInputs({ bucket: "<".repeat(50) }), {}, urn(`${"<".repeat(50)}${at}`)),
    );
    expect((await markdown(long)).match(/^\| \*\*high\*\* \|/gm)).toHaveLength(1);
  });
});

it.each([
  [
    ["rule-10", "rule-2", "rule-1"],
    ["rule-1", "rule-2", "rule-10"],
  ],
  [
    ["a10b2", "a10b10", "a9", "a"],
    ["a", "a9", "a10b2", "a10b10"],
  ],
  [
    ["01", "1", "001", "2", "0"],
    ["0", "001", "01", "1", "2"],
  ],
  [
    ["b", "a", "B"],
    ["B", "a", "b"],
  ],
  [
    ["x99999999999999999999", "x100000000000000000000"],
    ["x99999999999999999999", "x100000000000000000000"],
  ],
])("%j is %j in natural order", (names, ordered) => {
  expect([...names].sort(inNaturalOrder)).toEqual(ordered);
  expect([...names].reverse().sort(inNaturalOrder)).toEqual(ordered);
  expect(inNaturalOrder(names[0] as string, names[0] as string)).toBe(0);
});
