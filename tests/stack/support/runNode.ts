import { join } from "node:path";
import { start } from "../../../scripts/processes/command";
import type { Project } from "./project";

/** Runs a file beside the program in a Node.js process of its own, and answers what it printed. */
export async function runNode(project: Project, file: string): Promise<string> {
  const cwd = join(project.folder, "program");
  const options = { cwd, env: project.env, timeoutMs: 120_000 };
  const { exitCode, stdout, output } = await start(process.execPath, [file], options).done;
  if (exitCode !== 0) throw new Error(`${file} ended with exit code ${exitCode}\n${output}`);
  return stdout;
}
