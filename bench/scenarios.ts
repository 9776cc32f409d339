import { hasGo } from "../tests/support/sdks";
import { type Files, type Layout, type Subject, typedProgram } from "./program";
import type { Scenario } from "./sample";
import { parallel, type Step, steps } from "./step";

export type Size = "full" | "quick";

const { firstPreview, up, upAtOnce, preview, upAgain, refresh, rtc, destroy } = steps;

/** The conditions, as the table shows them and the page looks for them. */
export const titles = {
  growing: "no delay",
  package: "no delay, the package",
  rtc: "RTC, no delay",
  delayed: "2 source buckets, 50 ms a call",
  manyBuckets: "source buckets of their own, 300 ms a call",
  clearing: "one bucket, 2 s to clear a rule",
  programs: "no delay, by the program's language",
} as const;

/** OSS takes 100 rules a bucket, so the largest fills ten. */
const growing = (rules: number, runs: number): Scenario => ({
  title: titles.growing,
  layout: { rules, sources: Math.min(rules, 10) },
  steps: [up, preview, upAgain, refresh, destroy],
  runs,
});

/** The same program with the resources of the package. */
const ofPackage = (rules: number, runs: number): Scenario => ({
  ...growing(rules, runs),
  title: titles.package,
  conditions: { usesPackage: true },
  steps: [up, preview, refresh, destroy],
});

const addingRtc = (rules: number, runs: number): Scenario => ({
  title: titles.rtc,
  layout: { rules, sources: 2 },
  before: [upAtOnce],
  steps: [rtc],
  runs,
});

const delayed = (rules: number, runs: number): Scenario => ({
  title: titles.delayed,
  layout: { rules, sources: 2 },
  conditions: { callMs: 50 },
  steps: [up, destroy],
  runs,
});

/** What a user leaves out after a plan was reviewed. */
const withoutPreview = (rules: number, runs: number): Scenario => ({
  title: titles.delayed,
  layout: { rules, sources: 2 },
  conditions: { callMs: 50 },
  steps: [upAtOnce],
  runs,
});

const manyBuckets = (rules: number, runs: number): Scenario => ({
  title: titles.manyBuckets,
  layout: { rules, sources: rules },
  conditions: { callMs: 300 },
  steps: [firstPreview],
  runs,
});

const clearing = (rules: number, count: number, runs: number): Scenario => ({
  title: titles.clearing,
  layout: { rules, sources: 1 },
  conditions: { clearingMs: 2_000 },
  before: [upAtOnce],
  steps: [parallel(destroy, count)],
  runs,
});

/** The same program, compiled or checked at every run, compiled alone, or compiled before. */
const programs = (rules: number, runs: number): Scenario[] => [
  programAs("in TypeScript, checked at every run", rules, runs, typedProgram),
  programAs("in TypeScript, not checked (PULUMI_NODEJS_TRANSPILE_ONLY=true)", rules, runs, typedProgram, {
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
  }),
  programAs("in JavaScript", rules, runs),
];

function programAs(
  language: string,
  rules: number,
  runs: number,
  files?: (subject: Subject, layout: Layout) => Files,
  env?: NodeJS.ProcessEnv,
): Scenario {
  const named: Step = { ...firstPreview, name: `${firstPreview.name}, ${language}` };
  const conditions = { files, env };
  return { title: titles.programs, layout: { rules, sources: 2 }, conditions, steps: [named], runs };
}

/** Runs of larger programs are fewer: their spread is smaller, and each takes minutes. Without Go the package has no SDK. */
export function scenarios(size: Size): Scenario[] {
  const packages = (...rules: [count: number, runs: number][]) =>
    hasGo ? rules.map(([count, runs]) => ofPackage(count, runs)) : [];
  if (size === "quick") {
    const few = [up, preview, refresh, destroy];
    return [
      ...[1, 30].map((rules) => ({ ...growing(rules, 1), steps: few })),
      ...packages([30, 1]),
      addingRtc(20, 1),
      delayed(30, 1),
      manyBuckets(20, 1),
      clearing(20, 8, 1),
    ];
  }
  return [
    growing(1, 3),
    growing(10, 3),
    growing(50, 3),
    growing(100, 3),
    growing(300, 1),
    growing(1_000, 1),
    ...packages([1, 3], [50, 3], [300, 1]),
    addingRtc(100, 1),
    delayed(60, 5),
    withoutPreview(60, 3),
    manyBuckets(40, 5),
    ...[8, 32, 100].map((count) => clearing(100, count, 1)),
    ...programs(200, 3),
  ];
}
