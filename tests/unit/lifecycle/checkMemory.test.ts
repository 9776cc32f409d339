import { checkRtc, checkRule, type Hints } from "../../../provider/lifecycle/check/check";
import { normaliseRule } from "../../../provider/lifecycle/normalise";
import { ruleId } from "../../../provider/lifecycle/ownership";
import { UNKNOWN } from "../../../provider/lifecycle/unknown";
import { definitionIn, type Rule } from "../../../provider/oss";
import { type World, world } from "./support/fakes";

const OWNER = "00112233aabbccdd";
const args = { bucket: "src", destination: { bucket: "dst", location: "oss-cn-beijing" }, owner: OWNER };
const inputs = normaliseRule(args, "cn-hangzhou");
const ID = ruleId(OWNER, "src", definitionIn(inputs));
const rule = (id: string, target = "dst"): Rule => ({
  ...{ id, status: "doing", ...definitionIn(inputs) },
  destination: { ...inputs.destination, bucket: target },
});

/** A world whose clock stands still while a check asks. */
function still(): World {
  const w = world();
  const clock = { now: w.clock.now, sleep: () => new Promise<void>(() => {}) };
  return { ...w, context: { ...w.context, clock } };
}

async function problems(w: World, news: object = {}, olds: object = {}, hints: Hints = {}) {
  const checked = await checkRule(w.context, olds as never, { ...args, ...news, hints });
  return checked.problems.map(({ reason }) => reason);
}

const rtc = { bucket: "src", region: "cn-hangzhou", ruleId: "r", status: "enabled" };

describe("what a check notes of a rule for the functions that follow", () => {
  it("is that the program retains the old one, where it does", async () => {
    for (const retained of [true, undefined]) {
      const w = world();
      await problems(w, {}, {}, { retained });
      expect(w.context.memory.isRetained(OWNER)).toBe(retained === true);
    }
  });

  it("is that the state has one for the pair, and whether the program says the same", async () => {
    for (const [news, same] of [
      [{}, true],
      [{ timeouts: { create: "1h" } }, false],
      [{ action: "PUT" }, false],
    ] as const) {
      const { context } = world();
      await checkRule(context, inputs as never, { ...args, ...news });
      expect([context.memory.isManaged("src", "dst"), context.memory.hasSameInputs(OWNER)]).toEqual([
        true,
        same,
      ]);
    }
  });
});

describe("what is wrong with the settings of the stack", () => {
  it("concerns no argument, of a rule or of RTC", async () => {
    const w = world();
    w.context.settings = { region: "cn-hangzhou", checks: "no" };
    const reason = expect.stringContaining('`oss:checks` is "no"');
    expect((await checkRule(w.context, {}, args)).problems).toEqual([{ property: "", reason }]);
    expect((await checkRtc(w.context, {}, rtc)).problems).toEqual([{ property: "", reason }]);
    expect(w.oss.calls).toEqual([]);
  });
});

describe("one pair of buckets", () => {
  const twice = async (...all: object[]) => {
    const w = world();
    const owners = [OWNER, "ffffffffffffffff"];
    const said = [];
    for (const [n, news] of all.entries()) said.push(await problems(w, { owner: owners[n], ...news }));
    return said.flat().filter((reason) => reason.startsWith("Another ReplicationRule"));
  };

  it("has one rule of the program", async () => {
    expect(await twice({}, {})).toEqual([
      "Another ReplicationRule of this program is already from src to dst (oss-cn-beijing), and OSS keeps one rule for a source and a target: put the prefixes of both into one rule.",
    ]);
  });

  it.each<[string, object[]]>([
    [
      "the target is not known yet",
      Array(2).fill({ destination: { bucket: UNKNOWN, location: "oss-cn-beijing" } }),
    ],
    ["nothing of the destination is", Array(2).fill({ destination: UNKNOWN })],
    ["the owner is not known yet", [{}, { owner: UNKNOWN }]],
    [
      "the names only look alike when they are put together",
      [
        { bucket: "aaa", destination: { bucket: "bbbb", location: "oss-cn-beijing" } },
        { bucket: "aaab", destination: { bucket: "bbb", location: "oss-cn-beijing" } },
      ],
    ],
  ])("may be two where %s", async (_, all) => {
    expect(await twice(...all)).toEqual([]);
  });
});

describe("a rule that is there in the preview", () => {
  it("is said to be taken over where it is the one that is wanted", async () => {
    const w = still();
    w.oss.rules = [rule(ID)];
    expect(await problems(w)).toEqual([]);
    expect(w.notes).toEqual([
      {
        kind: "taken over",
        text: expect.stringMatching(`^rule ${ID} from src to dst \\(oss-cn-beijing\\) is there already`),
      },
    ]);
  });

  it("is judged while an argument is not known only where it is somebody else's", async () => {
    const w = still();
    w.oss.rules = [rule(`${OWNER}-0000000000000000`)];
    expect(await problems(w, { action: UNKNOWN })).toEqual([]);
    expect(await problems(w, { action: "PUT" })).toEqual([expect.stringContaining("says something else")]);
    const theirs = still();
    theirs.oss.rules = [rule("theirs")];
    expect(await problems(theirs, { action: UNKNOWN })).toEqual([
      expect.stringContaining("rule theirs is there"),
    ]);
  });

  it("is told with the others that are in the way of the program, where it is somebody's", async () => {
    const w = still();
    w.oss.rules = [rule("one"), rule("two", "dst2")];
    const declared = JSON.stringify(["dst", "dst2"].map((target) => ({ bucket: "src", target })));
    const [told, ...more] = await problems(w, {}, {}, { declared });
    expect(more).toEqual([]);
    expect(told).toMatch(
      /rule one is there already.* Nothing was changed\. Other rules of this program, which this command has not found in the state, have a rule in the way too: from src to dst2: `adopt: "two"`\. See \S+#ruleintheway\.$/,
    );
    const ours = still();
    ours.oss.rules = [rule(`${OWNER}-0000000000000000`), rule("two", "dst2")];
    expect(await problems(ours, { action: "PUT" }, {}, { declared })).toEqual([
      expect.stringMatching(/Nothing was changed\. See \S+#ruleintheway\.$/),
    ]);
  });

  it.each([
    ["the destination", UNKNOWN],
    ["the target", { bucket: UNKNOWN, location: "oss-cn-beijing" }],
    ["the location", { bucket: "dst", location: UNKNOWN }],
  ])("is not looked for while %s is not known, nor is the target", async (_, destination) => {
    const w = still();
    w.oss.rules = [rule("theirs")];
    expect(await problems(w, { destination })).toEqual([]);
    expect(w.oss.calls.filter((call) => !call.endsWith(" src"))).toEqual([]);
  });
});

describe("OSS is asked about RTC", () => {
  const asked = async (olds: object, news: object = {}) => {
    const w = still();
    w.oss.rules = [{ ...rule("r"), id: "r" }];
    await checkRtc(w.context, olds as never, { ...rtc, ...news });
    return w.oss.calls.length > 0;
  };

  it("where it is new or changed, and not where it stays or is wrong in itself", async () => {
    expect(await asked({})).toBe(true);
    expect(await asked(rtc, { status: "disabled" })).toBe(true);
    expect(await asked(rtc)).toBe(false);
    expect(await asked({}, { status: "on" })).toBe(false);
  });
});
