import { createHash } from "node:crypto";
import {
  definitionDifferences,
  RULE_FIELD_NAMES,
  type Rule,
  type RuleDefinition,
  unseenFields,
} from "../oss";

/**
 * Ids we choose for our rules: `<owner>-<content>`, and `<owner>-<content>-2` for a rule that replaces one of the same
 * content. They are a state format: a rule's Pulumi id is its OSS id.
 */
export function ruleId(owner: string, bucket: string, definition: RuleDefinition): string {
  return `${owner}-${digest(JSON.stringify(content(bucket, definition)))}`;
}

/** Another id for the same content, told apart from the one that is being replaced. */
export function otherId(id: string, taken: ReadonlySet<string>): string {
  const second = `${id}-2`;
  return taken.has(id) ? second : id;
}

/** Whether `id` is one that `otherId` may make of the chosen one: its content is the same. */
function isOfContent(id: string, chosen: string): boolean {
  return id === chosen || id === `${chosen}-2`;
}

/** Whether `id` is one that `ruleId` or `otherId` makes for this owner, whatever the content. */
export function hasOwner(id: string, owner: string): boolean {
  return id.startsWith(`${owner}-`) && /^[0-9a-f]{16}(-2)?$/.test(id.slice(owner.length + 1));
}

/** Whether `id` is one that `ruleId` or `otherId` makes for whatever owner. */
export function isOurForm(id: string): boolean {
  return ownerIn(id) !== undefined;
}

/** The owner that such an id tells. */
export function ownerIn(id: string): string | undefined {
  return /^([0-9a-f]{16})-[0-9a-f]{16}(-2)?$/.exec(id)?.[1];
}

/** Who a rule belongs to: the resource's place in its organisation, project and stack, as 16 hexadecimal digits. */
export function ownerOf(organisation: string, urn: string): string {
  return digest(`${organisation}\n${urn}`);
}

function digest(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 16);
}

/** A list, not an object: the order is part of the format. A field that came later is named, and only where it is set. */
function content(bucket: string, rule: RuleDefinition): unknown[] {
  const later = RULE_FIELD_NAMES.filter((name) => !FIRST.includes(name) && rule[name] !== undefined);
  return [
    bucket,
    rule.destination.bucket,
    rule.destination.location,
    rule.destination.transferType ?? null,
    rule.prefixSet?.prefixes ?? [],
    rule.action ?? null,
    rule.historicalObjectReplication ?? null,
    rule.syncRole ?? null,
    rule.sourceSelectionCriteria?.sseKmsEncryptedObjects?.status ?? null,
    rule.encryptionConfiguration?.replicaKmsKeyId ?? null,
    rule.userTaggings
      ? [rule.userTaggings.filterType ?? null, rule.userTaggings.tags.map((tag) => [tag.key, tag.value])]
      : null,
    ...later.map((name) => [name, rule[name]]),
  ];
}

/** The fields that the ids of version 0.1 are made of. */
const FIRST: readonly (keyof RuleDefinition)[] = [
  ...(["destination", "prefixSet", "action", "historicalObjectReplication", "syncRole"] as const),
  ...(["sourceSelectionCriteria", "encryptionConfiguration", "userTaggings"] as const),
];

/** What a new rule meets on its source bucket. A source-target pair has one rule. */
export type Encounter =
  /** The pair is free. */
  | { kind: "free" }
  /** The rule that is there is being cleared; the pair is free when it is gone. */
  | { kind: "closing"; rule: Rule }
  /** Our own rule of the wanted content: whatever put it, nothing is to be done. */
  | { kind: "ours"; rule: Rule }
  /** The rule named by `adopt`, with the wanted content. */
  | { kind: "adopted"; rule: Rule }
  /** The rule that this resource has now, which the new one replaces. */
  | { kind: "older"; rule: Rule }
  /** The same, and the program wants it retained. */
  | { kind: "retained"; rule: Rule }
  /** Our own rule of another content, of which neither state nor command knows. */
  | { kind: "leftover"; rule: Rule }
  /** Somebody else's. */
  | { kind: "foreign"; rule: Rule }
  /** `adopt` names a rule that is not what the program says. */
  | { kind: "different"; rule: Rule }
  /** `adopt` names a rule that is not there, or is closing. */
  | { kind: "missing"; id: string };

export interface Wanted {
  definition: RuleDefinition;
  owner: string;
  /** The id we would choose. */
  chosenId: string;
  adopt?: string;
  /** Ids this command has seen as this resource's old ones; `undefined` when the resource is new. */
  oldIds?: ReadonlySet<string>;
  /** The program wants the old rule to stay. */
  retained?: boolean;
  /** Whether this command knows the id to be another resource's: an alias keeps the id of a former name. */
  isTaken(id: string): boolean;
}

/** Who is in the way of a rule, and is it ours? Ownership is shown by id alone, never by looks. */
export function encounter(wanted: Wanted, rules: readonly Rule[]): Encounter {
  const rule = rules.find((found) => found.destination.bucket === wanted.definition.destination.bucket);
  if (adopts(wanted, rule)) return adoption(wanted, wanted.adopt as string, rules);
  if (rule === undefined) return { kind: "free" };
  if (rule.status === "closing") return { kind: "closing", rule };
  if (wanted.oldIds?.has(rule.id)) return { kind: wanted.retained ? "retained" : "older", rule };
  return isOwn(wanted, rule) ? own(wanted, rule) : { kind: "foreign", rule };
}

/** A replacement adopts what is in its way; a new resource finds the rule it names, or says that it is not there. */
function adopts({ adopt, oldIds }: Wanted, inTheWay: Rule | undefined): boolean {
  if (adopt === undefined) return false;
  return oldIds === undefined || (adopt === inTheWay?.id && !oldIds.has(adopt));
}

function isOwn({ owner, isTaken }: Wanted, { id }: Rule): boolean {
  return hasOwner(id, owner) && !isTaken(id);
}

/**
 * Create is not told whether its resource is new, was lost from state, is run again after an interruption, or is
 * replaced on request (measured with 3.250). A live rule is never touched on a guess: if it was a request, the delete of
 * the very id that create has answered follows in the same command, and shows it.
 */
function own(wanted: Wanted, rule: Rule): Encounter {
  const { definition, chosenId } = wanted;
  // What OSS does not show is told by an id of ours: it is made of all that the rule was put with.
  const isKnown = isOfContent(rule.id, chosenId) || unseenFields(definition, rule).length === 0;
  const same = isKnown && definitionDifferences(definition, rule).length === 0;
  return { kind: same ? "ours" : "leftover", rule };
}

function adoption(wanted: Wanted, id: string, rules: readonly Rule[]): Encounter {
  const rule = rules.find((found) => found.id === id);
  if (rule === undefined || rule.status === "closing") return { kind: "missing", id };
  const same = definitionDifferences(wanted.definition, rule).length === 0;
  return { kind: same ? "adopted" : "different", rule };
}
