import { join } from "node:path";
import { start } from "../processes/command";

/** Go modules that do nothing but pin what is built: `go.mod` names the programs, `go.sum` all that they are built from. */
export const tools = join(__dirname, "..", "..", "tools");

/** Runs Go within a module and answers what it printed. */
export async function go(module: string, env: NodeJS.ProcessEnv, ...args: string[]): Promise<string> {
  const { exitCode, output } = await start("go", args, { cwd: module, env: { ...env, GOWORK: "off" } }).done;
  if (exitCode !== 0) throw new Error(`go ${args[0]} failed:\n${lastLines(output, 10)}`);
  return output.trim();
}

export async function needGo(env: NodeJS.ProcessEnv): Promise<void> {
  await go(tools, env, "version").catch(() => {
    throw new Error("Go is not installed");
  });
}

/** The folder of a module's source, which Go has in its cache after a build. */
export function sourceOf(name: string, module: string, env: NodeJS.ProcessEnv): Promise<string> {
  return go(module, env, "list", "-mod=readonly", "-m", "-f", "{{.Dir}}", name);
}

export function lastLines(text: string, count: number): string {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
