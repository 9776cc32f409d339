import { changesIn } from "../../../provider/review/change";
import { beforeAndAfter, pictureText } from "../../../provider/review/picture";
import { readPreview } from "../../../provider/review/preview";
import { findingsIn, reportOn } from "../../../provider/review/report";
import { describeWithChromium } from "../../support/chromium";
import { startMermaid } from "../../support/mermaid";
import { HOSTILE } from "../picture/hostile";
import {
  create,
  preview,
  remove,
  replace,
  rtcInputs,
  ruleInputs,
  type StepJson,
  state,
  urn,
} from "./support/previews";

function picture(...steps: StepJson[]) {
  const read = readPreview(preview(steps));
  const kinds = new Map([...findingsIn(reportOn(read))].map(({ urn: of, kind }) => [of, kind]));
  return beforeAndAfter(changesIn(read.steps).changes, (change) => kinds.get(change.urn));
}

/** Each arrow: from, to, mark, objects, what they were before, RTC. */
function told(...steps: StepJson[]) {
  const { arrows, buckets } = picture(...steps);
  const name = (key: string) => {
    const label = buckets.find((bucket) => bucket.key === key)?.label ?? { words: "?" };
    return "name" in label ? label.name : label.words;
  };
  return arrows.map(({ from, to, mark, copies, before, note }) =>
    [
      `${name(from)} -> ${name(to)} ${mark}`,
      copies?.prefixes.join(" ") || "all",
      ...(before ? [`before ${before.prefixes.join(" ") || "all"}`] : []),
      ...(copies?.rtc ? [copies.rtc] : []),
      ...(note ? [note] : []),
    ].join(", "),
  );
}

const to = (bucket: string) => ({ destination: { bucket, location: "oss-cn-beijing" } });
const prefixes = (...names: string[]) => ({ prefixSet: { prefixes: names } });
const same = (inputs: Record<string, unknown>, of = urn("kept"), id = "rule-1"): StepJson => ({
  op: "same",
  urn: of,
  oldState: state(inputs, { id }),
  newState: state(inputs, { id }),
});
const rtc = (op: string, old?: string, now?: string, ruleId = "rule-1", more = {}): StepJson => ({
  op,
  urn: urn("rtc", "ReplicationRtc"),
  ...(old && { oldState: state(rtcInputs({ status: old }), more) }),
  ...(now && { newState: { inputs: rtcInputs({ status: now, ruleId }), ...more } }),
  diffReasons: ["status"],
});

