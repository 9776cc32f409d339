import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start } from "../../../scripts/processes/command";

const repository = join(__dirname, "..", "..", "..");
const packed: string[] = [];

afterAll(() => {
  for (const path of packed) rmSync(path, { recursive: true, force: true });
});

/** The package as npm would publish it, for the tests of one file. */
export async function pack(): Promise<string> {
  const target = mkdtempSync(join(tmpdir(), "pack-"));
  packed.push(target);
  await runTool("npm", ["pack", "-w", "pulumi-oss-replication", "--pack-destination", target], repository);
  return join(target, readdirSync(target)[0] as string);
}

/** The version that the repository has locked, which npm has in its cache. */
export function locked(name: string): string {
  const { devDependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
  return devDependencies[name];
}

export function npmInstall(folder: string, ...args: string[]): Promise<string> {
  return runTool("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", ...args], folder);
}

/** Runs a tool with the caller's own environment, since npm needs the registry and the cache that are set there. */
export async function runTool(file: string, args: string[], cwd: string): Promise<string> {
  const { exitCode, output } = await start(file, args, { cwd, env: process.env, timeoutMs: 300_000 }).done;
  if (exitCode !== 0)
    throw new Error(`${file} ${args.join(" ")} ended with exit code ${exitCode}\n${output}`);
  return output;
}
