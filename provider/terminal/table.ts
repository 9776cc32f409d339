import cliui from "cliui";
import width from "string-width";
import { PLAIN, type Screen } from "./screen";
import { type Toned, toned } from "./tone";

/** A column: its head. Where `wraps`, its cells may take several lines on a narrow screen. */
export type Column = string | { head: string; wraps: true };

const GAP = 2;

/** No column that wraps is made narrower than this, in characters. */
const NARROWEST = 12;

/**
 * Rows under a head, in columns as wide as their widest cell. On a terminal that is narrower, columns that may do so
 * wrap; where that is not enough, each row is shown as a list, so that no id is broken. Text of the service cannot
 * steer the terminal.
 */
export function table(columns: readonly Column[], rows: readonly Toned[][], screen: Screen = PLAIN): string {
  const head = columns.map((column): Toned => ({ text: headOf(column), tone: "strong" }));
  const lines = [head, ...rows].map((row) => row.map((cell) => toned(cell, screen)));
  const natural = naturalWidths(lines);
  if (rows.length === 0 || totalOf(natural) <= (screen.columns ?? Infinity))
    return inColumns(lines, natural, false);
  const widths = fitting(columns, natural, screen.columns);
  return widths ? inColumns(lines, widths, true) : lists(lines);
}

function headOf(column: Column): string {
  return typeof column === "string" ? column : column.head;
}

function naturalWidths(lines: string[][]): number[] {
  const widths: number[] = [];
  for (const line of lines)
    for (const [at, cell] of line.entries()) widths[at] = Math.max(widths[at] ?? 0, width(cell));
  return widths;
}

/** The widths with which the table fits; `undefined` where there are none. */
function fitting(columns: readonly Column[], natural: number[], most = Infinity): number[] | undefined {
  const widths = [...natural];
  for (let excess = totalOf(widths) - most; excess > 0; excess--) {
    const widest = Math.max(...widths.filter((_, at) => wraps(columns[at])));
    if (widest <= NARROWEST) return undefined;
    const at = widths.findIndex((each, index) => each === widest && wraps(columns[index]));
    widths[at] = widest - 1;
  }
  return widths;
}

function wraps(column: Column | undefined): boolean {
  return typeof column === "object";
}

function totalOf(widths: number[]): number {
  return widths.reduce((sum, each) => sum + each + GAP, -GAP);
}

/** Only where a text must wrap it is taken apart: the library composes characters then, and cuts spaces at the edges. */
function inColumns(lines: string[][], widths: number[], wrap: boolean): string {
  const ui = cliui({ width: totalOf(widths) + GAP, wrap });
  for (const line of lines)
    ui.div(...line.map((text, at) => ({ text, width: (widths[at] ?? 0) + GAP, padding: [0, GAP, 0, 0] })));
  return `${ui.toString()}\n`;
}

/** Each row as lines of head and cell, and an empty line between two rows. */
function lists([head = [], ...rows]: string[][]): string {
  const nameWidth = Math.max(...head.map((name) => width(name)));
  const lineOf = (cell: string, at: number) => {
    const name = head[at] ?? "";
    return `${name}${" ".repeat(nameWidth - width(name) + GAP)}${cell}`.trimEnd();
  };
  return rows.map((row) => row.map((cell, at) => `${lineOf(cell, at)}\n`).join("")).join("\n");
}
