import { type IPty, spawn } from "@lydell/node-pty";
import { Terminal } from "@xterm/headless";

export interface TerminalRun {
  /** The lines that are seen, and those above them, as they are now. */
  screen(): Promise<string[]>;
  /** All that was written, with what steers the terminal. */
  written(): string;
  /** Settles when this has been written, and fails when the command ends without. */
  wrote(pattern: RegExp): Promise<void>;
  type(text: string): void;
  /** Settles with the exit code. */
  done: Promise<number>;
  kill(): void;
}

/** Runs a command in a pseudo-terminal, whose picture a terminal emulator keeps. */
export function inTerminal(
  file: string,
  args: string[],
  { env, columns = 100, rows = 30 }: { env: NodeJS.ProcessEnv; columns?: number; rows?: number },
): TerminalRun {
  const pty: IPty = spawn(file, args, { cols: columns, rows, env: { TERM: "xterm", ...env }, name: "xterm" });
  const terminal = new Terminal({ cols: columns, rows, allowProposedApi: true });
  const looks = new Set<() => void>();
  let [written, ended] = ["", false];
  let lastWrite = Promise.resolve();
  pty.onData((text) => {
    written += text;
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
  return {
    screen: async () => {
      await lastWrite;
      const { active } = terminal.buffer;
      const lines = Array.from({ length: active.length }, (_, at) =>
        active.getLine(at)?.translateToString(true),
      );
      return lines.filter((line): line is string => line !== undefined && line !== "");
    },
    written: () => written,
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
      if (!ended) pty.kill("SIGKILL");
    },
  };
}
