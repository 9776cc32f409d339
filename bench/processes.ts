import { readFileSync } from "node:fs";
import { isProvider, livingFamily } from "../scripts/processes/family";

/**
 * CPU seconds, user and system, of all processes below this one that have ended and that their parents have waited for.
 * The CLI waits for its hosts and providers, so the difference over a command is its whole cost. proc(5), in ticks of
 * 10 ms; Linux only.
 */
export function childrenCpuSeconds(): number {
  const [, fields = ""] = readFileSync("/proc/self/stat", "utf8").split(") ");
  const [user, system] = fields.split(" ").slice(13, 15).map(Number);
  return ((user ?? 0) + (system ?? 0)) / 100;
}

const PAUSE = 100;

/** Looks at the provider process below this one until it is told to stop, and then says the most memory that it held, in MiB. */
export function watchProvider(): () => number {
  let most = 0;
  const timer = setInterval(() => {
    for (const pid of livingFamily(process.pid).filter(isProvider)) most = Math.max(most, peakMiB(pid));
  }, PAUSE);
  return () => {
    clearInterval(timer);
    return most;
  };
}

/** The peak of a process so far, by the kernel; what it holds after the last look is not seen. */
function peakMiB(pid: number): number {
  try {
    const [, kib = 0] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return Number(kib) / 1024;
  } catch {
    return 0;
  }
}
