import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/** Who has a folder. */
interface Holder {
  pid: number;
  host: string;
}

/**
 * Takes a folder for this process. What a process left behind that was killed is taken over. Whether a
 * process of another machine or container still runs cannot be seen, so its folder is not taken over.
 */
export function lockFolder(folder: string): void {
  const file = lockOf(folder);
  const mine = { pid: process.pid, host: hostname() };
  if (!take(file, mine)) {
    const holder = holderOf(file);
    if (!isLeftBehind(holder, mine)) throw new Error(inUse(folder, file, holder));
    rmSync(file, { force: true });
    if (!take(file, mine)) throw new Error(inUse(folder, file, holderOf(file)));
  }
}

export function unlockFolder(folder: string): void {
  rmSync(lockOf(folder), { force: true });
}

function lockOf(folder: string): string {
  return join(folder, "emulator.lock");
}

/** One of two that try at the same time gets it. */
function take(file: string, mine: Holder): boolean {
  try {
    writeFileSync(file, JSON.stringify(mine), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function holderOf(file: string): Holder | undefined {
  try {
    const { pid, host } = JSON.parse(readFileSync(file, "utf8")) as Partial<Holder>;
    return typeof pid === "number" && typeof host === "string" ? { pid, host } : undefined;
  } catch {
    return undefined;
  }
}

/** In a container every run may have the same process id, so a lock with ours is an old one. */
function isLeftBehind(holder: Holder | undefined, mine: Holder): boolean {
  if (holder?.host !== mine.host) return false;
  return holder.pid === mine.pid || !isRunning(holder.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

function inUse(folder: string, file: string, holder: Holder | undefined): string {
  const who = holder ? `by process ${holder.pid} on ${holder.host}` : "by another process";
  return `${folder} is in use ${who}; if that is not an emulator that runs, delete ${file}`;
}
