import { Backoff, BETWEEN_QUESTIONS, type Clock, isPassing } from "../oss";

export interface Waiting {
  clock: Clock;
  /** In [0, 1); spreads the questions of many resources. */
  random: () => number;
  /** Absolute, in the clock's milliseconds. */
  deadline: number;
}

/** One call, made again until the deadline while its failure is one that passes; then that failure is told. */
export async function patiently<T>(call: () => Promise<T>, { clock, random, deadline }: Waiting): Promise<T> {
  const limitMs = deadline - clock.now();
  const backoff = new Backoff({ curve: BETWEEN_QUESTIONS, clock, random, limitMs, atLimit: "cut" });
  for (;;) {
    try {
      return await call();
    } catch (failure) {
      if (!isPassing(failure) || !(await backoff.pause(failure.retryAfterMs))) throw failure;
    }
  }
}
