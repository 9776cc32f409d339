import { start } from "../../../scripts/processes/command";

/** Runs a tool with the caller's own environment, since npm needs the registry and the cache that are set there. */
export async function runTool(file: string, args: string[], cwd: string): Promise<string> {
  const { exitCode, output } = await start(file, args, { cwd, env: process.env, timeoutMs: 300_000 }).done;
  if (exitCode !== 0)
    throw new Error(`${file} ${args.join(" ")} ended with exit code ${exitCode}\n${output}`);
  return output;
}
