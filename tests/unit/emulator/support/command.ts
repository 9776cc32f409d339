import { resolve } from "node:path";
import { type RunningCommand, start } from "../../../../scripts/processes/command";

const command = resolve(__dirname, "../../../../emulator/bin/oss-replication-emulator.js");
const env = { ...process.env, OSS_ACCESS_KEY_ID: undefined, OSS_ACCESS_KEY_SECRET: undefined };
const running: RunningCommand[] = [];

export const commandOf = (...options: string[]): string[] => [process.execPath, command, ...options];

/** Starts the built command. It is killed by `endAll`, which a test file calls after each test. */
export function run(...options: string[]): RunningCommand {
  const [node = "", ...rest] = commandOf(...options);
  return runIn(node, ...rest);
}

export function runIn(file: string, ...args: string[]): RunningCommand {
  const started = start(file, args, { env });
  running.push(started);
  return started;
}

export async function endAll(): Promise<void> {
  for (const started of running.splice(0)) {
    started.kill();
    await started.done;
  }
}

export async function ready(started: RunningCommand): Promise<{ endpoint: string }> {
  await started.wrote(/\n/);
  const [endpoint = ""] = started.output().split("\n");
  return { endpoint };
}
