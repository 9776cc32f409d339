import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { start } from "../processes/command";
import { lastLines } from "../pulumi/goTool";
import { inTemporaryFolder } from "../pulumi/temporaryFolder";

/** A command that comes in an npm package. */
export interface Tool {
  package: string;
  version: string;
  command: string;
}

/** It cannot be had on this machine; the message says why. */
export class NotAvailable extends Error {}

/** Puts a package into an empty folder, or throws. */
export type Fetch = (spec: string, folder: string) => Promise<void>;

export const cacheFolder = join(__dirname, "..", "..", "node_modules", ".cache", "matrix");

/** What Node.js is built for. */
type Machine = Pick<NodeJS.Process, "platform" | "arch">;

/** Node.js itself, for this machine. */
export function nodeTool(version: string, { platform, arch }: Machine = process): Tool {
  const name = `${platform === "win32" ? "win" : platform}-${arch}`;
  // As the package `node` chooses.
  const prefix = name === "darwin-arm64" ? "node-bin" : "node";
  return { package: `${prefix}-${name}`, version, command: "node" };
}

/** The folder of the command, if it has been fetched. */
export function findTool(tool: Tool, cache = cacheFolder): string | undefined {
  return commandIn(homeOf(tool, cache), tool);
}

/** The folder of the command, which is fetched once. */
export async function ensureTool(
  tool: Tool,
  fetch: Fetch = fromRegistry,
  cache = cacheFolder,
): Promise<string> {
  const found = findTool(tool, cache);
  if (found !== undefined) return found;
  const home = homeOf(tool, cache);
  mkdirSync(cache, { recursive: true });
  await inTemporaryFolder(`${home}.fetch-`, async (folder) => {
    const spec = `${tool.package}@${tool.version}`;
    await fetch(spec, folder);
    if (commandIn(folder, tool) === undefined)
      throw new NotAvailable(`${spec} has no command ${tool.command}`);
    // Unless another was quicker.
    if (findTool(tool, cache) === undefined) renameSync(folder, home);
  });
  return ensureTool(tool, fetch, cache);
}

function commandIn(folder: string, { command }: Tool): string | undefined {
  const bin = join(folder, "node_modules", ".bin");
  return existsSync(join(bin, command)) ? bin : undefined;
}

function homeOf(tool: Tool, cache: string): string {
  return join(cache, `${tool.package.replaceAll("/", "+")}@${tool.version}`);
}

const fromRegistry: Fetch = async (spec, folder) => {
  const args = ["install", "--prefix", folder, "--prefer-offline", "--no-audit", "--no-fund", spec];
  const { exitCode, output } = await start("npm", args, { cwd: folder, env: process.env, timeoutMs: 300_000 })
    .done;
  if (exitCode !== 0) throw new NotAvailable(`npm could not fetch ${spec}: ${lastLines(output, 3)}`);
};
