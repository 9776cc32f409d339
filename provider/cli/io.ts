import { createReadStream } from "node:fs";
import type { Connection } from "../lifecycle/settings";
import type { OssService } from "../oss";
import { type Clock, systemClock } from "../oss/clock";
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
  /** Settles when the user (Ctrl-C) or the system (SIGTERM) wants the command to end. A second signal ends it at once. */
  stopped(): Promise<void>;
  /** What `out` writes on, as it is now. */
  screen(): Screen;
  /** What `err` writes on, as it is now. */
  errScreen(): Screen;
}

/** What is still under way so long after the end was asked for is not waited for. */
const LAST_MS = 200;

export function systemIo(): Io {
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
        const stop = () => {
          setTimeout(() => process.exit(), LAST_MS).unref();
          resolve();
        };
        process.once("SIGINT", stop);
        process.once("SIGTERM", stop);
      }),
    screen: () => screenOf(process.stdout, process.env),
    errScreen: () => screenOf(process.stderr, process.env),
  };
}
