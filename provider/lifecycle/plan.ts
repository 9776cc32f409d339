import { isDeepStrictEqual } from "node:util";
import { isSameField, RULE_FIELD_NAMES, RULE_FIELDS, type RuleDefinition } from "../oss";
import type { RtcInputs, RuleInputs } from "./inputs";
import { isSameTimeouts } from "./normalise";
import { containsUnknown, isUnknown } from "./unknown";

/**
 * What a change of an argument means.
 * `replace`: OSS cannot change it in place; `update`: kept in state or changed in place; `nothing`: no change at all.
 */
type Meaning = "replace" | "update" | "nothing";

type Meanings<T> = Record<keyof T, Meaning>;

/** What a rule says is in `RULE_FIELDS`; here is what else a resource says. */
export const RULE_MEANING: Meanings<RuleInputs> = {
  bucket: "replace",
  region: "replace",
  endpoint: "update",
  network: "update",
  adopt: "nothing",
  timeouts: "update",
  waitForClearing: "update",
  owner: "nothing",
  ...meaningsOfFields(),
};

function meaningsOfFields(): Meanings<RuleDefinition> {
  const meanings = RULE_FIELD_NAMES.map((name) => [name, RULE_FIELDS[name].replaces ? "replace" : "update"]);
  return Object.fromEntries(meanings);
}

export const RTC_MEANING: Meanings<RtcInputs> = {
  bucket: "replace",
  region: "replace",
  ruleId: "replace",
  status: "update",
  endpoint: "update",
  network: "update",
};

export type Plan =
  | { kind: "none" }
  | { kind: "update"; changed: string[] }
  | { kind: "replace"; changed: string[] };

/** What `news` mean for a rule that stands as `olds`. An unknown argument may be another value, so it counts as one. */
export function planRule(olds: Partial<RuleInputs>, news: Partial<RuleInputs>): Plan {
  return plan(RULE_MEANING, olds, news);
}

/** What `news` mean for the RTC that stands as `olds`. */
export function planRtc(olds: Partial<RtcInputs>, news: Partial<RtcInputs>): Plan {
  return plan(RTC_MEANING, olds, news);
}

/** OSS keeps one rule for a source and a target. */
export function mayBeSamePair(olds: Partial<RuleInputs>, news: Partial<RuleInputs>): boolean {
  return (
    mayBeEqual(olds.bucket, news.bucket) &&
    mayBeEqual(olds.destination?.bucket, targetBucket(news.destination))
  );
}

function targetBucket(destination: unknown): unknown {
  return isUnknown(destination) ? destination : (destination as { bucket?: unknown } | undefined)?.bucket;
}

function mayBeEqual(old: unknown, value: unknown): boolean {
  return containsUnknown(value) || isDeepStrictEqual(old, value);
}

/** An argument that differs. */
export interface Change {
  name: string;
  meaning: Exclude<Meaning, "nothing">;
}

export function changesOfRule(olds: Partial<RuleInputs>, news: Partial<RuleInputs>): Change[] {
  return changes(RULE_MEANING, olds, news);
}

export function changesOfRtc(olds: Partial<RtcInputs>, news: Partial<RtcInputs>): Change[] {
  return changes(RTC_MEANING, olds, news);
}

function changes<T extends object>(meanings: Meanings<T>, olds: Partial<T>, news: Partial<T>): Change[] {
  const names = Object.keys(meanings) as (keyof T & string)[];
  return names.flatMap((name) => {
    const meaning: Meaning = meanings[name];
    return meaning !== "nothing" && differs(name, olds[name], news[name]) ? [{ name, meaning }] : [];
  });
}

function plan<T extends object>(meanings: Meanings<T>, olds: Partial<T>, news: Partial<T>): Plan {
  const found = changes(meanings, olds, news);
  const replacing = found.filter(({ meaning }) => meaning === "replace");
  const changed = (replacing.length > 0 ? replacing : found).map(({ name }) => name);
  if (changed.length === 0) return { kind: "none" };
  return { kind: replacing.length > 0 ? "replace" : "update", changed };
}

function differs(name: string, old: unknown, value: unknown): boolean {
  if (containsUnknown(value)) return true;
  if (name === "timeouts") return !isSameTimeouts(old, value);
  return isField(name)
    ? !isSameField(name, old, value)
    : !isDeepStrictEqual(old ?? undefined, value ?? undefined);
}

function isField(name: string): name is keyof RuleDefinition {
  return Object.hasOwn(RULE_FIELDS, name);
}
