import ms, { type StringValue } from "ms";

const UNITS: [text: string, milliseconds: number][] = [
  ["h", 3_600_000],
  ["m", 60_000],
  ["s", 1_000],
];

/** Milliseconds of a duration such as `"30m"`, `"90s"` or `"2h"`; `undefined` for anything but a positive number and a unit. */
export function parseDuration(text: unknown): number | undefined {
  if (typeof text !== "string" || !/^\s*\d*\.?\d+\s*[a-z]+\s*$/i.test(text)) return undefined;
  const value = ms(text.trim() as StringValue) as number | undefined;
  return value !== undefined && value > 0 && Number.isFinite(value) ? value : undefined;
}

/** The first of these that is a time; states written by hand may lack theirs. */
export function millisecondsOf(text: unknown, otherwise: string): number {
  return parseDuration(text) ?? (parseDuration(otherwise) as number);
}

/** One spelling for each duration: `"1800s"` and `"0.5h"` are `"30m"`. */
export function formatDuration(milliseconds: number): string {
  const unit = UNITS.find(([, size]) => milliseconds % size === 0);
  return unit ? `${milliseconds / unit[1]}${unit[0]}` : `${milliseconds}ms`;
}
