import { noCalls } from "../../../bench/calls";
import { type Compared, compare } from "../../../bench/compare";
import type { Report } from "../../../bench/report";
import type { Row } from "../../../bench/row";
import { titles } from "../../../bench/scenarios";

const twice = (floor: number): Compared => compare([{ ours: 2 * floor, floor }]);

export const row = (change: Partial<Row> = {}): Row => ({
  title: titles.growing,
  rules: 100,
  command: "up",
  runs: 1,
  seconds: twice(2),
  cpuSeconds: twice(3),
  calls: { ...noCalls, info: 110, put: 100 },
  buckets: 110,
  ...change,
});

export const report = (rows: Row[], change: Partial<Report> = {}): Report => ({
  size: "full",
  commit: "abc1234",
  machine: { cores: 2, cpu: "A CPU", memoryGiB: 8, node: "20.1.0", pulumi: "3.250.0", load: 0 },
  rows,
  rule: { promises: twice(345), properties: twice(16), stateBytes: twice(1_292) },
  emulator: { callsPerCpuSecond: 2_001.6, memoryMiB: 99.5 },
  commandStart: { overNodeMs: 39.6 },
  ...change,
});

export const took = (seconds: number): Pick<Row, "seconds"> => ({
  seconds: compare([{ ours: seconds, floor: 1 }]),
});
