import { writeFileSync } from "node:fs";
import { join } from "node:path";
import pLimit from "p-limit";
import { ensurePulumi, NoPulumi } from "../pulumi/ensure";
import { type Cell, cells } from "./cells";
import { optionsOf } from "./options";
import { isGood, type Outcome, wordsOf } from "./outcome";
import { page } from "./page";
import type { Shared } from "./place";
import { cellsTable, outcomesTable, titleOf } from "./table";
import { share, tryCell } from "./try";

/** The message is for people. */
class Mistake extends Error {}

async function main(): Promise<void> {
  const { only, list, write, jobs } = optionsOf(process.argv.slice(2));
  const chosen = cells.filter((cell) => only?.test(titleOf(cell)) ?? true);
  const { columns } = process.stdout;
  if (list) return console.log(cellsTable(chosen, columns));
  if (chosen.length === 0) throw new Mistake(`No cell fits ${only}; --list shows them all.`);
  if (write && only !== undefined) throw new Mistake("--write is for all cells: leave out --only.");
  const outcomes = await tryAll(chosen, jobs);
  console.log(outcomesTable(outcomes, columns));
  if (!isGood(outcomes)) process.exitCode = 1;
  else if (write) writeFileSync(join(__dirname, "..", "..", "docs", "compatibility.md"), page(outcomes));
}

async function tryAll(chosen: Cell[], jobs: number): Promise<Outcome[]> {
  const cli = await ensurePulumi({ say: console.error });
  const limit = pLimit(jobs);
  const shared = await share(cli);
  try {
    return await Promise.all(chosen.map((cell) => limit(() => told(cell, shared))));
  } finally {
    await shared.close();
  }
}

async function told(cell: Cell, shared: Shared): Promise<Outcome> {
  const outcome = await tryCell(cell, shared);
  const more = outcome.kind === "passed" ? ` (${outcome.seconds} s)` : "";
  const problem = outcome.kind === "failed" ? `\n${outcome.problem}\n` : "";
  console.error(`${titleOf(cell)}: ${wordsOf(outcome)}${more}${problem}`);
  return outcome;
}

main()
  .catch((problem: Error) => {
    console.error(problem instanceof NoPulumi || problem instanceof Mistake ? problem.message : problem);
    process.exitCode = 1;
  })
  // The emulator's connections would keep the process for a while.
  .finally(() => process.exit());
