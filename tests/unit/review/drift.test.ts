import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  only,
  prefixes,
  preview,
  review,
  reviewJson,
  rtcInputs,
  ruleInputs,
  type StepJson,
  state,
  to,
  urn,
} from "./support/previews";

const STACK = "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev";
const refreshedStack = { op: "refresh", urn: STACK };
const PAIR = "the rule from bucket src to bucket dst (oss-cn-beijing)";
const HEAD = "OSS differs from the program's last state";

/** A step of `pulumi refresh` that found something else. */
const found = (old: Record<string, unknown>, now: Record<string, unknown>, more = {}): StepJson => ({
  op: "update",
  urn: urn("logs"),
  oldState: state(ruleInputs(old)),
  newState: state(ruleInputs(now)),
  ...more,
});

async function drift(...steps: StepJson[]) {
  const { drift, changes, highest } = await reviewJson(refreshedStack, ...steps);
  expect(changes).toEqual([]);
  const said = drift.map(({ kind, sentence, risks }) => [
    kind,
    sentence,
    ...risks.map(({ level, reason }) => `${level} ${reason}`),
  ]);
  return { said, highest };
}

describe("a refresh", () => {
  it("finds a rule gone", async () => {
    const gone = { op: "delete", urn: urn("logs"), oldState: state(ruleInputs()) };
    expect(await drift(gone)).toEqual({
      said: [
        [
          "gone",
          `${HEAD}: ${PAIR} is gone, and nothing is copied by it; the copies made so far stay.`,
          "high replication-stops",
          "medium drift",
        ],
      ],
      highest: "high",
    });
  });

  it.each<[string, StepJson, string, string[]]>([
    [
      "prefixes",
      found(prefixes("a/", "b/"), prefixes("b/", "c/")),
      `prefixSet has changed in ${PAIR}; objects under a/ are no longer copied; objects under c/ are copied, too`,
      ["high prefix-dropped"],
    ],
    [
      "what is done",
      found({ action: "PUT" }, { action: "ALL" }),
      `action has changed in ${PAIR}; deletions are repeated in the target from now on`,
      ["medium deletes-replicated"],
    ],
    [
      "writes that stop",
      found({ action: "ALL" }, { action: "DELETE" }),
      `action has changed in ${PAIR}; writes are no longer copied`,
      ["high replication-stops"],
    ],
    [
      "existing objects",
      found({ historicalObjectReplication: "disabled" }, {}),
      `historicalObjectReplication has changed in ${PAIR}`,
      ["medium history-copied"],
    ],
    [
      "the target",
      found({}, to("dst2")),
      `destination has changed in ${PAIR}; it is one from bucket src to bucket dst2 (oss-cn-beijing) now`,
      ["high replication-stops"],
    ],
    ["a role", found({ syncRole: "a" }, { syncRole: "b" }), `syncRole has changed in ${PAIR}`, []],
    [
      "two arguments, one of which is not shown",
      found(
        { action: "ALL", syncRole: "[secret]" },
        { action: "PUT", syncRole: "[secret]" },
        { diffReasons: ["syncRole", "owner"] },
      ),
      `action and syncRole have changed in ${PAIR}; deletions are no longer repeated in the target`,
      [],
    ],
  ])("finds that %s changed", async (_, step, text, risks) => {
    expect((await drift(step)).said).toEqual(
      [["drifted", `${HEAD}: ${text}.`, ...risks, "medium drift"]].map(inLevels),
    );
  });

  it("is calm where only the spelling, or what OSS does not know, differs", async () => {
    for (const step of [
      found({ action: undefined }, { action: "ALL" }),
      found(prefixes("b/", "a/"), prefixes("a/", "b/")),
      found({ owner: "x" }, { owner: "y", timeouts: { create: "1h" } }, { diffReasons: ["timeouts"] }),
      found({ syncRole: "[secret]" }, { syncRole: "r" }),
      { op: "refresh", urn: urn("logs"), oldState: state(ruleInputs()), newState: state(ruleInputs()) },
      {
        ...found(prefixes("a/"), prefixes("b/")),
        oldState: { ...state(ruleInputs(prefixes("a/"))), external: true },
      },
    ]) {
      expect(await drift(step)).toEqual({ said: [], highest: null });
    }
  });

  it.each([
    ["off", "enabled", "disabled", "rtc-ends"],
    ["on", "disabled", "enabled", "rtc-billed"],
  ])("finds RTC %s", async (is, was, now, reason) => {
    const step = {
      op: "update",
      urn: urn("rtc", "ReplicationRtc"),
      oldState: state(rtcInputs({ status: was })),
      newState: state(rtcInputs({ status: now })),
    };
    expect((await drift(step)).said).toEqual([
      ["rtc-drifted", `${HEAD}: RTC of rule rule-1 of bucket src is ${is}.`, "medium drift", `low ${reason}`],
    ]);
  });

  it.each([
    ["enabled", ["medium drift", "low rtc-ends"]],
    ["disabled", ["medium drift"]],
  ])("finds RTC that was %s gone with its rule", async (status, risks) => {
    const step = { op: "delete", urn: urn("rtc", "ReplicationRtc"), oldState: state(rtcInputs({ status })) };
    expect((await drift(step)).said).toEqual([
      ["rtc-drifted", `${HEAD}: RTC of rule rule-1 of bucket src is gone with its rule.`, ...risks],
    ]);
  });

  it("says that it is one, what to do, and where nothing differs", async () => {
    const text = async (...steps: StepJson[]) =>
      (await review(preview([refreshedStack, ...steps]), ["--format", "text"])).out;
    const rule = (name: string) => ({ op: "refresh", urn: urn(name), oldState: state(ruleInputs()) });
    const calm = "OSS is as the program's last state has it";
    expect(await text(rule("a"))).toBe(`${calm}; 1 rule was read. Highest risk: none.\n`);
    expect(await text(rule("a"), rule("b"))).toBe(`${calm}; 2 rules were read. Highest risk: none.\n`);
    expect(await text()).toBe("The refresh read no rule. Highest risk: none.\n");
    const bucket = { op: "update", urn: "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::b" };
    const lines = (await text(found({}, { action: "PUT" }), bucket)).split("\n");
    expect(lines.slice(0, 2)).toEqual([
      "1 rule differs at OSS. Highest risk: medium.",
      "This is what a refresh found. pulumi up --refresh makes OSS what the program says.",
    ]);
    expect(lines.at(-2)).toBe(
      "Resources of other types that the refresh found changed, by operation: 1 update.",
    );
  });
});

