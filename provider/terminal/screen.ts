/** What output is written on, as far as its look depends on it. */
export interface Screen {
  /** Whether a person looks at it: a terminal, and neither a file nor a pipe. */
  isTerminal: boolean;
  /** Whether text may be coloured. */
  colours: boolean;
  /** Characters a line; absent where lines may have any length. */
  columns?: number;
  /** Lines that are seen at once. */
  rows?: number;
}

/** A file, a pipe, a log. */
export const PLAIN: Screen = { isTerminal: false, colours: false };

/** The screen behind standard output or standard error as it is now: a window may get another size. */
export function screenOf(
  { isTTY = false, columns, rows }: { isTTY?: boolean; columns?: number; rows?: number },
  env: NodeJS.ProcessEnv,
): Screen {
  const colours = hasColours(env, isTTY);
  // A terminal that does not tell its size says 0.
  return isTTY
    ? { isTerminal: true, colours, columns: columns || undefined, rows: rows || undefined }
    : { isTerminal: false, colours };
}

/** As Node.js itself decides: FORCE_COLOR wins over NO_COLOR (https://no-color.org), and both over the terminal. */
export function hasColours({ FORCE_COLOR, NO_COLOR, TERM }: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (FORCE_COLOR) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal && !NO_COLOR && TERM !== "dumb";
}

/** Whether what was written can be written over. */
export function canRedraw({ isTerminal }: Screen, { TERM }: NodeJS.ProcessEnv): boolean {
  return isTerminal && TERM !== "dumb";
}
