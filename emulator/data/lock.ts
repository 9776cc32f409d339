import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
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
    takeOver(folder, mine);
  }
}

/** Another process may have taken it over meanwhile: then it is left alone. */
export function unlockFolder(folder: string): void {
  const [file, holder] = [lockOf(folder), holderOf(lockOf(folder))];
  if (holder?.pid === process.pid && holder.host === hostname()) rmSync(file, { force: true });
}

/**
 * Of two that find the same lock left behind one gets it: who takes it over has a lock for that, and looks again. The new
 * lock takes the place of the old one at once, so that nobody finds none.
 */
function takeOver(folder: string, mine: Holder): void {
  const file = lockOf(folder);
  const next = `${file}.next`;
  if (!take(next, mine)) throw new Error(inUse(folder, next, holderOf(next)));
  const holder = holderOf(file);
  if (!isLeftBehind(holder, mine)) {
    rmSync(next, { force: true });
    throw new Error(inUse(folder, file, holder));
  }
  renameSync(next, file);
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
