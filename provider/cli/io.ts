import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { type Clock, systemClock } from "../lifecycle/clock";
import { connections } from "../lifecycle/connections";
import type { Connection } from "../lifecycle/settings";
import type { OssReplication } from "../oss";

/** What the command has to do with the world. */
export interface Io {
  env: NodeJS.ProcessEnv;
  clock: Clock;
  connect(connection: Connection): OssReplication;
  readStdin(): Promise<string>;
  readFile(path: string): Promise<string>;
  out(text: string): void;
  err(text: string): void;
}

export function systemIo(): Io {
  return {
    env: process.env,
    clock: systemClock,
    connect: connections(),
    readStdin: () => text(process.stdin),
    readFile: (path) => readFile(path, "utf8"),
    out: (shown) => void process.stdout.write(shown),
    err: (shown) => void process.stderr.write(shown),
  };
}
