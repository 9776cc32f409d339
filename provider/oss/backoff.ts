import type { Clock } from "./clock";

/** How pauses grow from one to the next. */
export interface Curve {
  firstMs: number;
  /** Each pause is this many times the one before. */
  factor: number;
  longestMs: number;
  /** The share of a pause that chance decides, 0 to 1, so that many callers do not come back at the same moment. */
  jitter: number;
}

/** Between the attempts of one call. All of a pause is chance, since many rules of a program are put at once. */
export const BETWEEN_ATTEMPTS: Curve = { firstMs: 200, factor: 2, longestMs: 5_000, jitter: 1 };

/** Between the questions of a wait, which may go on for hours. */
export const BETWEEN_QUESTIONS: Curve = { firstMs: 400, factor: 1.5, longestMs: 10_000, jitter: 0.5 };

/** The pause after the n-th failure (from 1), in ms; `random` is in [0, 1). */
export function pauseMs(curve: Curve, failures: number, random: number): number {
  const { firstMs, factor, longestMs, jitter } = curve;
  return Math.min(longestMs, firstMs * factor ** (failures - 1)) * (1 - jitter + jitter * random);
}

export interface BackoffOptions {
  curve: Curve;
  clock: Clock;
  /** In [0, 1). */
  random: () => number;
  /** No attempt begins more than this many ms after the start. */
  limitMs: number;
  /** A pause that would go past the limit: cut short, for a last attempt at the very limit, or not made at all. */
  atLimit: "cut" | "stop";
}

/** The pauses in one piece of work that is tried again until it is done, within a limit. It starts when this is made. */
export class Backoff {
  private readonly start: number;
  private failures = 0;
  private pausedMs = 0;

  constructor(private readonly options: BackoffOptions) {
    this.start = options.clock.now();
  }

  /** How long the work has taken so far; at least its pauses, since the clock may be set back meanwhile. */
  waitedMs(): number {
    return Math.max(this.options.clock.now() - this.start, this.pausedMs);
  }

  /** Pauses before another attempt, at least for as long as the service asks. `false`, at once, when the limit allows none, or the clock is stopped. */
  async pause(atLeastMs = 0): Promise<boolean> {
    const { curve, clock, random, limitMs, atLimit } = this.options;
    const leftMs = limitMs - this.waitedMs();
    const wantedMs = Math.max(pauseMs(curve, ++this.failures, random()), atLeastMs);
    if (clock.isStopped?.()) return false;
    if (atLimit === "cut" ? leftMs <= 0 : wantedMs > leftMs) return false;
    const ms = Math.min(wantedMs, leftMs);
    await clock.sleep(ms);
    this.pausedMs += ms;
    return !clock.isStopped?.();
  }
}
