import { whyNot } from "../../../examples/cut-over/complete";

const NOW = Date.parse("2026-11-26T12:00:00Z");
const MINUTE = 60_000;
const ago = (ms: number) => new Date(NOW - ms).toISOString();
const COMPLETE = {
  status: "doing",
  destination: { bucket: "copy", location: "oss-cn-beijing" },
  historicalObject: 1,
  newObject: ago(MINUTE),
} as const;

const reasonOf = (said: object) => whyNot({ ...COMPLETE, ...said }, "copy", 15 * MINUTE, NOW);

it("readers may move where all is copied but what was written in the last minutes", () => {
  expect(reasonOf({})).toBeUndefined();
  expect(reasonOf({ newObject: ago(15 * MINUTE) })).toBeUndefined();
  expect(reasonOf({ newObject: ago(-5_000) })).toBeUndefined();
});

it.each([
  ["one to another bucket", { destination: { bucket: "other" } }, "its rule copies to bucket other"],
  ["starting", { status: "starting" }, "its rule is starting"],
  ["deleted", { status: "closing" }, "its rule is closing"],
  ["in a state to come, though all is copied", { status: "paused" }, "its rule is paused"],
  [
    "without history, or with one that OSS does not tell",
    { historicalObject: undefined },
    "OSS does not say how much",
  ],
  ["nearly there, and not rounded up", { historicalObject: 0.9999 }, "99 % of what was there before"],
  ["at its beginning", { historicalObject: 0 }, "0 % of what"],
  ["without a time", { newObject: undefined }, "OSS does not say up to when"],
  ["late", { newObject: ago(15 * MINUTE + 1) }, "may not be copied"],
  ["of a time that is none", { newObject: "soon" }, "may not be copied"],
  ["ahead of our clock", { newObject: ago(-5_001) }, "clock"],
])("they may not where the rule is %s", (_, said, reason) => {
  expect(reasonOf(said)).toContain(reason);
});
