import { type Line, replaced, textOf } from "./line";
import type { Frame } from "./replay";

/** What is another with each run or on each machine, and what stands in its place. */
const CHANGING: [pattern: RegExp, by: string][] = [
  [/(?<=^Pulumi CLI \S+ from ).*/g, "~/.pulumi"],
  [/(?<=http:\/\/127\.0\.0\.1:)\d+/g, "8080"],
  [/ \(\d[\d.hm]*m?s\)/g, ""],
  [/(?<=ing)\.{1,3}(?= {2}|$)/g, ""],
  [/(?<=^Done) in \d[\d.]* s/g, ""],
];

/** How long something took, or that it goes on, on a line of its own. */
const TIME = /^\s*(Duration: .*|\d+\.\d s|@ \w+( update)?\.*)$/;

/** The frames without what another run would show otherwise, one after the other different. */
export function cleaned(frames: readonly Frame[], rows: number): Frame[] {
  const clean = frames.map((frame) => withoutChanging(frame, rows));
  return clean.filter((frame, at) => at === 0 || !isSame(frame, clean[at - 1] as Frame));
}

/** The terminal scrolls as it would without the lines that are left out; its last row is that of the cursor. */
function withoutChanging({ lines }: Frame, rows: number): Frame {
  const kept = lines.filter((line) => !TIME.test(textOf(line)));
  return {
    lines: kept.map((line) =>
      CHANGING.reduce((one, [pattern, by]) => trimmed(replaced(one, pattern, by)), line),
    ),
    top: Math.max(0, kept.length + 1 - rows),
  };
}

function trimmed(line: Line): Line {
  const last = line.findLastIndex(({ text }) => text !== " ");
  return line.slice(0, last + 1);
}

function isSame(one: Frame, other: Frame): boolean {
  return one.top === other.top && JSON.stringify(one.lines) === JSON.stringify(other.lines);
}

/** How far copies are, at a moment that is another in each run. */
const PROGRESS = /(starting|unknown|# % copied)/g;

/** The text of the lines, comparable with that of another run: without figures, each once, in no order, since much goes on side by side. */
export function comparable(texts: readonly string[]): string[] {
  const plain = texts.map((text) => text.replace(/\d+/g, "#").replace(PROGRESS, "...").trimEnd());
  return [...new Set(plain)].filter((text) => text !== "").sort();
}
