/** What a retry decision needs to know of a failure. */
export interface Failure {
  code: string;
  status?: number;
  reason?: string;
}

const retryCodes = new Set(["RequestTimeTooSkewed", "BadRequest", "Timeout", "BadAnswer"]);
const retryStatuses = new Set([401, 408, 429]);

/** The request never reached the service, so it had no effect there. */
const neverSent = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
const passingReasons = new Set([
  ...["ECONNRESET", "ECONNABORTED", "EPIPE", "ETIMEDOUT"],
  ...["ECONNREFUSED", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"],
]);

/** The table of the OSS SDKs V2: connection failures, timeouts, an answer that is cut short or not OSS's, 401, 408, 429, any 5xx, a wrong clock. */
export function isRetryable({ code, status, reason }: Failure): boolean {
  if (retryCodes.has(code)) return true;
  if (code === "NetworkError") return passingReasons.has(reason ?? "");
  if (status === undefined) return false;
  return status >= 500 || retryStatuses.has(status);
}

/** Nobody knows whether the call had its effect. A refusal for too many calls is known to have had none; what was not OSS's says nothing. */
export function isAnswerLost({ code, status, reason }: Failure): boolean {
  if (code === "Timeout" || code === "BadAnswer") return true;
  if (code === "NetworkError") return !neverSent.has(reason ?? "") && !isTlsReason(reason ?? "");
  return status !== undefined && status >= 500 && code !== "MetaOperationQpsLimitExceeded";
}

function isTlsReason(reason: string): boolean {
  return /CERT|TLS|SSL|EPROTO/.test(reason);
}

/** Pause before another attempt, in ms: full jitter over min(20 s, 200 ms * 2^failures); `random` is in [0, 1). */
export function backoffMs(failures: number, random: number): number {
  return Math.floor(random * Math.min(20_000, 200 * 2 ** failures));
}

/** How often, and with which pauses, a call is attempted. */
export interface RetryOptions {
  /** Attempts in all, at least 1. */
  maxAttempts: number;
  sleep: (ms: number) => Promise<void>;
  random: () => number;
}

/**
 * Attempts until one succeeds, a failure is final, or attempts run out. `settle` sees every failure first and may turn
 * it into a result.
 */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  options: RetryOptions,
  settle: (error: unknown) => Promise<T | undefined> = async () => undefined,
): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      const settled = await settle(error);
      if (settled !== undefined) return settled;
      const retryable = (error as { retryable?: boolean }).retryable === true;
      if (!retryable || failures + 1 >= options.maxAttempts) throw error;
      await options.sleep(backoffMs(failures, options.random()));
    }
  }
}
