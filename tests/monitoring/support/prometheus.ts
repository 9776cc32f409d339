import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

/** Debian's package `prometheus` has both commands. */
const COMMANDS = ["prometheus", "promtool"];

const missing = COMMANDS.filter((command) => !isThere(command));

/** `describe` where Prometheus is installed; else the tests are skipped, and the reason is said. */
export const describeWithPrometheus = missing.length === 0 ? describe : describe.skip;
if (missing.length > 0)
  console.warn(
    `skipped: there is no ${missing.join(" and no ")} on the PATH (Debian and Ubuntu: apt-get install prometheus)`,
  );

export const monitoring = resolve(__dirname, "../../../examples/monitoring");

/** What `promtool` says, all of it, and how it ends. */
export function promtool(args: string[], input = ""): { exitCode: number; output: string } {
  try {
    const output = execFileSync("promtool", args, { input, encoding: "utf8", stdio: "pipe" });
    return { exitCode: 0, output };
  } catch (error) {
    const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
    return { exitCode: status, output: `${stdout}${stderr}` };
  }
}

function isThere(command: string): boolean {
  try {
    execFileSync(command, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
