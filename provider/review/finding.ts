import { type Change, nameIn } from "./change";
import type { Maybe } from "./maybe";
import type { Copied } from "./measure";
import type { Phrase } from "./phrase";

/** What happens to a rule or its RTC, in the order of the counts; in words for one and for several. */
export const KINDS = {
  gone: ["rule is gone at OSS", "rules are gone at OSS"],
  drifted: ["rule differs at OSS", "rules differ at OSS"],
  "rtc-drifted": ["RTC differs at OSS", "RTCs differ at OSS"],
  recreated: ["rule is recreated", "rules are recreated"],
  stopped: ["rule stops", "rules stop"],
  started: ["rule starts", "rules start"],
  adopted: ["rule is taken over", "rules are taken over"],
  shared: ["rule gets a second resource", "rules get a second resource"],
  released: ["rule is released", "rules are released"],
  updated: [
    "rule is updated without effect on replication",
    "rules are updated without effect on replication",
  ],
  "rtc-enabled": ["RTC is enabled", "RTCs are enabled"],
  "rtc-disabled": ["RTC is disabled", "RTCs are disabled"],
  "rtc-recreated": ["RTC is recreated", "RTCs are recreated"],
  "rtc-released": ["RTC is released", "RTCs are released"],
  "rtc-updated": ["RTC is updated without effect", "RTCs are updated without effect"],
} as const;

export type Kind = keyof typeof KINDS;

export const KIND_NAMES = Object.keys(KINDS) as Kind[];

/** One change as it is told to the reviewer. */
export interface Finding {
  kind: Kind;
  urn: string;
  name: string;
  sourceBucket: Maybe<string>;
  targetBucket: Maybe<string>;
  sentence: Phrase;
  risks: Risk[];
  gap?: Gap;
  /** How much it copies at most, where that was asked. */
  copied?: Copied;
}

/** The time for which a replacement leaves a pair without a rule. */
export interface Gap {
  /** How long OSS may take to clear the old rule before the update fails, as `30m`; missing where nothing waits for it. */
  timeout: Maybe<string>;
  text: Phrase;
}

export function finding(
  change: Pick<Change, "urn">,
  kind: Kind,
  pair: { bucket: Maybe<string>; target: Maybe<string> },
  sentence: Phrase,
  risks: Risk[] = [],
  gap?: Gap,
): Finding {
  const { urn } = change;
  return {
    kind,
    urn,
    name: nameIn(urn),
    sourceBucket: pair.bucket,
    targetBucket: pair.target,
    sentence,
    risks,
    gap,
  };
}

export type Level = "low" | "medium" | "high";

/** From the least. */
export const LEVELS: readonly Level[] = ["low", "medium", "high"];

/** Why a change is a risk, and how much of one. */
const LEVEL_OF = {
  /** Two resources manage one rule, and the engine deletes it with one of them. */
  "rule-lost": "high",
  /** Nothing is copied between the end of one rule and the start of the next. */
  gap: "high",
  /** Objects that were copied no longer are. */
  "replication-stops": "high",
  /** Objects under a prefix that was copied no longer are. */
  "prefix-dropped": "high",
  /** OSS could not be asked about something, so the preview proves nothing about it. */
  "not-checked": "medium",
  /** Two resources manage one rule, and go on doing so. */
  "rule-shared": "medium",
  /** Something else than the program has changed what is at OSS. */
  drift: "medium",
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
