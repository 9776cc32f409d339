import { definitionDifferences, type Rule, type RuleDefinition } from "../oss";
import { formatDuration } from "./duration";
import { ReplicationError } from "./errors";
import type { Encounter, Wanted } from "./ownership";
import { isOurForm } from "./ownership";
import type { Seen } from "./wait";

/** `prod-logs to prod-logs-dr (oss-cn-beijing)`. */
export function pairText(bucket: string, { destination }: Pick<RuleDefinition, "destination">): string {
  return `${bucket} to ${destination.bucket} (${destination.location})`;
}

function ruleInTheWay(bucket: string, wanted: RuleDefinition, found: Rule): string {
  return `No rule was put from ${pairText(bucket, wanted)}: rule ${found.id} is there already and is not managed by this resource, and OSS keeps one rule for a source and a target. ${whoseRule(found)}Take it over with \`adopt: ${JSON.stringify(found.id)}\`, or remove it at OSS if nobody needs it; if it is this very resource's rule and its replacement is forced (\`--target-replace\`, \`state taint\`), run that with \`--refresh\`. Nothing was changed.`;
}

/** The id tells that this package put the rule, not under which name. */
function whoseRule({ id }: Rule): string {
  if (!isOurForm(id)) return "";
  return 'Its id shows that this package has put it, for a resource of another name, parent or stack: if that resource was renamed or moved, give this one its former name, `aliases: [{ name: "<former name>" }]`, and nothing changes at OSS. Else: ';
}

/** The review reads the first words back. */
export function takenOverText(bucket: string, found: Rule): string {
  return `rule ${found.id} from ${pairText(bucket, found)} is there already, is this resource's own and says what the program says: it stays as it is, and nothing is written. To have it made anew, replace it on request (\`--target-replace\`).`;
}

function retainedInTheWay(bucket: string, wanted: RuleDefinition, found: Rule): string {
  return `No rule was put from ${pairText(bucket, wanted)}: rule ${found.id}, an older version of this resource, is to stay (\`retainOnDelete\`), and OSS keeps one rule for a source and a target. Take \`retainOnDelete\` out to have it replaced. Nothing was changed.`;
}

function leftOver(bucket: string, wanted: RuleDefinition, found: Rule): string {
  return `No rule was put from ${pairText(bucket, wanted)}: rule ${found.id} is there, which this resource has put before (in a command that was interrupted, or it was retained, or taken out of state), and it says something else. ${differencesText(wanted, found)}. Make the program say what the rule has, run \`pulumi up\`, which takes the rule over without a write, and change it afterwards; or delete it with \`oss-replication delete --bucket ${bucket} --rule-id ${found.id}\` and run the command again. Nothing was changed.`;
}

function adoptMissing(bucket: string, id: string): string {
  return `\`adopt\` names rule ${id}, but bucket ${bucket} has no such rule in effect. List what is there with \`oss-replication rules --bucket ${bucket}\`, or remove \`adopt\` to put a new rule. Nothing was changed.`;
}

function adoptDifferent(bucket: string, wanted: RuleDefinition, found: Rule): string {
  return `Rule ${found.id} of bucket ${bucket} was not adopted, for it is not what the program says. ${differencesText(wanted, found)}. Make the program say what the rule has, adopt it, and change it afterwards. Nothing was changed.`;
}

/** Why a rule cannot be put where it meets `met`; `undefined` where it can. */
export function refusalText(bucket: string, { definition }: Wanted, met: Encounter): string | undefined {
  switch (met.kind) {
    case "foreign":
      return ruleInTheWay(bucket, definition, met.rule);
    case "retained":
      return retainedInTheWay(bucket, definition, met.rule);
    case "leftover":
      return leftOver(bucket, definition, met.rule);
    case "missing":
      return adoptMissing(bucket, met.id);
    case "different":
      return adoptDifferent(bucket, definition, met.rule);
    default:
      return undefined;
  }
}

export function stillClosing(
  bucket: string,
  id: string,
  timeout: number,
  seen: Seen,
  option: string,
): ReplicationError {
  return new ReplicationError(
    `Rule ${id} of bucket ${bucket} is still closing after ${formatDuration(timeout)} (${askedText(seen)}). OSS clears it on its own: run the same command again later, it goes on from here; or raise \`${option}\`.`,
    "Timeout",
  );
}

export function stillThere(bucket: string, id: string): ReplicationError {
  return new ReplicationError(
    `Rule ${id} of bucket ${bucket} is in effect still, although OSS took its deletion: somebody has put it again, or something on the way answered for OSS. Look with \`oss-replication rules --bucket ${bucket}\`, and run the same command again.`,
    "RuleStillThere",
  );
}

export function notInPlace(
  id: string,
  wanted: { bucket: string } & Pick<RuleDefinition, "destination">,
): ReplicationError {
  return new ReplicationError(
    `Rule ${id} from ${pairText(wanted.bucket, wanted)} cannot be changed in place, and was not changed. Run \`pulumi refresh\`, then the same command again, which replaces it.`,
    "NotInPlace",
  );
}

export function noRuleId(bucket: string, rule: RuleDefinition): ReplicationError {
  return new ReplicationError(
    `OSS took the rule from ${pairText(bucket, rule)}, but answered no rule id and shows no such rule. Run the same command again.`,
    "NoRuleId",
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

export function askedText({ asked, failure }: Seen): string {
  const last = failure ? `; the last time: ${failure.code}` : "";
  return `asked ${asked} times${last}`;
}
