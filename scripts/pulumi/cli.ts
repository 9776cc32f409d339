import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";

/** The one version that everything here is tried with; package.json and tools/pulumi-cli/go.mod pin the same. */
export const cliVersion = "3.250.0";

/** A Pulumi CLI that can run our stacks. */
export interface PulumiCli {
  /** The `pulumi` executable. */
  bin: string;
  /** The folder it is in; the Node.js hosts are in it, too, or on PATH. */
  directory: string;
  /** As in "3.250.0". */
  version: string;
}

/** The Node.js language host and the launcher of dynamic providers: without them the CLI runs none of our programs. */
export const hosts = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    const { size } = statSync(file);
    return size > 0;
  } catch {
    return false;
  }
}

export function isComplete(directory: string): boolean {
  return ["pulumi", ...hosts].every((name) => isExecutable(join(directory, name)));
}

type Version = [major: number, minor: number, patch: number];

function parse(text: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(text.trim());
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/** Whether a CLI that prints this version can stand in for ours: same major version, not older. */
export function isNewEnough(text: string): boolean {
  const [found, needed] = [parse(text), parse(cliVersion)];
  if (!found || !needed || found[0] !== needed[0]) return false;
  return found[1] > needed[1] || (found[1] === needed[1] && found[2] >= needed[2]);
}
