import type { Phrase } from "./phrase";

export type Level = "low" | "medium" | "high";

/** From the least. */
export const LEVELS: readonly Level[] = ["low", "medium", "high"];

/** Why a change is a risk, and how much of one. */
const LEVEL_OF = {
  /** Two resources stand for one rule, and the engine deletes it with one of them. */
  "rule-lost": "high",
  /** A rule is recreated, and in between nothing is copied. */
  gap: "high",
  /** Objects that were copied are not any more. */
  "replication-stops": "high",
  /** A prefix that was copied is not any more. */
  "prefix-dropped": "high",
  /** OSS could not be asked about something, so that the preview is no proof of it. */
  "not-checked": "medium",
  /** Two resources stand for one rule, and go on to. */
  "rule-shared": "medium",
  "rule-recreated": "medium",
  "deletes-replicated": "medium",
  "history-copied": "medium",
  "rtc-ends": "low",
  "rtc-billed": "low",
} as const satisfies Record<string, Level>;

export type Reason = keyof typeof LEVEL_OF;

export interface Risk {
  reason: Reason;
  level: Level;
  text: Phrase;
}

export function risk(reason: Reason, text: Phrase): Risk {
  return { reason, level: LEVEL_OF[reason], text };
}

export function levelOfReason(reason: Reason): Level {
  return LEVEL_OF[reason];
}

/** The highest level first; within one in the order of `LEVEL_OF`. */
export function byLevel(risks: Risk[]): Risk[] {
  const order = Object.keys(LEVEL_OF);
  return [...risks].sort((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason));
}

export function highest(levels: Level[]): Level | undefined {
  return LEVELS.findLast((level) => levels.includes(level));
}

export function reaches(level: Level | undefined, limit: Level): boolean {
  return level !== undefined && LEVELS.indexOf(level) >= LEVELS.indexOf(limit);
}
