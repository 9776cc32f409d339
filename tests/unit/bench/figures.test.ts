import { callsText, countCalls } from "../../../bench/calls";
import { compare } from "../../../bench/compare";
import { rowOf } from "../../../bench/row";
import type { Sample } from "../../../bench/sample";
import { titles } from "../../../bench/scenarios";
import { steps } from "../../../bench/step";
import { printed } from "../../../bench/table";
import { report, row } from "./samples";

test("pairs are compared each with its own floor, so that a slow minute is in both", () => {
  const pairs = [
    { ours: 4, floor: 2 },
    { ours: 40, floor: 20 },
    { ours: 9, floor: 3 },
  ];
  expect(compare(pairs)).toEqual({
    ours: { median: 9, low: 4, high: 40 },
    floor: { median: 3, low: 2, high: 20 },
    ratio: 2,
    over: 6,
  });
});

test("of an even number of runs the median is between the two in the middle", () => {
  expect(compare([1, 2, 10, 4].map((ours) => ({ ours, floor: 1 }))).ours.median).toBe(3);
});

test("calls are counted by kind, and one that has no word is a mistake", () => {
  const calls = countCalls(["PutBucketReplication", "GetBucketInfo", "PutBucketReplication"]);
  expect(callsText(calls)).toBe("1 info, 2 put");
  expect(callsText(countCalls([]))).toBe("none");
  expect(() => countCalls(["PutBucket"])).toThrow("The bench knows no call PutBucket.");
});

test("a row has the calls of the run with the most, and leaves out what no process of the command was there for", () => {
  const sample = (puts: number, more: Partial<Sample> = {}): Sample => ({
    seconds: 1,
    calls: countCalls(Array(puts).fill("PutBucketReplication")),
    buckets: puts,
    cpuSeconds: 1,
    providerMiB: 0,
    programCpuSeconds: 1,
    programMiB: 100,
    stateBytes: Number.NaN,
    ...more,
  });
  const scenario = { title: titles.growing, layout: { rules: 3, sources: 1 }, steps: [], runs: 2 };
  const pairs = [2, 3].map((puts) => ({ ours: sample(puts, { programMiB: 130 }), floor: sample(0) }));

  const made = rowOf(scenario, steps.up, pairs);

  expect(made).toMatchObject({ rules: 3, command: "up", runs: 2, buckets: 3, programMiB: { over: 30 } });
  expect(callsText(made.calls)).toBe("3 put");
  expect(made.providerMiB).toBeUndefined();
  expect(made.stateBytes).toBeUndefined();
});

test("the table has a line for each command, with the spread of several runs", () => {
  const seconds = compare([
    { ours: 4, floor: 2 },
    { ours: 5, floor: 2 },
    { ours: 9.04, floor: 2 },
  ]);
  const text = printed(
    report([row({ runs: 3, seconds, stateBytes: compare([{ ours: 1_500, floor: 1_300 }]) })]),
  );
  expect(text).toMatch(
    /^no delay +100 +up +3 +5\.0 \(4\.0-9\.0\) +2\.50 +6\.0 +2\.00 +110 info, 100 put +- +- +1500 \(\+200\)$/m,
  );
  expect(text).toContain("690 (+345) promises, 32 (+16) properties; in state 2584 (+1292) bytes");
});
