import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";

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