describe("what becomes of a rule", () => {
  test("it starts, stops, stays", () => {
    expect(told(create(ruleInputs()))).toEqual(["src -> dst starts, all"]);
    expect(told(remove(ruleInputs()))).toEqual(["src -> dst stops, all"]);
    expect(told(same(ruleInputs()))).toEqual(["src -> dst kept, all"]);
    expect(told(remove(ruleInputs(), { retainOnDelete: true }))).toEqual(["src -> dst kept, all"]);
    expect(told(create(ruleInputs({ adopt: "rule-1" })))).toEqual(["src -> dst kept, all"]);
  });

  test("it is made anew, and what it copied before is said where that is something else", () => {
    expect(told(replace(prefixes("a/"), prefixes("b/")))).toEqual(["src -> dst anew, b/, before a/"]);
    expect(
      told(
        replace(
          {},
          { historicalObjectReplication: "disabled" },
          { reasons: ["historicalObjectReplication"] },
        ),
      ),
    ).toEqual(["src -> dst anew, all"]);
  });

  test("it stays where the update fails, since the old one is retained", () => {
    const retained = replace(prefixes("a/"), prefixes("b/"), { more: { retainOnDelete: true } });
    expect(told(retained, rtc("same", "enabled", "enabled"))).toEqual([
      "src -> dst kept, a/, RTC, update fails",
    ]);
    expect(pictureText(picture(retained), 10_000)).toContain("update fails");
    const ofPackage = {
      ...retained,
      urn: "urn:pulumi:dev::shop::oss-replication:index:ReplicationRule::logs",
    };
    expect(told(ofPackage)).toEqual(["src -> dst anew, b/, before a/"]);
  });

  test("another tool's stops where it is replaced by one of the same buckets, unless it is deleted first", () => {
    const theirs = (more = {}) => ({
      ...replace(prefixes("a/"), prefixes("b/"), { more }),
      urn: "urn:pulumi:dev::shop::alicloud:oss/bucketReplication:BucketReplication::x",
    });
    expect(told(theirs())).toEqual(["src -> dst stops, a/"]);
    expect(told(theirs({ retainOnDelete: true }))).toEqual(["src -> dst kept, a/"]);
    expect(told(theirs({ pendingReplacement: true }))).toEqual(["src -> dst anew, b/, before a/"]);
  });

  test("with other buckets one stops and another starts", () => {
    expect(told(replace(to("dst"), to("other"), { reasons: ["destination"] }))).toEqual([
      "src -> dst stops, all",
      "src -> other starts, all",
    ]);
  });

  test("a rule that one resource hands to another is one arrow", () => {
    const handed = [
      remove(ruleInputs(), { id: "rule-1" }, urn("old")),
      create(ruleInputs({ adopt: "rule-1" }), urn("new")),
    ];
    expect(told(...handed)).toEqual(["src -> dst kept, all"]);
  });

  test("RTC is said as it is afterwards, and where it is switched", () => {
    expect(told(same(ruleInputs()), rtc("create", undefined, "enabled"))).toEqual([
      "src -> dst kept, all, RTC SWITCHED ON",
    ]);
    expect(told(same(ruleInputs()), rtc("update", "enabled", "disabled"))).toEqual([
      "src -> dst kept, all, RTC SWITCHED OFF",
    ]);
    expect(told(same(ruleInputs()), rtc("delete", "enabled"))).toEqual([
      "src -> dst kept, all, RTC SWITCHED OFF",
    ]);
    expect(
      told(same(ruleInputs()), rtc("delete", "enabled", undefined, "rule-1", { retainOnDelete: true })),
    ).toEqual(["src -> dst kept, all, RTC"]);
    expect(told(same(ruleInputs()), rtc("same", "enabled", "enabled"))).toEqual([
      "src -> dst kept, all, RTC",
    ]);
    expect(told(same(ruleInputs()), rtc("same", "disabled", "disabled"))).toEqual(["src -> dst kept, all"]);
    expect(told(remove(ruleInputs()), rtc("delete", "enabled"))).toEqual(["src -> dst stops, all, RTC"]);
  });

  test("RTC of a rule whose id is not known yet is found by what its ruleId is made of", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const made = { propertyDependencies: { ruleId: [urn("logs")] } };
    const others = create(ruleInputs(to("dst2")), urn("other"));
    expect(told(create(ruleInputs()), others, rtc("create", undefined, "enabled", unknown, made))).toEqual([
      "src -> dst starts, all, RTC",
      "src -> dst2 starts, all",
    ]);
    expect(
      told(replace(prefixes("a/"), prefixes("b/")), rtc("replace", "enabled", "enabled", unknown, made)),
    ).toEqual(["src -> dst anew, b/, before a/, RTC"]);
  });

  test("what changes comes first, then the natural order of names", () => {
    const rules = [10, 9, 1].map((number) =>
      same(ruleInputs(to(`dst-${number}`)), urn(`rule-${number}`), `id-${number}`),
    );
    expect(told(...rules, remove(ruleInputs(), {}, urn("z")))).toEqual([
      "src -> dst stops, all",
      "src -> dst-1 kept, all",
      "src -> dst-9 kept, all",
      "src -> dst-10 kept, all",
    ]);
  });

  test("a bucket whose name the preview does not show is one for each rule", () => {
    const hidden = ruleInputs(to("04da6b54-80e4-46f7-96ec-b56ff0331ba9"));
    const { buckets } = picture(create(hidden, urn("a")), create({ ...hidden, bucket: "src2" }, urn("b")));
    expect(buckets.map(({ label, region }) => [label, region])).toEqual([
      [{ name: "src" }, "cn-hangzhou"],
      [{ words: "(known after the update)" }, "cn-beijing"],
      [{ name: "src2" }, "cn-hangzhou"],
      [{ words: "(known after the update)" }, "cn-beijing"],
    ]);
  });
});

