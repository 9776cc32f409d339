import { createReadStream } from "node:fs";
import { connections } from "../lifecycle/connections";
import type { Connection } from "../lifecycle/settings";
import { type Clock, type OssReplication, systemClock } from "../oss";

/** Everything outside itself that the command uses. */
export interface Io {
  env: NodeJS.ProcessEnv;
  clock: Clock;
  connect(connection: Connection): OssReplication;
  stdin(): AsyncIterable<Uint8Array>;
  file(path: string): AsyncIterable<Uint8Array>;
  out(text: string): void;
  err(text: string): void;
}

export function systemIo(): Io {
  return {
    env: process.env,
    clock: systemClock,
    connect: connections(),
    stdin: () => process.stdin,
    file: (path) => createReadStream(path),
    out: (shown) => void process.stdout.write(shown),
    err: (shown) => void process.stderr.write(shown),
  };
}
