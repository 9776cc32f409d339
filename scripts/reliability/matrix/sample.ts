import { setTimeout as pause } from "node:timers/promises";
import fc from "fast-check";
import { startEmulator } from "oss-replication-emulator";
import limited from "p-limit";
import { ours } from "../../../tests/stack/support/ours";
import { account, Project } from "../../../tests/stack/support/project";
import type { CommandResult } from "../../processes/command";
import type { Outcome } from "../engine/standIn";
import type { ResourceType } from "../engine/state";
import { allCells, type Cell, nameOf } from "./axes";
import { type Engine, runCell, type Seen } from "./cell";
import { first, programText, type Version } from "./program";

/** A cell run twice: by the stand-in, and by the real engine. */
export interface Compared {
  cell: Cell;
  real: Seen;
  /** Where the two differ, and what goes against the principle; empty where all is well. */
  violations: string[];
}

/**
 * Cells that the real engine runs as well, to show that its stand-in tells the truth. Not among them: a service that
 * is busy for ever, which a call outlives for two minutes of real time.
 */
export function sampled(seed: number, count: number): Cell[] {
  const cells = allCells().filter(({ fault, times }) => !(fault.startsWith("503") && times === "always"));
  return (
    fc.sample(fc.shuffledSubarray(cells, { minLength: count, maxLength: count }), { seed, numRuns: 1 })[0] ??
    []
  );
}

export async function compare(
  cells: Cell[],
  standIn: (cell: Cell) => Promise<Seen>,
  say: (line: string) => void,
): Promise<Compared[]> {
  const compared = async (cell: Cell) => {
    const [real, told] = [await runReal(cell), await standIn(cell)];
    const violations = [...real.violations, ...differences(told, real)];
    say(`${violations.length === 0 ? "alike" : "DIFFERENT"}: ${nameOf(cell)}`);
    return { cell, real, violations };
  };
  const inTurn = limited(2);
  return Promise.all(cells.map((cell) => inTurn(compared, cell)));
}

function differences(told: Seen, real: Seen): string[] {
  const facts = ({ outcome, called, lost, adopted }: Seen) =>
    JSON.stringify({ success: outcome.ok, called: called > 0, lost, adopted });
  if (facts(told) === facts(real)) return [];
  return [`the stand-in says ${facts(told)}, the engine ${facts(real)}: ${real.outcome.message}`];
}

const quick = { startingMs: 200, closingMs: 400, historyMs: 200, rtcMs: 200 };

async function runReal(cell: Cell): Promise<Seen> {
  const emulator = await startEmulator({ accounts: [account], timings: quick, ruleIds: cell.ids });
  const project = new Project({ program: programText(first), emulator, timeoutMs: 300_000 });
  try {
    return await runCell(cell, emulator, realEngine(project), () => pause(700));
  } finally {
    await project.dispose();
    await emulator.close();
  }
}

function realEngine(project: Project): Engine {
  return {
    up: async (version: Version) => {
      project.setProgram(programText(version));
      return outcomeOf(await project.up([], "any"));
    },
    refresh: async () => outcomeOf(await project.refresh(["--clear-pending-creates"], "any")),
    destroy: async () => outcomeOf(await project.destroy([], "any")),
    state: () =>
      Object.entries(ours(project)).map(([type, { id = "" }]) => ({ type: type as ResourceType, id })),
  };
}

function outcomeOf({ exitCode, output }: CommandResult): Outcome {
  return { ok: exitCode === 0, message: exitCode === 0 ? "" : messageOf(output) };
}

/** What the engine shows of a failure, without its own words around it. */
export function messageOf(output: string): string {
  const errors = [...output.matchAll(/^\s*error: (?:1 error occurred:\s*\* )?(.*)$/gm)].map(
    ([, text]) => text ?? "",
  );
  return (
    errors.find((text) => !/^update failed|^destroy failed|^refresh failed/.test(text)) ?? output.slice(-500)
  );
}
