import { controlsEscaped } from "./text";

/** Rows under a head, in columns; text of the service cannot steer the terminal. */
export function table(head: string[], rows: string[][]): string {
  const lines = [head, ...rows].map((row) => row.map(controlsEscaped));
  const widths = head.map((_, at) => Math.max(...lines.map((line) => (line[at] ?? "").length)));
  return lines.map((line) => `${aligned(line, widths)}\n`).join("");
}

function aligned(line: string[], widths: number[]): string {
  return line
    .map((cell, at) => cell.padEnd(widths[at] ?? 0))
    .join("  ")
    .trimEnd();
}
