import type { Change } from "./change";
import type { Gap } from "./gap";
import type { Maybe } from "./maybe";
import type { Phrase } from "./phrase";
import type { Risk } from "./risks";
import { nameIn } from "./urn";

/** What happens, in the order in which it is counted; one rule or its RTC each. */
export const KINDS = {
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
}

export function finding(
  change: Change,
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
