import { formatDuration } from "../lifecycle/duration";
import { TIMEOUTS } from "../lifecycle/inputs";
import { RULE_DEFAULTS } from "../oss";
import type { Change, Version } from "./change";
import { at, isHidden, type Maybe, mayEqual, nameOf, textOf } from "./maybe";
import { type Phrase, say } from "./phrase";
import { type Coverage, coverageOf } from "./prefixes";

/** A source and a target. OSS keeps one rule for them. */
export interface Pair {
  bucket: Maybe<string>;
  target: Maybe<string>;
}

/** A rule as a preview shows it. */
export interface Rule extends Pair {
  location: Maybe<string>;
  coverage: Coverage;
  deletes: Answer;
  writes: Answer;
  history: Answer;
  /** Whether the filter lets only objects with certain tags through. */
  tagged: Answer;
  tags: unknown;
  /** Whether objects encrypted by KMS are copied. */
  encrypted: Answer;
  adopt: Maybe<string>;
  timeouts: { create: Maybe<string>; delete: Maybe<string> };
}

export type Answer = "yes" | "no" | "maybe";

/** All that the review reads of a rule's properties, but for its pair and its id, which are read of every rule of a stack. */
export function ruleOf(version: Version): Rule {
  const { properties } = version;
  const action = textOf(properties.action ?? RULE_DEFAULTS.action);
  const history = textOf(properties.historicalObjectReplication ?? RULE_DEFAULTS.historicalObjectReplication);
  const kms = at(at(properties.sourceSelectionCriteria, "sseKmsEncryptedObjects"), "status");
  return {
    ...pairOf({ properties }),
    location: textOf(at(destinationIn(properties), "location")),
    coverage: coverageOf(properties.prefixSet),
    deletes: answer(action, (value) => /ALL|DELETE/.test(value)),
    writes: answer(action, (value) => /ALL|PUT/.test(value)),
    history: answer(history, (value) => value === "enabled"),
    tagged: isHidden(properties.userTaggings) ? "maybe" : properties.userTaggings ? "yes" : "no",
    tags: properties.userTaggings ?? undefined,
    encrypted: answer(textOf(kms ?? RULE_DEFAULTS.sseKmsStatus), (value) => value === "Enabled"),
    adopt: adoptOf({ properties }),
    timeouts: { create: timeoutOf(version, "create"), delete: timeoutOf(version, "delete") },
  };
}

export function pairOf({ properties }: Pick<Version, "properties">): Pair {
  return { bucket: textOf(properties.bucket), target: textOf(at(destinationIn(properties), "bucket")) };
}

/** The id of a rule that is to be taken over. */
export function adoptOf({ properties }: Pick<Version, "properties">): Maybe<string> {
  return textOf(properties.adopt);
}

export function isAdopting(version: Version): boolean {
  const adopt = adoptOf(version);
  return !("hidden" in adopt && adopt.hidden === "missing");
}

/** Terraform's providers have a list of one in place of the object. */
function destinationIn({ destination }: Record<string, unknown>): unknown {
  return Array.isArray(destination) ? destination[0] : destination;
}

/** `from bucket a to bucket b (oss-cn-beijing)`. */
export function pairText({ bucket, target, location }: Rule): Phrase {
  return say`from bucket ${nameOf(bucket)} to bucket ${nameOf(target)} (${nameOf(location, "location")})`;
}

/** As `mayBeSamePair` of the plan, for what a preview shows. */
export function mayBeSamePair(a: Pair, b: Pair): boolean {
  return mayEqual(a.bucket, b.bucket) && mayEqual(a.target, b.target);
}

export function isSamePair(a: Pair, b: Pair): boolean {
  return [a.bucket, a.target, b.bucket, b.target].every((name) => "value" in name) && mayBeSamePair(a, b);
}

/** Whether a replacement surely keeps its two buckets: hidden ones where the engine shows no change of them. */
export function keepsPair({ changed }: Change, old: Pair, now: Pair): boolean {
  const isShown = changed.length > 0 && !changed.includes("bucket") && !changed.includes("destination");
  return isShown || isSamePair(old, now);
}

/** A forced replacement names no argument that changes, and two hidden values look equal. */
export function tagsChange({ changed }: Pick<Change, "changed">, old: Rule, now: Rule): boolean {
  return changed.includes("userTaggings") || !isSame(old.tags, now.tags);
}

/** No argument is deeper than this; what is counts as different. `isAlike` decides on two values before their parts are compared. */
export function isSame(
  a: unknown,
  b: unknown,
  depth = 5,
  isAlike = (one: unknown, other: unknown) => one === other,
): boolean {
  if (isAlike(a, b)) return true;
  if (depth === 0 || typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length || Array.isArray(a) !== Array.isArray(b)) return false;
  return names.every(
    (name) =>
      Object.hasOwn(b, name) &&
      isSame((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name], depth - 1, isAlike),
  );
}

function timeoutOf({ properties, customTimeouts }: Version, step: "create" | "delete"): Maybe<string> {
  if (customTimeouts === undefined) return textOf(at(properties.timeouts, step) ?? TIMEOUTS[step]);
  const seconds = customTimeouts[step];
  return { value: isLimit(seconds) ? formatDuration(seconds * 1000) : TIMEOUTS[step] };
}

/** The engine writes 0, or nothing, where the program says none. */
function isLimit(seconds: unknown): seconds is number {
  return typeof seconds === "number" && seconds > 0;
}

function answer(maybe: Maybe<string>, is: (value: string) => boolean): Answer {
  if (!("value" in maybe)) return "maybe";
  return is(maybe.value) ? "yes" : "no";
}