describe("a preview with a refresh", () => {
  const before = {
    op: "refresh",
    urn: urn("logs"),
    oldState: state(ruleInputs(prefixes("a/"))),
    newState: state(ruleInputs(prefixes("a/"))),
  };
  const stack = [refreshedStack, { op: "same", urn: STACK }];
  const now = state(ruleInputs(prefixes("b/")));
  const kinds = async (...steps: StepJson[]) => {
    const { drift, changes } = await reviewJson(...stack, ...steps);
    return [drift.map(({ kind }) => kind), changes.map(({ kind }) => kind)];
  };

  it("tells what OSS has otherwise, and what the update does to that", async () => {
    const repaired = {
      op: "replace",
      urn: urn("logs"),
      oldState: now,
      newState: { inputs: ruleInputs(prefixes("a/")) },
      replaceReasons: ["prefixSet"],
    };
    expect(await kinds(before, repaired)).toEqual([["drifted"], ["recreated"]]);
    const created = { op: "create", urn: urn("logs"), newState: { inputs: ruleInputs(prefixes("a/")) } };
    expect(await kinds(before, created)).toEqual([["gone"], ["started"]]);
    const same = { op: "same", urn: urn("logs"), oldState: now, newState: now };
    expect(await kinds(before, same)).toEqual([["drifted"], []]);
    const inSteps = [
      { ...repaired, op: "create-replacement" },
      { ...repaired, op: "delete-replaced" },
    ];
    expect(await kinds(before, ...inSteps)).toEqual([["drifted"], ["recreated"]]);
  });

  it("follows a resource that gets another name", async () => {
    const renamed = { op: "same", urn: urn("new"), oldState: { ...now, urn: urn("logs") }, newState: now };
    expect(await kinds(before, renamed)).toEqual([["drifted"], []]);
  });

  it("tells no difference of what it shows no second time, or shows as it was", async () => {
    expect(await kinds(before)).toEqual([[], []]);
    const same = { op: "same", urn: urn("logs"), oldState: before.oldState, newState: before.newState };
    expect(await kinds(before, same)).toEqual([[], []]);
  });
});

it("an update in place of what OSS cannot change in place is the finding of a refresh, and never calm", async () => {
  const same = { op: "same", urn: STACK };
  const { drift, changes } = await reviewJson(same, found(prefixes("a/"), prefixes("b/")));
  expect([drift.length, changes]).toEqual([1, []]);
  const planned = found({}, { timeouts: { create: "1h" } }, { diffReasons: ["timeouts"] });
  expect((await only(same, planned)).kind).toBe("updated");
});

