import { allCells, type Cell, nameOf } from "./axes";
import { runInProcess, type Seen } from "./cell";

/** Runs cells one after the other; a failure of the harness itself is told with the cell's name. */
export async function runCells(cells: Cell[], random: () => number): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const cell of cells) {
    try {
      seen.push(await runInProcess(cell, random));
    } catch (error) {
      throw new Error(`${nameOf(cell)}: ${error instanceof Error ? error.stack : error}`);
    }
  }
  return seen;
}

export function runMatrix(random: () => number): Promise<Seen[]> {
  return runCells(allCells(), random);
}

export function failing(seen: Seen[]): Seen[] {
  return seen.filter(({ violations }) => violations.length > 0);
}
