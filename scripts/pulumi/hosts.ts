import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { isExecutable, type PulumiCli } from "./cli";
import { go, needGo } from "./goTool";
import { type Language, languages } from "./languages";
import { inTemporaryFolder } from "./temporaryFolder";

type Environment = NodeJS.ProcessEnv;

/** Puts a language's host into an empty folder; throws a message that says why it cannot. */
export type BuildHost = (
  language: Language,
  folder: string,
  env: Environment,
  say: (line: string) => void,
) => Promise<void>;

export interface EnsureHostsOptions {
  env?: Environment;
  say?: (line: string) => void;
  build?: BuildHost;
}

/** Where a language's host is: beside the CLI or on PATH, where an official one is, else in our own cache. */
export function findHost({ executables, module }: Language, cli: PulumiCli, env: Environment = process.env) {
  const beside = [cli.directory, dirname(realpathSync(cli.bin))];
  const folders = [...beside, ...(env.PATH ?? "").split(delimiter).filter(Boolean), cacheOf(module, env)];
  return folders.find((folder) => isIn(folder, executables));
}

/**
 * Builds the hosts that are not here, into the user's cache. One that cannot be had stops nothing: what needs it is skipped.
 * Returns the languages that can be run.
 */
export async function ensureHosts(cli: PulumiCli, options: EnsureHostsOptions = {}): Promise<Language[]> {
  const { env = process.env, say = console.log, build = buildHost } = options;
  const ready: Language[] = [];
  for (const language of languages) {
    if (!findHost(language, cli, env)) {
      await fillCache(language, build, env, say).catch((problem: Error) =>
        say(`  There is no language host for ${language.name}, so its tests are skipped: ${problem.message}`),
      );
    }
    if (findHost(language, cli, env)) ready.push(language);
  }
  return ready;
}

/** Apart from the CLI's cache, which is the launcher's. Its name tells one pinned version from the next. */
function cacheOf(module: string, env: Environment): string {
  const hash = createHash("sha256");
  for (const file of ["go.mod", "go.sum"]) hash.update(readFileSync(join(module, file)));
  const cache = env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache");
  return join(
    cache,
    "pulumi-oss-replication",
    "hosts",
    `${basename(module)}-${hash.digest("hex").slice(0, 16)}`,
  );
}

async function fillCache(
  language: Language,
  build: BuildHost,
  env: Environment,
  say: (line: string) => void,
): Promise<void> {
  const kept = cacheOf(language.module, env);
  mkdirSync(dirname(kept), { recursive: true });
  const started = Date.now();
  await inTemporaryFolder(join(dirname(kept), ".setup-"), async (folder) => {
    const bin = join(folder, "bin");
    mkdirSync(bin);
    await build(language, bin, env, say);
    if (!isIn(bin, language.executables)) throw new Error("what came is not complete");
    publish(bin, kept, language);
  });
  say(`  done in ${Math.round((Date.now() - started) / 1000)} s`);
}

/** Whole or not at all; of two at once, the first one's stays. */
function publish(from: string, kept: string, { executables }: Language): void {
  try {
    renameSync(from, kept);
  } catch {
    if (isIn(kept, executables)) return;
    rmSync(kept, { recursive: true });
    renameSync(from, kept);
  }
}

function isIn(folder: string, executables: string[]): boolean {
  return executables.every((name) => isExecutable(join(folder, name)));
}

const buildHost: BuildHost = async ({ name, module, complete }, bin, env, say) => {
  await needGo(env);
  say(`Building the language host for ${name} from source with Go: once, about a minute on 2 cores`);
  await go(module, env, "build", "-mod=readonly", "-ldflags", "-s -w", "-o", bin, "tool");
  await complete?.(bin, env);
};
