import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { cached, publish, versionsFolder } from "./cache";
import { cliVersion, isComplete, type PulumiCli } from "./cli";
import { onPath } from "./onPath";
import { inTemporaryFolder } from "./temporaryFolder";
import { build, download, type Way } from "./ways";

export interface EnsureOptions {
  env?: NodeJS.ProcessEnv;
  say?: (line: string) => void;
  ways?: Way[];
}

/** A Pulumi CLI could not be had; the message is for people. */
export class NoPulumi extends Error {
  constructor(reasons: string[]) {
    const tried = reasons.length > 0 ? ` Tried: ${reasons.join("; ")}.` : "";
    super(
      `There is no Pulumi CLI ${cliVersion} here.${tried} Install Pulumi ${cliVersion} or newer (www.pulumi.com/docs/install) ` +
        "so that `pulumi version` prints it, or Go 1.25 or newer (go.dev/dl) so that it can be built from source, " +
        "and run `npm run setup` again.",
    );
  }
}

/** The CLI that is already here: the user's own, else the cached one. */
export function findPulumi(env: NodeJS.ProcessEnv = process.env): PulumiCli | undefined {
  return onPath(env.PATH ?? "") ?? cached(env);
}

/** The CLI that is already here; else one that is downloaded or, where it cannot be, built, into the user's cache. */
export async function ensurePulumi(options: EnsureOptions = {}): Promise<PulumiCli> {
  const { env = process.env, say = console.log, ways = [download, build] } = options;
  const reasons: string[] = [];
  for (const way of ways) {
    const found = findPulumi(env);
    if (found) return found;
    await fillCache(way, env, say).catch((problem: Error) => {
      say(`  ${problem.message}`);
      reasons.push(problem.message);
    });
  }
  const found = findPulumi(env);
  if (!found) throw new NoPulumi(reasons);
  return found;
}

async function fillCache(way: Way, env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<void> {
  const parent = versionsFolder(env);
  mkdirSync(parent, { recursive: true });
  const started = Date.now();
  // Beside the cache, not in the system's temporary folder, so that moving the result over is a rename.
  await inTemporaryFolder(join(parent, ".setup-"), async (folder) => {
    const bin = await way(folder, env, say);
    check(bin, folder);
    publish(bin, env);
  });
  say(`  done in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** What is about to be published must be whole, and must run on this machine. */
function check(bin: string, home: string): void {
  if (!isComplete(bin)) throw new Error("what came is not complete");
  const env = { PATH: process.env.PATH, HOME: home, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const version = execFileSync(join(bin, "pulumi"), ["version"], {
    env,
    encoding: "utf8",
    timeout: 60_000,
  }).trim();
  if (version !== `v${cliVersion}`) throw new Error(`what came is version ${version || "none"}`);
}
