import { execFileSync } from "node:child_process";
import { cpus, loadavg, totalmem } from "node:os";
import { findPulumi } from "../scripts/pulumi/ensure";

/** On what something was measured, without the name of the host. */
export interface Machine {
  cores: number;
  cpu: string;
  memoryGiB: number;
  node: string;
  pulumi: string;
  /** Processes that wanted a core in the minute before the measuring began. */
  load: number;
}

export function thisMachine(): Machine {
  const [first] = cpus();
  return {
    cores: cpus().length,
    cpu: first?.model.trim() || "unknown CPU",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    pulumi: findPulumi()?.version ?? "none",
    load: loadavg()[0] ?? 0,
  };
}

export function machineText({ cores, cpu, memoryGiB, node, pulumi }: Machine): string {
  return `${cores} cores (${cpu}), ${memoryGiB} GiB, Node.js ${node}, Pulumi CLI ${pulumi}`;
}

/** With more than this to do beside, times say little. */
export function isQuiet({ cores, load }: Machine): boolean {
  return load < cores / 4;
}

/** The commit that is checked out, with a + where files differ from it. */
export function thisCommit(): string {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: __dirname, encoding: "utf8" }).trim();
  const dirty = git("status", "--porcelain", "--untracked-files=no") !== "";
  return `${git("rev-parse", "--short", "HEAD")}${dirty ? "+" : ""}`;
}