describe("the block of a comment", () => {
  const many = (count: number, step: (number: number) => StepJson) =>
    Array.from({ length: count }, (_, at) => step(at));
  const started = (number: number) => create(ruleInputs(to(`dst-${number}`)), urn(`rule-${number}`));
  const kept = (number: number) =>
    same(ruleInputs(to(`kept-${number}`)), urn(`kept-${number}`), `id-${number}`);

  test("is one that is drawn", () => {
    expect(pictureText(picture(replace(prefixes("a/"), prefixes("b/"))), 60_000)).toMatchInlineSnapshot(`
"\`\`\`mermaid
flowchart LR
  accTitle: What copies where, before and after the update
  accDescr: 1 rule is made anew, 2 buckets.
  subgraph r1["cn-beijing"]
    b2[("dst")]
  end
  subgraph r2["cn-hangzhou"]
    b1[("src")]
  end
  b1 ==>|"MADE ANEW<br/>#34;b/#34;<br/>ALL<br/>before#58; #34;a/#34;#59; ALL"| b2
  linkStyle 0 stroke:#bf8700,stroke-width:3px
\`\`\`"
`);
  });

  test("is left out where nothing changes, past 30 rules that do, and where it is too long", () => {
    expect(pictureText(picture(same(ruleInputs())), 60_000)).toBe("");
    expect(pictureText(picture(...many(30, started)), 60_000)).not.toBe("");
    expect(pictureText(picture(...many(31, started)), 60_000)).toBe("");
    const one = pictureText(picture(started(1)), 60_000);
    expect(pictureText(picture(started(1)), one.length)).toBe(one);
    expect(pictureText(picture(started(1)), one.length - 1)).toBe("");
  });

  test("leaves out what does not change where that is too much", () => {
    const text = pictureText(picture(started(1), ...many(30, kept)), 60_000);
    expect(text).toContain("30 rules that do not change are not drawn");
    expect(text).not.toContain("kept-7");
    expect(pictureText(picture(started(1), ...many(29, kept)), 60_000)).toContain("kept-7");
  });

  test.each(HOSTILE)("cannot be left by the name %j", (name) => {
    const block = pictureText(
      picture(create(ruleInputs({ bucket: name, ...prefixes(name), ...to(name) }), urn(name))),
      60_000,
    );
    const lines = block.split("\n");
    expect([lines[0], lines.at(-1)]).toEqual(["```mermaid", "```"]);
    expect(lines.slice(1, -1).join("\n")).not.toMatch(/[`<>](?!br\/>|"|\||)|```/);
  });
});

describeWithChromium("drawn by Mermaid itself", () => {
  test("hostile names are text", async () => {
    const drawer = await startMermaid();
    for (const names of [HOSTILE.slice(0, 25), HOSTILE.slice(25)]) {
      const steps = names.map((name, at) =>
        create(
          ruleInputs({ bucket: `${at}${name}`, ...prefixes(name), ...to(`dst-${at}`) }),
          urn(`rule-${at}`),
        ),
      );
      const block = pictureText(picture(...steps), 60_000);
      const { arrows, labels } = await drawer.draw(block.split("\n").slice(1, -1).join("\n"));
      expect([arrows, labels.length]).toEqual([names.length, names.length]);
    }
    await drawer.close();
  });
});
