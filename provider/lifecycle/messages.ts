import { definitionDifferences, type Rule, type RuleDefinition, unseenFields } from "../oss";
import { formatDuration } from "./duration";
import { ReplicationError } from "./errors";
import type { Encounter, Wanted } from "./ownership";
import { isOurForm } from "./ownership";
import type { Awaited } from "./wait";
import type { Seen } from "./watchRules";

/** `prod-logs to prod-logs-dr (oss-cn-beijing)`. */
export function pairText(bucket: string, { destination }: Pick<RuleDefinition, "destination">): string {
  return `${bucket} to ${destination.bucket} (${destination.location})`;
}

/** While OSS clears a rule, or as far as it is `closing` and copies nothing any more. */
export function clearing(
  bucket: string,
  rule: Pick<RuleDefinition, "destination">,
  until: "closing" | "gone" = "gone",
): Awaited {
  const pair = pairText(bucket, rule);
  return until === "gone"
    ? { what: `for OSS to clear the rule from ${pair}`, done: `OSS has cleared the rule from ${pair}` }
    : { what: `for OSS to end the rule from ${pair}`, done: `OSS has ended the rule from ${pair}` };
}

/** While a put fails in a way that passes. */
export function taking(bucket: string, rule: Pick<RuleDefinition, "destination">): Awaited {
  const pair = pairText(bucket, rule);
  return { what: `for OSS to take the rule from ${pair}`, done: `OSS has taken the rule from ${pair}` };
}

/** The same of the rule that is put back. */
export function takingBack(bucket: string, rule: Pick<RuleDefinition, "destination">): Awaited {
  const pair = pairText(bucket, rule);
  return {
    what: `for OSS to take back the rule from ${pair}`,
    done: `OSS has taken back the rule from ${pair}`,
  };
}

/** While looks at a bucket's rules fail in a way that passes. */
export function listing(bucket: string): Awaited {
  return { what: `for OSS to list the rules of bucket ${bucket}`, done: `OSS has listed them` };
}

function ruleInTheWay(bucket: string, wanted: RuleDefinition, found: Rule): string {
  return `No rule was put from ${pairText(bucket, wanted)}: rule ${found.id} is there already and is not managed by this resource. OSS keeps one rule for each source and target. ${takeItOver(found)} with \`adopt: ${JSON.stringify(found.id)}\`, or delete it at OSS if nobody needs it. If it is this resource's own rule and you are forcing its replacement (\`--target-replace\`, \`state taint\`), run the command with \`--refresh\`. Nothing was changed.`;
}

/** The id shows that this package put the rule, but not under which name. */
function takeItOver({ id }: Rule): string {
  if (!isOurForm(id)) return "Take it over";
  return 'Its id shows that this package put it, for a resource of another name, parent or stack. If that resource was renamed or moved, give this one its former name, `aliases: [{ name: "<former name>" }]`, and nothing changes at OSS. Otherwise, take it over';
}

/** The review reads the first words back. */
export function takenOverText(bucket: string, found: Rule): string {
  return `rule ${found.id} from ${pairText(bucket, found)} is there already, belongs to this resource and says what the program says: it stays as it is, and nothing is written. To have it recreated, force a replacement (\`--target-replace\`).`;
}

function retainedInTheWay(bucket: string, wanted: RuleDefinition, found: Rule): string {
  return `No rule was put from ${pairText(bucket, wanted)}: rule ${found.id}, an older version of this resource, is to be kept (\`retainOnDelete\`), and OSS keeps one rule for each source and target. Remove \`retainOnDelete\` to have it replaced. Nothing was changed.`;
}

function leftOver(bucket: string, wanted: RuleDefinition, found: Rule): string {
  return `No rule was put from ${pairText(bucket, wanted)}: rule ${found.id} is there already and says something else. This resource put it earlier: the command was interrupted, or the rule was retained or taken out of state. ${differencesText(wanted, found)}. Make the program say what the rule has and run \`pulumi up\`, which takes the rule over without a write. Then change it. Or delete it with \`oss-replication delete --bucket ${bucket} --rule-id ${found.id}\` and run the command again. Nothing was changed.`;
}

function adoptMissing(bucket: string, id: string): string {
  return `\`adopt\` names rule ${id}, but bucket ${bucket} has no such rule in effect. List its rules with \`oss-replication rules --bucket ${bucket}\`, or remove \`adopt\` to put a new rule. Nothing was changed.`;
}

function adoptDifferent(bucket: string, wanted: RuleDefinition, found: Rule): string {
  return `Rule ${found.id} of bucket ${bucket} was not adopted, because it differs from the program. ${differencesText(wanted, found)}. Make the program say what the rule has and adopt it. Then change it. Nothing was changed.`;
}

/** OSS may have made the rule for a put whose answer was lost, under an id of its own; nobody had looked before. */
export function mayBeOwn(bucket: string, found: Rule, attempts: number): ReplicationError {
  return new ReplicationError(
    `It is not known whether this command put the rule from ${pairText(bucket, found)}: it was tried ${attempts} times, since OSS did not answer, and rule ${found.id} is there now and says what the program says. The rule is this resource's or somebody else's. If nobody else manages it, take it over with \`adopt: ${JSON.stringify(found.id)}\`. It was not changed.`,
    "RuleInTheWay",
  );
}

