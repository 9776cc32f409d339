import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { hasMocks } from "../functions/mocks";

/** Where the program started. It may change its working directory afterwards. */
const startedIn = process.cwd();
let isFound = false;

/**
 * The engine's provider process runs in the program's folder and loads us by name from there, since the text in state
 * belongs to no file (@pulumi/pulumi, cmd/dynamic-provider). A program that depends on us only through a library may not
 * have us there, and the engine would say so with a stack trace.
 */
export function expectLoadable(): void {
  if (isFound || hasMocks() || !pulumi.runtime.hasMonitor()) return;
  isFound = !isProgramFolder(startedIn) || isFoundFrom(startedIn, "pulumi-oss-replication/engine");
  if (isFound) return;
  throw new pulumi.RunError(
    `The program in ${startedIn} does not find pulumi-oss-replication. The engine's provider process loads it by name from that folder, even if only a library uses it. Add it to the dependencies in the program's package.json, in the library's version, and install it.`,
  );
}

/**
 * A provider process starts only where the SDK is found. If it is not, the program changed its folder before it loaded
 * us, and nothing can be said. The same goes for Yarn's Plug'n'Play, which resolves by rules of its own.
 */
function isProgramFolder(folder: string): boolean {
  return !("pnp" in process.versions) && isFoundFrom(folder, "@pulumi/pulumi/cmd/dynamic-provider");
}

function isFoundFrom(folder: string, name: string): boolean {
  try {
    createRequire(join(folder, "program.js")).resolve(name);
    return true;
  } catch {
    return false;
  }
}
