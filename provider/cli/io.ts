import { createReadStream } from "node:fs";
import type { Connection } from "../lifecycle/settings";
import type { OssService } from "../oss";
import { type Clock, systemClock } from "../oss/clock";
import type { LiveLines } from "../terminal/liveLines";
import { type Screen, screenOf } from "../terminal/screen";

/** Everything outside itself that the command uses. */
export interface Io {
  env: NodeJS.ProcessEnv;
  clock: Clock;
  connect(connection: Connection): OssService;
  stdin(): AsyncIterable<Uint8Array>;
  file(path: string): AsyncIterable<Uint8Array>;
  out(text: string): void;
  err(text: string): void;
  /** Settles when the user (Ctrl-C), the system (SIGTERM) or a closed terminal wants the command to end. */
  stopped(): Promise<void>;
  /** Lets the command end without what is still under way. */
  abandon(): void;
  /** What `out` writes on, as it is now. */
  screen(): Screen;
  /** What `err` writes on, as it is now. */
  errScreen(): Screen;
  /** Lines on the terminal of `out` that can be written over. */
  liveLines(): LiveLines;
  /** Whether somebody sits at standard input. */
  hasPerson(): boolean;
  /** Shows the question and answers the line that is typed; "" where the input ends. */
  ask(question: string): Promise<string>;
  /** What somebody is told who ends the command now, as with Ctrl-C. Whoever writes to OSS keeps it true. */
  standing: Standing;
}

/** What is still under way so long after the end was asked for is not waited for. */
const LAST_MS = 200;

export interface Standing {
  /** In which state things are, in one line. */
  tell(): string;
  /** The command ends by itself when it is asked to (`stopped`). */
  endsItself?: boolean;
}

export const NOTHING_CHANGED = "Nothing was changed.";

export function systemIo(): Io {
  const standing: Standing = { tell: () => NOTHING_CHANGED };
  let connect: Io["connect"] | undefined;
  return {
    env: process.env,
    clock: systemClock,
    // One for all: whoever asks about many buckets looks for keys, or assumes a role, once.
    connect: (to) => {
      connect ??= (
        require("../lifecycle/connections") as typeof import("../lifecycle/connections")
      ).connections();
      return connect(to);
    },
    stdin: () => process.stdin,
    file: (path) => createReadStream(path),
    out: (shown) => void process.stdout.write(shown),
    err: (shown) => void process.stderr.write(shown),
    stopped: () =>
      new Promise((resolve) => {
        standing.endsItself = true;
        const stop = () => {
          abandon();
          resolve();
        };
        for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, stop);
      }),
    abandon,
    screen: () => screenOf(process.stdout, process.env),
    errScreen: () => screenOf(process.stderr, process.env),
    liveLines: () =>
      (require("../terminal/liveLines") as typeof import("../terminal/liveLines")).liveLines(process.stdout),
    hasPerson: () => process.stdin.isTTY === true,
    ask: askAtTerminal,
    standing,
  };
}

function abandon(): void {
  setTimeout(() => process.exit(), LAST_MS).unref();
}

async function askAtTerminal(question: string): Promise<string> {
  const { createInterface } = require("node:readline") as typeof import("node:readline");
  // Without `terminal` the terminal itself edits the line, and Ctrl-C reaches the process.
  const lines = createInterface({ input: process.stdin, terminal: false });
  process.stderr.write(question);
  try {
    return await new Promise((resolve) => {
      lines.once("line", resolve);
      lines.once("close", () => resolve(""));
    });
  } finally {
    lines.close();
  }
}
