import { readFileSync } from "node:fs";

/** Whether the process runs and is one of Pulumi's dynamic providers, by its command line; Linux only. */
export function isDynamicProvider(pid: number): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return command.startsWith("node\0") && command.includes("dynamic-provider");
  } catch {
    return false;
  }
}
