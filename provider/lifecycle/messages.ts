import type { Rule, RuleDefinition } from "../oss";
import { formatDuration } from "./duration";
import { ReplicationError } from "./errors";

/** `prod-logs to prod-logs-dr (oss-cn-beijing)`. */
export function pairText(bucket: string, { destination }: RuleDefinition): string {
  return `${bucket} to ${destination.bucket} (${destination.location})`;
}

export function ruleInTheWay(bucket: string, wanted: RuleDefinition, found: Rule): string {
  return `No rule was put from ${pairText(bucket, wanted)}: rule ${found.id} is there already and is not managed by this resource, and OSS keeps one rule for a source and a target. Take it over with \`adopt: ${JSON.stringify(found.id)}\`, or remove it at OSS if nobody needs it; if it is this very resource's rule and its replacement is forced (\`--target-replace\`, \`state taint\`), run that with \`--refresh\`. Nothing was changed.`;
}

export function olderInTheWay(bucket: string, wanted: RuleDefinition, found: Rule): string {
  return `No rule was put from ${pairText(bucket, wanted)}: rule ${found.id}, an older version of this resource, is still there, and OSS keeps one rule for a source and a target. Let the older one be deleted first (without \`retainOnDelete\` and without \`deleteBeforeReplace: false\`), or take it over with \`adopt: ${JSON.stringify(found.id)}\` in a new resource. Nothing was changed.`;
}

export function adoptMissing(bucket: string, id: string): string {
  return `\`adopt\` names rule ${id}, but bucket ${bucket} has no such rule in effect. List what is there with \`oss-replication rules --bucket ${bucket}\`, or remove \`adopt\` to put a new rule. Nothing was changed.`;
}

export function adoptDifferent(
  bucket: string,
  wanted: RuleDefinition,
  found: Rule,
  differences: string[],
): string {
  const each = differences.map(
    (name) => `${name}: the program says ${text(wanted, name)}, the rule has ${text(found, name)}`,
  );
  return `Rule ${found.id} of bucket ${bucket} was not adopted, for it is not what the program says. ${each.join("; ")}. Make the program say what the rule has, adopt it, and change it afterwards. Nothing was changed.`;
}

export function stillClosing(
  bucket: string,
  id: string,
  timeout: number,
  asked: number,
  option: "create" | "delete",
): ReplicationError {
  return new ReplicationError(
    `Rule ${id} of bucket ${bucket} is still closing after ${formatDuration(timeout)} (asked ${asked} times). OSS clears it on its own: run the same command again later, it goes on from here; or raise \`timeouts.${option}\`.`,
    "Timeout",
  );
}

function text(definition: RuleDefinition, name: string): string {
  const value = name
    .split(".")
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], definition);
  return value === undefined || (Array.isArray(value) && value.length === 0) ? "none" : JSON.stringify(value);
}
