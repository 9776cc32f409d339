import { type Conditions, openPlace, type Place, type Ran } from "./place";
import { childrenCpuSeconds, watchProvider } from "./processes";
import type { Layout, Subject } from "./program";
import type { Step } from "./step";

/** What one command of one run has cost. */
export interface Sample extends Omit<Ran, "programs"> {
  cpuSeconds: number;
  /** 0 where the command needed no provider process. */
  providerMiB: number;
  /** Of the processes that ran the program together. */
  programCpuSeconds: number;
  programMiB: number;
  /** Of a rule, after the command; `NaN` where none is left. */
  stateBytes: number;
}

/** The same command of ours and of the floor, one right after the other. */
export type Pair = Record<Subject, Sample>;

/** A number of commands, one after the other, on one stack. */
export interface Scenario {
  title: string;
  layout: Layout;
  conditions?: Conditions;
  /** Run before, and not measured. */
  before?: Step[];
  steps: Step[];
  runs: number;
}

/** Ours and the floor in turn, and every other time the floor first, so that neither always has the warmer machine. */
export async function samplePairs(scenario: Scenario): Promise<Pair[][]> {
  const pairs: Pair[][] = scenario.steps.map(() => []);
  for (let run = 0; run < scenario.runs; run++) {
    const order: Subject[] = run % 2 === 0 ? ["ours", "floor"] : ["floor", "ours"];
    const seen: Partial<Record<Subject, Sample[]>> = {};
    for (const subject of order) seen[subject] = await sampleOnce(subject, scenario);
    const { ours = [], floor = [] } = seen;
    for (const [at, pair] of pairs.entries()) pair.push({ ours: ours[at], floor: floor[at] } as Pair);
  }
  return pairs;
}

async function sampleOnce(subject: Subject, scenario: Scenario): Promise<Sample[]> {
  const place = await openPlace(subject, scenario.layout, scenario.conditions);
  try {
    for (const step of scenario.before ?? []) await place.run(step);
    const samples: Sample[] = [];
    for (const step of scenario.steps) samples.push(await sample(place, step));
    return samples;
  } finally {
    await place.close();
  }
}

async function sample(place: Place, step: Step): Promise<Sample> {
  const [cpu, providerPeak] = [childrenCpuSeconds(), watchProvider()];
  const { programs, ...ran } = await place.run(step);
  return {
    ...ran,
    cpuSeconds: childrenCpuSeconds() - cpu,
    providerMiB: providerPeak(),
    programCpuSeconds: programs.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    programMiB: Math.max(0, ...programs.map(({ memoryMiB }) => memoryMiB)),
    stateBytes: place.stateBytes(),
  };
}
