import { type Calls, totalOf } from "./calls";
import { type Compared, compare } from "./compare";
import type { Pair, Sample, Scenario } from "./sample";
import type { Step } from "./step";

/** What is known of one command under one heading: plain data, as the JSON has it. */
export interface Row {
  title: string;
  rules: number;
  command: string;
  runs: number;
  /** Where it is not that of the report. */
  commit?: string;
  seconds: Compared;
  cpuSeconds: Compared;
  /** Of the run with the most of them. */
  calls: Calls;
  buckets: number;
  providerMiB?: Compared;
  programMiB?: Compared;
  programCpuSeconds?: Compared;
  stateBytes?: Compared;
}

export function rowOf({ title, layout }: Scenario, step: Step, pairs: Pair[]): Row {
  const of = (key: keyof Omit<Sample, "calls">) =>
    compare(pairs.map(({ ours, floor }) => ({ ours: ours[key], floor: floor[key] })));
  /** Where there is such a process at all: a preview may need no provider, a refresh runs no program. */
  const where = (key: keyof Omit<Sample, "calls">) =>
    pairs.every(({ ours, floor }) => ours[key] > 0 && floor[key] > 0) ? of(key) : undefined;
  const [most] = pairs.map(({ ours }) => ours).sort((a, b) => totalOf(b.calls) - totalOf(a.calls));
  return {
    title,
    rules: layout.rules,
    command: step.name,
    runs: pairs.length,
    seconds: of("seconds"),
    cpuSeconds: of("cpuSeconds"),
    calls: (most as Sample).calls,
    buckets: (most as Sample).buckets,
    providerMiB: where("providerMiB"),
    programMiB: where("programMiB"),
    programCpuSeconds: where("programCpuSeconds"),
    stateBytes: where("stateBytes"),
  };
}

/** Whether two rows are of the same command under the same conditions. */
export function isSameRow(a: Row, b: Row): boolean {
  return a.title === b.title && a.rules === b.rules && a.command === b.command;
}
