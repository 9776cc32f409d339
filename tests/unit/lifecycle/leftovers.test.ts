import { othersInTheWay } from "../../../provider/lifecycle/check/declared";
import type { Rule } from "../../../provider/oss";
import { ossError, world } from "./support/fakes";

const PAIR = { bucket: "src", target: "dst" };

function held(id: string, bucket: string, status: Rule["status"] = "doing"): Rule {
  return { id, status, destination: { bucket, location: "oss-cn-beijing" }, prefixSet: { prefixes: [] } };
}

it("names what holds the other declared pairs, and nothing that is ours, managed or being cleared", async () => {
  const w = world();
  const targets = ["dst", "left", "ours", "managed", "closing", "free"];
  w.context.memory.noteDeclared(targets.map((target) => ({ bucket: "src", target })));
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
  expect(text).toMatch(/in the way too: from src to left: `adopt: "uuid"`\.$/);
});

it("says nothing where nothing can be asked, or nothing answers in time", async () => {
  const w = world();
  w.context.memory.noteDeclared([{ bucket: "src", target: "left" }]);
  w.oss.rules = [held("uuid", "left")];
  w.oss.onGet = () => {
    throw ossError("AccessDenied");
  };
  expect(await othersInTheWay(w.context, PAIR)).toEqual([]);
  w.oss.getBucketReplication = () => new Promise(() => {});
  expect(await othersInTheWay(w.context, PAIR)).toEqual([]);
});

function patient(now: () => number) {
  return { now, sleep: () => new Promise<void>(() => {}) };
}
