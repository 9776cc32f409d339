import type { Clock } from "./clock";

export interface Waiting {
  clock: Clock;
  /** 0 to 1; spreads the questions of many resources. */
  random: () => number;
  /** Absolute, in the clock's milliseconds. */
  deadline: number;
}

const FIRST_DELAY = 400;
const LONGEST_DELAY = 10_000;

/**
 * Asks until `probe` answers something other than `undefined`, with growing, jittered pauses. After the deadline it
 * ends in `onTimeout`, which is told how often it asked.
 */
export async function waitFor<T>(
  probe: () => Promise<T | undefined>,
  { clock, random, deadline }: Waiting,
  onTimeout: (asked: number) => Error,
): Promise<T> {
  for (let asked = 1; ; asked++) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    const left = deadline - clock.now();
    if (left <= 0) throw onTimeout(asked);
    await clock.sleep(Math.min(left, pause(asked, random())));
  }
}

/** Half of a growing delay is fixed, half is chance. */
export function pause(asked: number, chance: number): number {
  const delay = Math.min(LONGEST_DELAY, FIRST_DELAY * 1.5 ** (asked - 1));
  return delay / 2 + (delay / 2) * chance;
}
