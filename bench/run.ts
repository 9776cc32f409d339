import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { measureCommandStart } from "./commandStart";
import { document } from "./document";
import { measureEmulator } from "./emulator";
import { thisCommit, thisMachine } from "./machine";
import { type Options, optionsOf } from "./options";
import { plot } from "./plot";
import { measureRuleCost } from "./promises";
import type { Report } from "./report";
import { isSameRow, type Row, rowOf } from "./row";
import { type Scenario, samplePairs } from "./sample";
import { scenarios, titles } from "./scenarios";
import { printed } from "./table";

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  const report =
    options.from === undefined ? await measure(options) : await again(read(options.from), options);
  console.log(printed(report));
  console.log(JSON.stringify(report, rounded));
  if (options.write) write(report);
}

async function measure({ quick }: Options): Promise<Report> {
  const size = quick ? "quick" : "full";
  const machine = thisMachine();
  // First: a child of another measurement, when it ends, would be counted with its whole life.
  const commandStart = await measureCommandStart(quick ? 20 : 100);
  const rows: Row[] = [];
  for (const scenario of scenarios(size)) rows.push(...(await rowsOf(scenario)));
  const rule = await measureRuleCost();
  const emulator = await measureEmulator(quick ? 1_000 : 10_000);
  return { size, commit: thisCommit(), machine, rows, rule, emulator, commandStart };
}

/** An earlier report, with some of its rows measured anew, or for the first time; they say at which commit. */
async function again(report: Report, { only }: Options): Promise<Report> {
  if (only === undefined) return report;
  const found = scenarios(report.size).filter(({ title, layout }) =>
    `${title}, ${layout.rules} rules`.includes(only),
  );
  const commit = thisCommit();
  const rows: Row[] = [];
  for (const scenario of found) rows.push(...(await rowsOf(scenario)).map((row) => ({ ...row, commit })));
  const kept = report.rows.filter((row) => !rows.some((other) => isSameRow(row, other)));
  return { ...report, rows: [...kept, ...rows] };
}

async function rowsOf(scenario: Scenario): Promise<Row[]> {
  const { title, layout, runs, steps } = scenario;
  const began = performance.now();
  const pairs = await samplePairs(scenario);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.error(`${title}, ${layout.rules} rules, ${runs} runs: measured in ${seconds} s`);
  return steps.map((step, at) => rowOf(scenario, step, pairs[at] ?? []));
}

function read(file: string): Report {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** More digits than these are noise, and lines of a page's history. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toFixed(3)) : value;
}

function write(report: Report): void {
  const docs = join(__dirname, "..", "docs");
  const growing = report.rows.filter(({ title }) => title === titles.growing);
  writeFileSync(join(docs, "performance.json"), `${JSON.stringify(report, rounded, 2)}\n`);
  writeFileSync(join(docs, "performance.svg"), plot(growing));
  writeFileSync(join(docs, "performance.md"), document(report));
  console.error("written: docs/performance.md, .svg and .json");
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
