import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export interface Process {
  pid: number;
  parent: number;
}

/** The process with this id and all that descend from it. */
export function family(leader: number, processes: Process[]): number[] {
  const members = [leader];
  for (const member of members) {
    for (const { pid, parent } of processes)
      if (parent === member && !members.includes(pid)) members.push(pid);
  }
  return members;
}

/**
 * Kills a command with its whole family: a killed CLI does not take its language host along, and its provider has a
 * process group of its own.
 */
export function killFamily(leader: number): void {
  killAll(livingFamily(leader));
}

/** The process with this id and all that descend from it now. */
export function livingFamily(leader: number): number[] {
  return family(leader, processTable());
}

export function killAll(processes: number[]): void {
  for (const pid of processes) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** Whether the process runs and serves our resources, of whatever surface, by its command line; Linux only. */
export function isProvider(pid: number): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return command.startsWith("node\0") && /dynamic-provider|pulumi-resource-oss-replication/.test(command);
  } catch {
    return false;
  }
}

/** Slim Linux images have no `ps`. */
function processTable(): Process[] {
  return process.platform === "linux" ? fromProc() : fromPs();
}

function fromProc(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        // pid (name) state parent ...; the name may contain anything
        const [, parent] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
        return [{ pid: Number(pid), parent: Number(parent) }];
      } catch {
        return [];
      }
    });
}

function fromPs(): Process[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0]) => ({ pid, parent }));
}
