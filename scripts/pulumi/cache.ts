import { mkdirSync, readdirSync, renameSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { cliVersion, isComplete, type PulumiCli } from "./cli";

type Environment = NodeJS.ProcessEnv;

/** Where the official npm launcher keeps its CLIs; Pulumi's Automation API shares it. */
export function versionsFolder(env: Environment): string {
  return join(env.PULUMI_HOME || join(env.HOME || homedir(), ".pulumi"), "versions");
}

export function cached(env: Environment): PulumiCli | undefined {
  const directory = join(versionsFolder(env), cliVersion, "bin");
  return isComplete(directory)
    ? { bin: join(directory, "pulumi"), directory, version: cliVersion }
    : undefined;
}

/**
 * Moves the files of a finished folder into the cache. The launcher looks for `pulumi` only, so that comes last: whoever
 * sees it sees the rest, too, and of two that publish at once the later one puts the same files over the first one's.
 */
export function publish(from: string, env: Environment): void {
  const into = join(versionsFolder(env), cliVersion, "bin");
  mkdirSync(into, { recursive: true });
  const names = readdirSync(from).filter((name) => name !== "pulumi");
  for (const name of [...names, "pulumi"]) renameSync(join(from, name), join(into, name));
}
