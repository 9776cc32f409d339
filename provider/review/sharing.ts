import type { Note } from "../lifecycle/engine/notes";
import { type ActiveChange, type Change, nameIn, typeNameIn } from "./change";
import { type Risk, risk } from "./finding";
import { at, known, nameOf, textOf } from "./maybe";
import { code, isPlain, type Phrase, say, words } from "./phrase";
import { destinationIn, type Rule, ruleOf } from "./rule";
import type { Other, Stands } from "./stands";

/** Another resource is deleted, and the rule with it that this one stands for. */
export function endRisks(change: ActiveChange, stands: Stands): Risk[] {
  const end = stands.endOf(change);
  if (!end || isOneHand(end.change, change)) return [];
  return [lostRisk(end.change, change, end.certain)];
}

/** This one is deleted, and its rule with it, for which another stands. */
export function heirRisks(change: ActiveChange, stands: Stands): Risk[] {
  const heir = stands.heirOf(change);
  if (!heir || isHandedOver(change, heir) || isRenaming({ ...heir, change }, heir.change)) return [];
  if (isOneHand(change, heir.change) && ["create", "replace"].includes(heir.change.op)) return [];
  return [lostRisk(change, heir.change, heir.certain && !isOneHand(change, heir.change))];
}

/** Two resources of different makers stand for the rule, and neither goes. */
export function sharedRisks(change: ActiveChange, stands: Stands): Risk[] {
  const sharer = stands.sharerOf(change);
  if (!sharer) return [];
  const both = say`${resource(change)} and ${resource(sharer.change)}`;
  const text = say`${both} ${words(sharer.certain ? "stand" : "may stand")} for one rule: whichever is deleted or replaced later ends it for both. Keep one in the program, and let go of the other by ${code("pulumi state delete")} before that.`;
  return [risk("rule-shared", text)];
}

/**
 * The process of a provider knows which ids it has just answered, and leaves those alone when the engine deletes the
 * resource that had them before.
 */
export function isHandedOver(change: Change, heir: Other): boolean {
  const { op, takenOver, new: now } = heir.change;
  const takes = op === "create" && (takenOver !== undefined || now.properties.adopt !== undefined);
  return takes && heir.certain && heir.byId && isOneHand(change, heir.change);
}

/** A resource of ours goes and one of the same kind comes for the same pair: one that got a name without an alias. */
export function isRenaming(end: Other, created: Change): boolean {
  const takes = created.takenOver !== undefined || created.new.properties.adopt !== undefined;
  return created.op === "create" && !takes && end.certain && isOneHand(end.change, created);
}

/** Whether one process of a provider of ours deletes the one and makes the other. */
function isOneHand(ended: Change, made: Change): boolean {
  const servedBy = made.op === "same" ? (made.old.provider ?? made.new.provider) : made.new.provider;
  return ended.maker !== "other tool" && ended.maker === made.maker && ended.old.provider === servedBy;
}

function lostRisk(ended: Change, holder: Change, certain: boolean): Risk {
  const rule = ruleOf(ended.old);
  return risk(
    "rule-lost",
    say`When Pulumi ${words(ended.op === "delete" ? "deletes" : "replaces")} ${resource(ended)}, it deletes the rule at OSS, which ${words(certain ? "is" : "may be")} the one that ${resource(holder)} ${words(HOLDS[holder.op])}: then nothing is copied ${pair(rule)}, and without a refresh no later preview shows it. Run ${letGo(ended.oldUrn)} first, or give it retainOnDelete in an update of its own.`,
  );
}

function letGo(urn: string): Phrase {
  return urn.startsWith("urn:pulumi:") && isPlain(urn)
    ? code(`pulumi state delete '${urn}'`)
    : say`${code("pulumi state delete")} of it`;
}

const HOLDS: Record<Change["op"], string> = {
  create: "takes over or is to start",
  import: "takes over",
  same: "stands for",
  update: "stands for",
  replace: "stands for then",
  delete: "stood for",
};

/** A resource of another tool is named with its type. */
export function resource({ maker, urn }: Change): Phrase {
  return maker === "dynamic" ? say`${nameIn(urn)}` : say`${nameIn(urn)} (${typeNameIn(urn)})`;
}

function pair({ bucket, target }: Rule): Phrase {
  return say`from bucket ${nameOf(bucket)} to bucket ${nameOf(target)}`;
}

/** Where the checks said that a creation takes over the rule that is there, the change says so too. */
export function withTakeovers(changes: Change[], notes: Note[]): Change[] {
  const taken = new Map(notes.flatMap(takenIn));
  return changes.map((change) => {
    const id = isPlainCreation(change) ? taken.get(pairOf(change) ?? "") : undefined;
    return id === undefined ? change : { ...change, takenOver: id };
  });
}

/** The notes that no change tells of by itself. */
export function untold(notes: Note[], changes: Change[]): Note[] {
  const told = new Set(changes.filter(({ op }) => TELLING.includes(op)).map(pairOf));
  return notes.filter((note) => takenIn(note).every(([pair]) => !told.has(pair)));
}

const TELLING = ["create", "import", "replace"];

function isPlainCreation({ op, thing, maker, new: now }: Change): boolean {
  return op === "create" && thing === "rule" && maker !== "other tool" && now.properties.adopt === undefined;
}

/** `rule ID from BUCKET to TARGET (LOCATION)`; a secret name is `(secret)`, and is none that a change could have. */
const TAKEN = /^rule (\S+) from ([^\s()]+) to ([^\s()]+) \(/;

function takenIn({ kind, text }: Note): [pair: string, id: string][] {
  const [, id, bucket, target] = (kind === "taken over" && TAKEN.exec(text)) || [];
  return id && bucket && target ? [[pairKey(bucket, target), id]] : [];
}

/** `undefined` where a name is not shown: another rule may then be meant. */
function pairOf({ thing, new: { properties } }: Change): string | undefined {
  const [bucket, target] = [textOf(properties.bucket), textOf(at(destinationIn(properties), "bucket"))].map(
    known,
  );
  return thing === "rule" && bucket !== undefined && target !== undefined
    ? pairKey(bucket, target)
    : undefined;
}

function pairKey(bucket: string, target: string): string {
  return JSON.stringify([bucket, target]);
}
