import { createMissing } from "../createMissing";
import type { Rulebook, RuleToAdd } from "../rulebook";
import { ConfigError } from "./error";
import { at } from "./problem";
import type { BucketInConfig, RuleInConfig } from "./shape";

/** Makes the buckets of a config that are not there yet, with their rules. */
export function fill(book: Rulebook, file: string, buckets: readonly BucketInConfig[]): void {
  const fresh = [...buckets.entries()].filter(([n, { rules: _, ...bucket }]) =>
    attempt(`${file}: buckets[${n}]`, () => createMissing(book, bucket)),
  );
  for (const [n, { name, rules }] of fresh)
    for (const [m, rule] of rules.entries())
      attempt(`${file}: buckets[${n}].rules[${m}]`, () => book.add(name, located(rule, book)));
}

function located({ destination, ...rule }: RuleInConfig, book: Rulebook): RuleToAdd {
  const location = destination.location ?? book.locationOf(destination.bucket);
  return { ...rule, destination: { ...destination, location } };
}

function attempt<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new ConfigError(at(path, error instanceof Error ? error.message : String(error)));
  }
}
