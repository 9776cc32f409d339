import { definitionDifferences, type Rule, type RuleDefinition } from "../oss";
import { formatDuration } from "./duration";
import { ReplicationError } from "./errors";

/** `prod-logs to prod-logs-dr (oss-cn-beijing)`. */
export function pairText(bucket: string, { destination }: Pick<RuleDefinition, "destination">): string {
  return `${bucket} to ${destination.bucket} (${destination.location})`;
}

export function ruleInTheWay(bucket: string, wanted: RuleDefinition, found: Rule): string {
  return `No rule was put from ${pairText(bucket, wanted)}: rule ${found.id} is there already and is not managed by this resource, and OSS keeps one rule for a source and a target. Take it over with \`adopt: ${JSON.stringify(found.id)}\`, or remove it at OSS if nobody needs it; if it is this very resource's rule and its replacement is forced (\`--target-replace\`, \`state taint\`), run that with \`--refresh\`. Nothing was changed.`;
}

export function olderInTheWay(bucket: string, wanted: RuleDefinition, found: Rule): string {
  return `No rule was put from ${pairText(bucket, wanted)}: rule ${found.id}, an older version of this resource, is still there, and OSS keeps one rule for a source and a target. Let the older one be deleted first: without \`retainOnDelete\` and without \`deleteBeforeReplace: false\`. Nothing was changed.`;
}

export function leftOver(bucket: string, wanted: RuleDefinition, found: Rule): string {
  return `No rule was put from ${pairText(bucket, wanted)}: rule ${found.id} is there, which this resource has put before (in a command that was interrupted, or it was retained), and it says something else. ${differencesText(wanted, found)}. Delete it with \`oss-replication delete --bucket ${bucket} --rule-id ${found.id}\` and run the command again. Nothing was changed.`;
}

export function adoptMissing(bucket: string, id: string): string {
  return `\`adopt\` names rule ${id}, but bucket ${bucket} has no such rule in effect. List what is there with \`oss-replication rules --bucket ${bucket}\`, or remove \`adopt\` to put a new rule. Nothing was changed.`;
}

export function adoptDifferent(bucket: string, wanted: RuleDefinition, found: Rule): string {
  return `Rule ${found.id} of bucket ${bucket} was not adopted, for it is not what the program says. ${differencesText(wanted, found)}. Make the program say what the rule has, adopt it, and change it afterwards. Nothing was changed.`;
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

function differencesText(wanted: RuleDefinition, found: Rule): string {
  return definitionDifferences(wanted, found)
    .map((name) => `${name}: the program says ${text(wanted, name)}, the rule has ${text(found, name)}`)
    .join("; ");
}

function text(definition: RuleDefinition, name: string): string {
  const value = name
    .split(".")
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], definition);
  return value === undefined || (Array.isArray(value) && value.length === 0) ? "none" : JSON.stringify(value);
}