/** A rule of ours that is there already, while OSS would refuse it today. */
export function notTakenOver(bucket: string, found: Rule, problems: string[]): ReplicationError {
  return new ReplicationError(
    `Rule ${found.id} from ${pairText(bucket, found)} is in effect as before, and was neither taken over nor recreated, since OSS would refuse it now. ${problems.join(" ")}`,
    "NotReplaced",
  );
}

/** A replacement that was not begun. */
export function notReplaced(
  bucket: string,
  wanted: Pick<RuleDefinition, "destination">,
  problems: string[],
): ReplicationError {
  return new ReplicationError(
    `The rule from ${pairText(bucket, wanted)} is in effect as before, and was not replaced, since OSS would refuse the new one. ${problems.join(" ")}`,
    "NotReplaced",
  );
}

/** The first Ctrl-C came before the rule's turn. */
export function stoppedBefore(): ReplicationError {
  return new ReplicationError(
    "The command was stopped before the rule was deleted. Run it again, and it goes on from here.",
    "Stopped",
  );
}

export function notFound(id: string, bucket: string): ReplicationError {
  return new ReplicationError(
    `There is no rule ${id} on bucket ${bucket}. List its rules with \`oss-replication rules --bucket ${bucket}\`.`,
    "NoSuchReplicationRule",
  );
}

/** OSS took the deletion, and nobody could see what became of the rule. */
export function notShown(bucket: string, id: string, timeout: number, seen: Seen): ReplicationError {
  return new ReplicationError(
    `Rule ${id} of bucket ${bucket} was deleted, and OSS did not show ${endText(timeout, seen, "within")} whether it is closing (${askedText(seen)}). Run the same command again later, and it continues from here.`,
    "Timeout",
  );
}

/** Why a rule cannot be put that meets `met`, or `undefined` if it can. */
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
    `Rule ${id} of bucket ${bucket} is still closing ${endText(timeout, seen)} (${askedText(seen)}). OSS clears it by itself. Run the same command again later, and it continues from here. Or raise \`${option}\`.`,
    "Timeout",
  );
}

export function stillThere(bucket: string, id: string): ReplicationError {
  return new ReplicationError(
    `Rule ${id} of bucket ${bucket} is still in effect, although OSS accepted its deletion: somebody put it again, or something between here and OSS answered for it. List the rules with \`oss-replication rules --bucket ${bucket}\`, and run the same command again.`,
    "RuleStillThere",
  );
}

export function notInPlace(
  id: string,
  wanted: { bucket: string } & Pick<RuleDefinition, "destination">,
): ReplicationError {
  return new ReplicationError(
    `Rule ${id} from ${pairText(wanted.bucket, wanted)} cannot be changed in place, and was not changed. Run \`pulumi refresh\`. Then run the same command again, which replaces the rule.`,
    "NotInPlace",
  );
}

export function noRuleId(bucket: string, rule: RuleDefinition): ReplicationError {
  return new ReplicationError(
    `OSS accepted the rule from ${pairText(bucket, rule)}, but returned no rule id and lists no such rule. Run the same command again.`,
    "NoRuleId",
  );
}

/** OSS took the rule without telling its id, and does not let the caller look. */
export function putUnread(bucket: string, rule: RuleDefinition, refusal: Error): ReplicationError {
  return new ReplicationError(
    `The rule from ${pairText(bucket, rule)} was put and is in effect, but its id could not be read, so that the state does not have it. ${refusal.message} Then run the same command again.`,
    "NoRuleId",
  );
}

function differencesText(wanted: RuleDefinition, found: Rule): string {
  const differences = definitionDifferences(wanted, found).map(
    (name) => `${name}: the program says ${shown(wanted, name)}, the rule has ${shown(found, name)}`,
  );
  return [...differences, ...unseenTexts(wanted, found)].join("; ");
}

/** What the rule has cannot be seen, so that it may be the same or another. */
function unseenTexts(wanted: RuleDefinition, found: Rule): string[] {
  return unseenFields(wanted, found).map(
    (name) => `${name}: the program says ${shown(wanted, name)}, and OSS does not show what the rule has`,
  );
}

/** What of an adopted rule could not be compared with the program; `undefined` where all of it was. */
export function adoptedUnseenText(bucket: string, wanted: RuleDefinition, found: Rule): string | undefined {
  const names = unseenFields(wanted, found);
  if (names.length === 0) return undefined;
  return `rule ${found.id} from ${pairText(bucket, found)} is adopted, and OSS does not show its ${names.join(", ")}: whether the program says what the rule has could not be compared.`;
}

/** What the program says of an imported rule, and OSS does not show. */
export function importedUnseenText(
  bucket: string,
  wanted: RuleDefinition,
  id: string,
  names: string[],
): string {
  return `rule ${id} from ${pairText(bucket, wanted)} is imported, and OSS does not show its ${names.join(", ")}: state has what the program says, and whether the rule has the same could not be compared.`;
}

function shown(definition: RuleDefinition, name: string): string {
  const value = name
    .split(".")
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], definition);
  return value === undefined || (Array.isArray(value) && value.length === 0) ? "none" : JSON.stringify(value);
}

export function askedText({ asked, failure }: Seen): string {
  const last = failure ? `; the last time: ${failure.code}` : "";
  return `asked ${asked} times${last}`;
}

/** When a wait was over. */
export function endText(timeout: number, { isStopped }: Seen, before: "after" | "within" = "after"): string {
  return isStopped ? "when the command was stopped" : `${before} ${formatDuration(timeout)}`;
}
