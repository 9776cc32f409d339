import { type IPty, spawn } from "@lydell/node-pty";
import { Terminal } from "@xterm/headless";
import { killFamily } from "./family";

export interface Size {
  columns: number;
  rows: number;
}

/** Something that a command has written, so many ms after its start. */
export interface Piece {
  at: number;
  text: string;
}

export interface TerminalRun {
  /** The lines that are seen, and those above them, as they are now. */
  screen(): Promise<string[]>;
  /** The same, each line as it was written, though the terminal breaks it. */
  unbroken(): Promise<string[]>;
  /** All that was written, with what steers the terminal. */
  written(): string;
  /** The same, as it came. */
  pieces(): readonly Piece[];
  /** Settles when this has been written, and fails when the command ends without. */
  wrote(pattern: RegExp): Promise<void>;
  type(text: string): void;
  /** Settles with the exit code. */
  done: Promise<number>;
  /** At once, with all its children. */
  kill(): void;
}

/** Runs a command in a pseudo-terminal, whose picture a terminal emulator keeps. */
export function inTerminal(
  file: string,
  args: string[],
  { env, cwd, columns = 100, rows = 30 }: { env: NodeJS.ProcessEnv; cwd?: string } & Partial<Size>,
): TerminalRun {
  const settings = { cols: columns, rows, cwd, env: { TERM: "xterm", ...env }, name: "xterm" };
  const pty: IPty = spawn(file, args, settings);
  const terminal = new Terminal({ cols: columns, rows, allowProposedApi: true });
  const looks = new Set<() => void>();
  const start = Date.now();
  const pieces: Piece[] = [];
  let [written, ended] = ["", false];
  let lastWrite = Promise.resolve();
  pty.onData((text) => {
    written += text;
    pieces.push({ at: Date.now() - start, text });
    lastWrite = new Promise((resolve) => terminal.write(text, resolve));
    for (const look of looks) look();
  });
  const done = new Promise<number>((resolve) =>
    pty.onExit(({ exitCode }) => {
      ended = true;
      resolve(exitCode);
      for (const look of looks) look();
    }),
  );
  const rowsNow = async () => {
    await lastWrite;
    const { active } = terminal.buffer;
    return Array.from({ length: active.length }, (_, at) => active.getLine(at)).filter(
      (row) => row !== undefined,
    );
  };
  return {
    screen: async () =>
      (await rowsNow()).map((row) => row.translateToString(true)).filter((line) => line !== ""),
    unbroken: async () => {
      const lines: string[] = [];
      for (const row of await rowsNow()) {
        if (row.isWrapped) lines.push(`${lines.pop()}${row.translateToString(false)}`);
        else lines.push(row.translateToString(false));
      }
      return lines.map((line) => line.trimEnd());
    },
    written: () => written,
    pieces: () => pieces,
    wrote: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(written)) resolve();
          else if (ended) reject(new Error(`it ended without writing ${pattern}\n${written}`));
        };
        looks.add(look);
        look();
      }),
    type: (text) => pty.write(text),
    done,
    kill: () => {
      if (!ended) killFamily(pty.pid);
    },
  };
}