describe("--fail-on drift", () => {
  const failOn = (steps: StepJson[], ...more: string[]) =>
    review(preview(steps), ["--fail-on", "drift", ...more]);

  it("is a gate for any difference, whatever its risk", async () => {
    expect((await failOn([refreshedStack, found({ syncRole: "a" }, { syncRole: "b" })])).code).toBe(3);
    expect((await failOn([refreshedStack])).code).toBe(0);
    expect((await failOn([])).code).toBe(0);
  });

  it("goes together with a level", async () => {
    const stopped = { op: "delete", urn: urn("logs"), oldState: state(ruleInputs()) };
    const stack = [refreshedStack, { op: "same", urn: STACK }];
    const read = { ...stopped, op: "refresh", newState: stopped.oldState };
    expect((await failOn([...stack, read, stopped])).code).toBe(0);
    expect((await failOn([...stack, read, stopped], "--fail-on", "high")).code).toBe(3);
  });

  it("is refused for a preview that has asked nothing", async () => {
    const { code, out, err } = await failOn([{ op: "same", urn: STACK }]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("pulumi refresh --preview-only --json");
  });

  const bucket = "urn:pulumi:dev::shop::aws:s3/bucket:Bucket::b";
  const there = { urn: urn("logs"), oldState: state(ruleInputs()), newState: state(ruleInputs()) };

  it.each<[string, StepJson[]]>([
    ["a refresh of something else", [refreshedStack, { op: "refresh", urn: bucket }]],
    [
      "a preview that has refreshed something else",
      [refreshedStack, { op: "same", urn: STACK }, { op: "refresh", urn: bucket }, { op: "same", ...there }],
    ],
    [
      "a preview that has refreshed another rule",
      [
        refreshedStack,
        { op: "same", urn: STACK },
        { ...there, op: "refresh", urn: urn("other") },
        { ...there, op: "same" },
      ],
    ],
  ])("is refused for %s", async (_, steps) => {
    expect((await failOn(steps)).code).toBe(2);
  });

  it("is refused for a preview without steps that counts resources", async () => {
    const failOnSummary = (preview: object) => review(JSON.stringify(preview), ["--fail-on", "drift"]);
    expect((await failOnSummary({ changeSummary: { same: 12 } })).code).toBe(2);
    expect((await failOnSummary({ steps: [], changeSummary: { same: 12 } })).code).toBe(2);
    expect((await failOnSummary({ changeSummary: {} })).code).toBe(0);
  });

  it("is refused where the preview hides whether there is drift, and the review says so", async () => {
    const hidden = state(ruleInputs({ syncRole: "[secret]" }));
    const refreshed = { op: "refresh", urn: urn("logs"), oldState: hidden, newState: hidden };
    const planned = (op: string, ...replaceReasons: string[]) => [
      refreshedStack,
      { op: "same", urn: STACK },
      refreshed,
      { op, urn: urn("logs"), oldState: hidden, newState: hidden, replaceReasons },
    ];
    const { code, err } = await failOn(planned("replace", "syncRole"));
    expect(code).toBe(2);
    expect(err).toContain("another syncRole in logs than the program's last state cannot be told");
    const { notes } = await reviewJson(...planned("replace", "syncRole"));
    expect(notes).toEqual([expect.stringContaining("cannot be told")]);
    expect((await failOn(planned("replace", "action"))).code).toBe(0);
    expect((await failOn(planned("same"))).code).toBe(0);
  });
});

/** What `tests/stack/reviewDrift.test.ts` has recorded of the real engine. */
describe.each(["dynamic", "package"])("what the real engine prints for %s resources", (surface) => {
  const recorded = (name: string) =>
    readFileSync(join(__dirname, "..", "..", "fixtures", "drift", `${surface}-${name}.json`), "utf8");
  const told = async (name: string) => {
    const { drift, changes } = JSON.parse((await review(recorded(name), ["--format", "json"])).out);
    const short = ({ kind, resource }: { kind: string; resource: string }) => `${resource} ${kind}`;
    return [drift.map(short), changes.map(short)];
  };
  const differences = ["gone gone", "rule drifted", "gone-rtc rtc-drifted", "rtc rtc-drifted"];

  it.each(["refresh", "refresh-program"])("%s", async (name) => {
    expect(await told(name)).toEqual([differences, []]);
    expect((await review(recorded(name), ["--fail-on", "drift"])).code).toBe(3);
  });

  it("preview", async () => {
    expect(await told("preview")).toEqual([
      differences,
      ["rule recreated", "gone started", "gone-rtc rtc-enabled", "rtc rtc-recreated"],
    ]);
  });
});

/** Risks are told from the highest level on; a risk of what changed may be below that of the drift. */
function inLevels([kind, sentence, ...risks]: string[]): string[] {
  const order = ["high", "medium", "low"];
  const level = (risk: string) => order.indexOf(risk.split(" ")[0] as string);
  const drift = risks.filter((risk) => risk === "medium drift");
  const others = risks.filter((risk) => risk !== "medium drift");
  const above = others.filter((risk) => level(risk) < 1);
  return [
    kind as string,
    sentence as string,
    ...above,
    ...drift,
    ...others.filter((risk) => level(risk) >= 1),
  ];
}
