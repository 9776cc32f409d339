import type { Io } from "./io";
import { controlsEscaped } from "./review/visible";

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

/** Data as JSON, or as a person reads it. */
export function print(io: Io, json: boolean | undefined, data: unknown, shown: () => string): void {
  io.out(json ? `${controlsInJson(JSON.stringify(data, null, 2))}\n` : shown());
}

export function line(text: string): string {
  return `${controlsEscaped(text)}\n`;
}

/** `JSON.stringify` leaves most of what cannot be seen as it is. */
export function controlsInJson(json: string): string {
  return json.replace(/(?!\n)[\p{C}\p{Zl}\p{Zp}]|\p{DI}/gu, jsonEscape);
}

export function jsonEscape(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
