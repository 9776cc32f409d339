/** The life of a rule as a pure function of its time stamps and the time: nothing here runs on timers. */

/** `starting`: being prepared; `doing`: in effect; `closing`: deleted, still being cleared. */
export type RuleStatus = "starting" | "doing" | "closing";

/** How long the phases of a rule last, in milliseconds of the emulator's clock. OSS publishes no such numbers. */
export interface Timings {
  /** From the put until the rule is `doing`. */
  startingMs: number;
  /** From the delete until the rule is gone. */
  closingMs: number;
  /** From `doing` until all historical objects are copied. */
  historyMs: number;
  /** How long RTC stays `enabling` once the rule is in effect and its history is copied. */
  rtcMs: number;
}

export const defaultTimings: Timings = {
  startingMs: 60_000,
  closingMs: 3 * 60_000,
  historyMs: 10 * 60_000,
  rtcMs: 5 * 60_000,
};

/** When what happens to a rule; fixed at the call that causes it, so later changes of timings do not reach back. */
export interface Life {
  createdAt: number;
  doingAt: number;
  /** When the historical objects are copied; `doingAt` for a rule that leaves them out. */
  historyAt: number;
  /** When RTC is `enabled`; absent when RTC is off. */
  rtcAt?: number;
  /** When the rule is gone; absent unless it was deleted. */
  goneAt?: number;
}

export interface LifeState {
  status: RuleStatus | "gone";
  /** Absent when RTC is off. */
  rtcStatus?: "enabling" | "enabled";
  /** Share of the historical objects that is copied, 0 to 1. */
  historicalObject: number;
  /** Everything written before this time is replicated. */
  newObject: number;
}

export function startLife(now: number, timings: Timings, rule: { history: boolean; rtc: boolean }): Life {
  const doingAt = now + timings.startingMs;
  const life = { createdAt: now, doingAt, historyAt: doingAt + (rule.history ? timings.historyMs : 0) };
  return rule.rtc ? switchRtc(life, now, timings, true) : life;
}

/** Switching RTC on twice does not restart it. */
export function switchRtc(life: Life, now: number, timings: Timings, on: boolean): Life {
  if (!on) return { ...life, rtcAt: undefined };
  return { ...life, rtcAt: life.rtcAt ?? Math.max(now, life.historyAt) + timings.rtcMs };
}

export function closeLife(life: Life, now: number, timings: Timings): Life {
  return { ...life, goneAt: now + timings.closingMs };
}

export function stateAt(life: Life, now: number): LifeState {
  return {
    status: statusAt(life, now),
    rtcStatus: rtcStatusAt(life, now),
    historicalObject: shareAt(life, now),
    newObject: newObjectAt(life, now),
  };
}

export function isGone({ goneAt }: Life, now: number): boolean {
  return goneAt !== undefined && now >= goneAt;
}

export function statusAt(life: Life, now: number): RuleStatus | "gone" {
  if (life.goneAt !== undefined) return isGone(life, now) ? "gone" : "closing";
  return now >= life.doingAt ? "doing" : "starting";
}

export function rtcStatusAt({ rtcAt }: Life, now: number): LifeState["rtcStatus"] {
  if (rtcAt === undefined) return undefined;
  return now >= rtcAt ? "enabled" : "enabling";
}

/** When status or RTC status change next; infinity if they do not. */
export function nextChange({ doingAt, rtcAt, goneAt }: Life, now: number): number {
  const ahead = [doingAt, rtcAt, goneAt].filter((time): time is number => time !== undefined && time > now);
  return Math.min(...ahead);
}

function shareAt(life: Life, now: number): number {
  if (now >= life.historyAt) return 1;
  return Math.max(0, (now - life.doingAt) / (life.historyAt - life.doingAt));
}

const lagMs = 60_000;
const lagWithRtcMs = 10_000;

function newObjectAt(life: Life, now: number): number {
  const lag = life.rtcAt !== undefined && now >= life.rtcAt ? lagWithRtcMs : lagMs;
  return Math.max(life.createdAt, now - lag);
}
