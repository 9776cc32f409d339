import { thisCommit, thisMachine } from "./machine";
import { type Options, optionsOf } from "./options";
import { measureRuleCost } from "./promises";
import type { Report } from "./report";
import { type Row, rowOf } from "./row";
import { type Scenario, samplePairs } from "./sample";
import { type Size, scenarios } from "./scenarios";
import { printed } from "./table";

async function main(): Promise<void> {
  const report = await measure(optionsOf(process.argv.slice(2)));
  console.log(printed(report));
  console.log(JSON.stringify(report));
}

async function measure({ quick }: Options): Promise<Report> {
  const size: Size = quick ? "quick" : "full";
  const rows: Row[] = [];
  for (const scenario of scenarios(size)) rows.push(...(await rowsOf(scenario)));
  return { size, commit: thisCommit(), machine: thisMachine(), rows, rule: await measureRuleCost() };
}

async function rowsOf(scenario: Scenario): Promise<Row[]> {
  const { title, layout, runs, steps } = scenario;
  const began = performance.now();
  const pairs = await samplePairs(scenario);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.error(`${title}, ${layout.rules} rules, ${runs} runs: measured in ${seconds} s`);
  return steps.map((step, at) => rowOf(scenario, step, pairs[at] ?? []));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
