import { OssError } from "./errors";
import { isThrottled } from "./failure";

/** Pause before another attempt, in ms: full jitter over min(5 s, 200 ms * 2^failures); `random` is in [0, 1). */
export function backoffMs(failures: number, random: number): number {
  return Math.floor(random * Math.min(5_000, 200 * 2 ** failures));
}

/** How often, and with which pauses, a call is attempted. */
export interface RetryOptions {
  /** Attempts in all, at least 1, beside those that the service refused for too many calls. */
  maxAttempts: number;
  /** No attempt begins later than so many ms after the first one did. */
  patienceMs: number;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  random: () => number;
}

/**
 * Attempts until one succeeds, a failure is final, attempts run out or patience does. `settle` sees every failure first
 * and may turn it into a result.
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  options: RetryOptions,
  settle: (error: unknown) => Promise<T | undefined> = async () => undefined,
): Promise<T> {
  const start = options.now();
  let counted = 0;
  let paused = 0;
  for (let failures = 1; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      const settled = await settle(error);
      if (settled !== undefined) return settled;
      if (!(error instanceof OssError)) throw error;
      if (!isThrottled(error)) counted++;
      // The clock may be set back meanwhile.
      const waited = Math.max(options.now() - start, paused);
      const pause = Math.max(backoffMs(failures - 1, options.random()), error.retryAfterMs ?? 0);
      const goesOn = error.retryable && counted < options.maxAttempts && waited + pause <= options.patienceMs;
      if (!goesOn) throw failures > 1 ? error.after(failures, waited) : error;
      await options.sleep(pause);
      paused += pause;
    }
  }
}
