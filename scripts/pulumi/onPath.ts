import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, sep } from "node:path";
import { hosts, isExecutable, isNewEnough, type PulumiCli } from "./cli";

/** The npm package `pulumi` is a launcher that downloads; npm scripts have it on PATH, as node_modules/.bin/pulumi. */
function isLauncher(file: string): boolean {
  return realpathSync(file).includes(`${sep}node_modules${sep}`);
}

/** Asked with PATH alone, which is about what it gets later: a version manager's stand-in may need more, and is passed over. */
function versionOf(bin: string, path: string): string {
  const home = mkdtempSync(join(tmpdir(), "pulumi-version-"));
  try {
    const env = { PATH: path, HOME: home, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
    return execFileSync(bin, ["version"], { env, encoding: "utf8", timeout: 10_000, stdio: "pipe" }).trim();
  } catch {
    return "";
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The first real `pulumi` on PATH, if it is new enough and its Node.js hosts are beside it or on PATH, too. */
export function onPath(path: string): PulumiCli | undefined {
  const folders = path.split(delimiter).filter(Boolean);
  const isFound = (name: string, places: string[]) =>
    places.some((folder) => isExecutable(join(folder, name)));
  const bin = folders
    .map((folder) => join(folder, "pulumi"))
    .find((file) => isExecutable(file) && !isLauncher(file));
  if (!bin) return undefined;
  const directory = dirname(bin);
  const beside = [directory, dirname(realpathSync(bin)), ...folders];
  if (!hosts.every((host) => isFound(host, beside))) return undefined;
  const version = versionOf(bin, path);
  return isNewEnough(version) ? { bin, directory, version: version.replace(/^v/, "") } : undefined;
}
