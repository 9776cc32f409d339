/** What a stretch of text looks like. */
export interface Style {
  /** Number of the colour, 0 to 255, as terminals count them; absent: the text's own. */
  colour?: number;
  isBold?: true;
  isDim?: true;
}

/** One character, or what a terminal shows in its place, and how many columns it takes. */
export interface Cell {
  text: string;
  columns: number;
  style: Style;
}

/** A line of a terminal without the blanks at its end. */
export type Line = readonly Cell[];

export function textOf(line: Line): string {
  return line.map(({ text }) => text).join("");
}

/** The line with what matches replaced; the new text looks as the beginning of the old one did. */
export function replaced(line: Line, pattern: RegExp, by: string): Line {
  // One character for each cell, so that places in the text are places in the line.
  const plain = line.map(({ text }) => (text.length === 1 ? text : "\uFFFC")).join("");
  const cells: Cell[] = [];
  let end = 0;
  for (const { index, 0: match } of plain.matchAll(pattern)) {
    const { style = {} } = line[index] ?? {};
    cells.push(...line.slice(end, index), ...[...by].map((text) => ({ text, columns: 1, style })));
    end = index + match.length;
  }
  return [...cells, ...line.slice(end)];
}

/** A stretch of one style, and the column in which it begins. */
export interface Run {
  at: number;
  columns: number;
  text: string;
  style: Style;
}

/** The stretches of a line; none has more than one blank in a row, at its ends it has none. */
export function runsOf(line: Line): Run[] {
  const runs: Run[] = [];
  let at = 0;
  let open: Run | undefined;
  for (const [index, { text, columns, style }] of line.entries()) {
    const isBlank = text === " ";
    if (isBlank && (line[index + 1]?.text ?? " ") === " ") open = undefined;
    else if (open && isSame(open.style, style)) {
      open.text += text;
      open.columns += columns;
    } else if (!isBlank) {
      open = { at, columns, text, style };
      runs.push(open);
    }
    at += columns;
  }
  return runs.map(trimmed);
}

function trimmed(run: Run): Run {
  const text = run.text.trimEnd();
  return { ...run, text, columns: run.columns - (run.text.length - text.length) };
}

function isSame(one: Style, other: Style): boolean {
  return one.colour === other.colour && one.isBold === other.isBold && one.isDim === other.isDim;
}
