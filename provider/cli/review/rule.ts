import { isDeepStrictEqual } from "node:util";
import { RULE_DEFAULTS } from "../../lifecycle/ruleInputs";
import type { Change, Version } from "./change";
import { at, isHidden, type Maybe, mayEqual, nameOf, textOf } from "./maybe";
import { type Phrase, say } from "./phrase";
import { type Coverage, coverageOf } from "./prefixes";

/** A rule as a preview shows it. */
export interface Rule {
  bucket: Maybe<string>;
  target: Maybe<string>;
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

export function ruleOf({ properties }: Version): Rule {
  const action = textOf(properties.action ?? RULE_DEFAULTS.action);
  const history = textOf(properties.historicalObjectReplication ?? RULE_DEFAULTS.historicalObjectReplication);
  const kms = at(at(properties.sourceSelectionCriteria, "sseKmsEncryptedObjects"), "status");
  return {
    bucket: textOf(properties.bucket),
    target: textOf(at(properties.destination, "bucket")),
    location: textOf(at(properties.destination, "location")),
    coverage: coverageOf(properties.prefixSet),
    deletes: answer(action, (value) => /ALL|DELETE/.test(value)),
    writes: answer(action, (value) => /ALL|PUT/.test(value)),
    history: answer(history, (value) => value === "enabled"),
    tagged: isHidden(properties.userTaggings) ? "maybe" : properties.userTaggings ? "yes" : "no",
    tags: properties.userTaggings ?? undefined,
    encrypted: answer(textOf(kms ?? "Disabled"), (value) => value === "Enabled"),
    adopt: textOf(properties.adopt),
    timeouts: { create: timeoutOf(properties, "create"), delete: timeoutOf(properties, "delete") },
  };
}

/** `from bucket a to bucket b (oss-cn-beijing)`. */
export function pairText({ bucket, target, location }: Rule): Phrase {
  return say`from bucket ${nameOf(bucket)} to bucket ${nameOf(target)} (${nameOf(location)})`;
}

/** OSS keeps one rule for a source and a target; as `mayBeSamePair` of the plan, for what a preview shows. */
export function mayBeSamePair(a: Rule, b: Rule): boolean {
  return mayEqual(a.bucket, b.bucket) && mayEqual(a.target, b.target);
}

export function isSamePair(a: Rule, b: Rule): boolean {
  return [a.bucket, a.target, b.bucket, b.target].every((name) => "value" in name) && mayBeSamePair(a, b);
}

/** A replacement on request names no argument that changes, and two hidden values look equal. */
export function tagsChange({ changed }: Change, old: Rule, now: Rule): boolean {
  return changed.includes("userTaggings") || !isDeepStrictEqual(old.tags, now.tags);
}

function timeoutOf(properties: Record<string, unknown>, step: "create" | "delete"): Maybe<string> {
  return textOf(at(properties.timeouts, step) ?? RULE_DEFAULTS.timeouts[step]);
}

function answer(maybe: Maybe<string>, is: (value: string) => boolean): Answer {
  if (!("value" in maybe)) return "maybe";
  return is(maybe.value) ? "yes" : "no";
}
