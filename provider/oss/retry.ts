import { Backoff, BETWEEN_ATTEMPTS } from "./backoff";
import type { Clock } from "./clock";
import { OssError } from "./errors";
import { isThrottled } from "./failure";

/** How often, and for how long, a call is attempted. */
export interface RetryOptions {
  /** Attempts in all, at least 1, not counting those that the service refused because of too many calls. */
  maxAttempts: number;
  /** No attempt begins more than this many ms after the first one. */
  patienceMs: number;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
}

/**
 * Attempts until one succeeds, a failure is final, attempts run out or patience does. `settle` sees every failure first
 * and may turn it into a result.
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  { maxAttempts, patienceMs, clock, random }: RetryOptions,
  settle: (error: unknown) => Promise<T | undefined> = async () => undefined,
): Promise<T> {
  const limitMs = patienceMs;
  const backoff = new Backoff({ curve: BETWEEN_ATTEMPTS, clock, random, limitMs, atLimit: "stop" });
  let counted = 0;
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      const settled = await settle(error);
      if (settled !== undefined) return settled;
      if (!(error instanceof OssError)) throw error;
      if (!isThrottled(error)) counted++;
      const waited = backoff.waitedMs();
      const mayRetry = error.retryable && counted < maxAttempts;
      if (mayRetry && (await backoff.pause(error.retryAfterMs))) continue;
      throw attempts > 1 ? error.after(attempts, waited) : error;
    }
  }
}
