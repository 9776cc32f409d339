import { type IBufferCell, type IBufferLine, Terminal } from "@xterm/headless";
import type { Piece, Size } from "../processes/terminal";
import type { Cell, Line } from "./line";

/** What a terminal has shown at one moment. */
export interface Frame {
  /** All lines, also those that have scrolled away. */
  lines: readonly Line[];
  /** The first of them that is seen. */
  top: number;
}

/** A command that is made for a picture writes this when there is something to see; terminals take it for a title. */
export const MARK = "\u001b]0;seen\u0007";

/** What was seen whenever nothing was written for so many ms; where there are marks, at those, and at the end. */
export async function framesOf(
  pieces: readonly Piece[],
  { columns, rows }: Size,
  quietMs: number,
): Promise<Frame[]> {
  const terminal = new Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
  const frames: Frame[] = [];
  for (const text of momentsIn(pieces, quietMs)) {
    await new Promise<void>((resolve) => terminal.write(text, resolve));
    frames.push(frameOf(terminal));
  }
  terminal.dispose();
  return frames;
}

function momentsIn(pieces: readonly Piece[], quietMs: number): string[] {
  const marked = pieces
    .map(({ text }) => text)
    .join("")
    .split(MARK);
  if (marked.length > 1) return marked;
  const moments = [""];
  for (const [at, { text }] of pieces.entries()) {
    const before = pieces[at - 1];
    if (before && (pieces[at] as Piece).at - before.at >= quietMs) moments.push("");
    moments.push((moments.pop() as string) + text);
  }
  return moments;
}

function frameOf({ buffer: { active } }: Terminal): Frame {
  const lines = Array.from({ length: active.baseY + active.cursorY + 1 }, (_, at) =>
    lineOf(active.getLine(at)),
  );
  while (lines.at(-1)?.length === 0) lines.pop();
  return { lines, top: active.baseY };
}

function lineOf(line: IBufferLine | undefined): Line {
  const cells: Cell[] = [];
  for (let at = 0; at < (line?.length ?? 0); at++) {
    const cell = line?.getCell(at);
    // The second half of a wide character has no width of its own.
    if (cell && cell.getWidth() > 0) cells.push(cellOf(cell));
  }
  while (cells.at(-1)?.text === " ") cells.pop();
  return cells;
}

function cellOf(cell: IBufferCell): Cell {
  return {
    text: cell.getChars() || " ",
    columns: cell.getWidth(),
    style: {
      ...(cell.isFgPalette() && { colour: cell.getFgColor() }),
      ...(cell.isBold() !== 0 && { isBold: true }),
      ...(cell.isDim() !== 0 && { isDim: true }),
    },
  };
}
