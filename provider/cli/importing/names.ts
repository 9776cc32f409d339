import type { Rule } from "../../oss";

/** A rule with the names of its resources. */
export interface NamedRule {
  rule: Rule;
  name: string;
  /** Of its RTC, where that is on. */
  rtcName?: string;
}

/**
 * Names made of target and prefixes, each once. They begin with a letter and hold only `a` to `z`, digits and `-`; without
 * the `-` they differ, too, so that a program can make identifiers of them.
 */
export function namedRules(rules: readonly Rule[]): NamedRule[] {
  const once = onceEach();
  const named = [...rules].sort(byTarget).map((rule) => ({ rule, name: once(wish(rule)) }));
  return named.map((each) => (hasRtc(each.rule) ? { ...each, rtcName: once(`${each.name}-rtc`) } : each));
}

/** `to-prod-logs-dr` as `toProdLogsDr`. It begins with "to", so that it is no word of the language. */
export function identifier(name: string): string {
  return name.replace(/-(.)/g, (_, first: string) => first.toUpperCase());
}

function byTarget(a: Rule, b: Rule): number {
  return a.destination.bucket < b.destination.bucket ? -1 : 1;
}

function hasRtc({ rtcStatus }: Rule): boolean {
  return rtcStatus === "enabled" || rtcStatus === "enabling";
}

function wish({ destination, prefixSet }: Rule): string {
  const prefixes = words((prefixSet?.prefixes ?? []).join("/")).slice(0, LONGEST_PREFIXES);
  return ["to", words(destination.bucket), words(prefixes)].filter(Boolean).join("-");
}

/** More would make the names of other resources unreadable in a diff. */
const LONGEST_PREFIXES = 40;

function words(text: string): string {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

function onceEach(): (name: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    for (let count = 1; ; count++) {
      const name = count === 1 ? wanted : `${wanted}-${count}`;
      const bare = name.replaceAll("-", "");
      if (taken.has(bare)) continue;
      taken.add(bare);
      return name;
    }
  };
}
