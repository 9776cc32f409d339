import { type Column, table } from "../../provider/terminal/table";
import { type Cell, layouts } from "./cells";
import { managerOf } from "./managers";
import { type Outcome, wordsOf } from "./outcome";
import { programOf } from "./programs";

const head = ["Package manager", "Layout", "Program", "TypeScript", "Node.js", "SDK"] as const;

/** A cell as people read it, a text for each of the heads. */
function textsOf({ manager, layout, program, typescript, resolution, node, sdk }: Cell): string[] {
  const compiler = `${typescript}, ${resolution}`;
  return [managerOf(manager).title, layouts[layout], programOf(program).title, compiler, node, sdk];
}

/** All that `--only` looks at, and what a cell is called. */
export function titleOf(cell: Cell): string {
  const [manager, layout, program, typescript, node, sdk] = textsOf(cell);
  return `${manager}; ${layout}; ${program}; TypeScript ${typescript}; Node.js ${node}; SDK ${sdk}`;
}

/** The heads and rows of what was tried. */
export function resultsOf(outcomes: Outcome[]): { heads: string[]; rows: string[][] } {
  const rows = outcomes.map((outcome) => [...textsOf(outcome.cell), wordsOf(outcome)]);
  return { heads: [...head, "Result"], rows };
}

const wrapping = ["Layout", "Program"];

export function cellsTable(cells: Cell[], columns?: number): string {
  return printed(head, cells.map(textsOf), columns);
}

export function outcomesTable(outcomes: Outcome[], columns?: number): string {
  const { heads, rows } = resultsOf(outcomes);
  return printed(heads, rows, columns);
}

function printed(names: readonly string[], rows: string[][], columns?: number): string {
  const heads = names.map((name): Column => (wrapping.includes(name) ? { head: name, wraps: true } : name));
  return table(heads, rows, { isTerminal: columns !== undefined, colours: false, columns });
}
