import { Backoff, BETWEEN_QUESTIONS, type Clock, isPassing } from "../oss";

export interface Waiting {
  clock: Clock;
  /** In [0, 1); spreads the questions of many resources. */
  random: () => number;
  /** Absolute, in the clock's milliseconds. */
  deadline: number;
  /** What is waited for was not there at once. */
  onWait?(): void;
  /** It is there, after a wait. */
  onEnd?(): void;
}

/** What a wait is for: `for OSS to clear ...`, and what is so once it has come. */
export interface Awaited {
  what: string;
  done: string;
}

/** One call, made again until the deadline while its failure is one that passes; then that failure is told. */
export async function patiently<T>(call: () => Promise<T>, waiting: Waiting): Promise<T> {
  const { clock, random, deadline } = waiting;
  const limitMs = deadline - clock.now();
  const backoff = new Backoff({ curve: BETWEEN_QUESTIONS, clock, random, limitMs, atLimit: "cut" });
  for (let isFirst = true; ; isFirst = false) {
    let answer: T;
    try {
      answer = await call();
    } catch (failure) {
      if (!isPassing(failure)) throw failure;
      if (isFirst) waiting.onWait?.();
      if (!(await backoff.pause(failure.retryAfterMs))) throw failure;
      continue;
    }
    if (!isFirst) waiting.onEnd?.();
    return answer;
  }
}
