import { othersInTheWay, survey } from "../../../provider/lifecycle/check/declared";
import type { Context } from "../../../provider/lifecycle/context";
import type { Settings } from "../../../provider/lifecycle/settings";
import type { Rule } from "../../../provider/oss";
import { ossError, world } from "./support/fakes";

const PAIR = { bucket: "src", target: "dst" };

function held(id: string, bucket: string, status: Rule["status"] = "doing"): Rule {
  return { id, status, destination: { bucket, location: "oss-cn-beijing" }, prefixSet: { prefixes: [] } };
}

it("names what holds the other declared pairs, and nothing that is ours, managed or being cleared", async () => {
  const w = world();
  const targets = ["dst", "left", "ours", "managed", "closing", "free"];
  const declared = targets.map((target) => ({ bucket: "src", target }));
  w.context.memory.noteDeclared([...declared, { bucket: "src2", target: "dst" }]);
  w.context.memory.noteManaged("src", "managed");
  w.oss.rules = [
    held("theirs", "dst"),
    held("uuid", "left"),
    held("0123456789abcdef-0123456789abcdef", "ours"),
    held("known", "managed"),
    held("going", "closing", "closing"),
    held("another", "undeclared"),
  ];
  const [text, ...more] = await othersInTheWay({ ...w.context, clock: patient(w.clock.now) }, PAIR);
  expect(more).toEqual([]);
  expect(text).toBe(
    'Other rules of this program, which this command has not found in the state, have a rule in the way too: from src to left: `adopt: "uuid"`; from src2 to dst: `adopt: "theirs"`.',
  );
});

it("says nothing where nothing can be asked, or nothing answers in time", async () => {
  const w = world();
  w.context.memory.noteDeclared([{ bucket: "src", target: "left" }]);
  w.oss.rules = [held("uuid", "left")];
  w.oss.onGet = () => {
    throw ossError("AccessDenied");
  };
  expect(await othersInTheWay({ ...w.context, clock: patient(w.clock.now) }, PAIR)).toEqual([]);
  w.oss.getBucketReplication = () => new Promise(() => {});
  expect(await othersInTheWay(w.context, PAIR)).toEqual([]);
});

describe("the survey of all declared rules", () => {
  const located = { bucket: "src", target: "dst", location: "oss-cn-beijing" };

  async function asked(declared: typeof PAIR, settings = { region: "cn-hangzhou" } as Settings) {
    const w = world();
    w.context.memory.noteDeclared([declared]);
    await survey({ ...w.context, settings });
    return new Set(w.oss.calls.map((call) => call.split(" ").at(-1)));
  }

  it.each<[string, typeof PAIR, Settings | undefined, string[]]>([
    ["both buckets", located, undefined, ["src", "dst"]],
    ["no target where no location is known", PAIR, undefined, ["src"]],
    ["no target of a source that is not there", { ...located, bucket: "nosuch" }, undefined, ["nosuch"]],
    ["nothing where no region is known", located, {}, []],
  ])("asks about %s", async (_, declared, settings, buckets) => {
    expect(await asked(declared, settings)).toEqual(new Set(buckets));
  });

  it("leaves what is wrong with a rule to its own check, and hides no fault of ours", async () => {
    const w = world();
    w.context.memory.noteDeclared([located]);
    const failing = (error: Error): Context => ({
      ...w.context,
      connect: () => {
        throw error;
      },
    });
    await expect(survey(failing(ossError("InsecureEndpoint")))).resolves.toBeUndefined();
    await expect(survey(failing(new TypeError("ours")))).rejects.toThrow("ours");
  });
});

function patient(now: () => number) {
  return { now, sleep: () => new Promise<void>(() => {}) };
}
