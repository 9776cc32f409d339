import { type Line, textOf } from "./line";
import type { Frame } from "./replay";

/** One line at its place, from one frame up to another, which has something else there. */
export interface Shown {
  line: Line;
  /** Counted from the first line of all. */
  row: number;
  from: number;
  /** Absent: to the end. */
  until?: number;
}

export interface Film {
  shown: Shown[];
  /** When each frame comes, in ms. */
  starts: number[];
  /** The first line that is seen in each. */
  tops: number[];
  /** With the time that the last frame stays. */
  lengthMs: number;
}

export interface Pace {
  /** Of a change within lines that were there. */
  changeMs: number;
  /** More for each new line, since it wants to be read. */
  lineMs: number;
  /** At most for a frame. */
  longestMs: number;
  /** Of the last. */
  lastMs: number;
}

/** A terminal's frames as lines that come and go. How long a frame stays follows from what is new in it, not from the run. */
export function filmOf(frames: readonly Frame[], pace: Pace): Film {
  const open = new Map<number, Shown>();
  const shown: Shown[] = [];
  for (const [at, { lines }] of frames.entries()) {
    for (const row of new Set([...open.keys(), ...lines.keys()])) {
      const line = lines[row] ?? [];
      const before = open.get(row);
      if (before && isSame(before.line, line)) continue;
      if (before) before.until = at;
      open.delete(row);
      if (line.length === 0) continue;
      const next: Shown = { line, row, from: at };
      open.set(row, next);
      shown.push(next);
    }
  }
  const starts = [0];
  for (const frame of frames.keys()) starts.push((starts[frame] as number) + stay(shown, frame, pace));
  const last = starts.pop() as number;
  return { shown, starts, tops: frames.map(({ top }) => top), lengthMs: last + pace.lastMs };
}

function stay(shown: readonly Shown[], frame: number, { changeMs, lineMs, longestMs }: Pace): number {
  const before = new Set(shown.filter(({ until }) => until === frame).map(({ row }) => row));
  const added = shown.filter(({ from, row }) => from === frame && !before.has(row)).length;
  return Math.min(longestMs, changeMs + added * lineMs);
}

function isSame(one: Line, other: Line): boolean {
  return textOf(one) === textOf(other) && JSON.stringify(one) === JSON.stringify(other);
}
