import type { Note } from "../lifecycle/engine/notes";
import { type ActiveChange, type Change, nameIn, typeNameIn } from "./change";
import { type Risk, risk } from "./finding";
import { known, nameOf } from "./maybe";
import { code, isPlain, type Phrase, say, words } from "./phrase";
import { isAdopting, pairOf } from "./rule";
import type { Other, Stands } from "./stands";

/** What it risks that another resource manages the rule, too. */
export function sharingRisks(change: ActiveChange, stands: Stands): Risk[] {
  return [...endRisks(change, stands), ...heirRisks(change, stands), ...sharedRisks(change, stands)];
}

/** Another resource is deleted, and with it the rule that this one manages. */
function endRisks(change: ActiveChange, stands: Stands): Risk[] {
  const end = stands.endOf(change);
  if (!end || isOneHand(end.change, change)) return [];
  return [lostRisk(end.change, change, end.certain)];
}

/** This one is deleted, and with it the rule that another manages. */
function heirRisks(change: ActiveChange, stands: Stands): Risk[] {
  const heir = stands.heirOf(change);
  if (!heir || isHandedOver(change, heir)) return [];
  const oneHand = isOneHand(change, heir.change);
  if (oneHand && ["create", "replace"].includes(heir.change.op)) return [];
  return [lostRisk(change, heir.change, heir.certain && !oneHand)];
}

/** Two resources of different makers manage the rule, and neither goes. */
function sharedRisks(change: ActiveChange, stands: Stands): Risk[] {
  const sharer = stands.sharerOf(change);
  if (!sharer) return [];
  const manage = words(sharer.certain ? "manage" : "may manage");
  const text = say`${resource(change, sharer.change)} and ${resource(sharer.change, change)} ${manage} the same rule: whichever is deleted or replaced later ends it for both. To keep one of them, remove the other from the state with ${code("pulumi state delete")}, and then from the program.`;
  return [risk("rule-shared", text)];
}

/**
 * The process of a provider knows which ids it has just answered, and leaves those alone when the engine deletes the
 * resource that had them before.
 */
export function isHandedOver(change: Change, heir: Other): boolean {
  return takesOver(heir.change) && heir.certain && heir.byId && isOneHand(change, heir.change);
}

/** A resource of ours goes and one of the same kind comes for the same pair: it got a new name without an alias. */
export function isRenaming(end: Other, created: Change): boolean {
  return created.op === "create" && !takesOver(created) && end.certain && isOneHand(end.change, created);
}

function takesOver({ op, takenOver, new: now }: Change): boolean {
  return op === "import" || (op === "create" && (takenOver !== undefined || isAdopting(now)));
}

/** Whether one process of a provider of ours deletes the one and makes the other. */
function isOneHand(ended: Change, made: Change): boolean {
  const servedBy = made.op === "same" ? (made.old.provider ?? made.new.provider) : made.new.provider;
  return ended.maker !== "other tool" && ended.maker === made.maker && ended.old.provider === servedBy;
}

function lostRisk(ended: Change, manager: Change, certain: boolean): Risk {
  const { bucket, target } = pairOf(ended.old);
  const deletes = words(ended.op === "delete" ? "deletes" : "replaces");
  const is = words(certain ? "is" : "may be");
  const text = say`When Pulumi ${deletes} ${resource(ended, manager)}, it deletes the rule at OSS, which ${is} the one that ${resource(manager, ended)} ${words(MANAGES[manager.op] ?? "manages")}. Then nothing is copied from bucket ${nameOf(bucket)} to bucket ${nameOf(target)}, and without a refresh no later preview shows it. Run ${letGo(ended.oldUrn)} first, or give it retainOnDelete in an update of its own.`;
  return risk("rule-lost", text);
}

const MANAGES: Partial<Record<Change["op"], string>> = {
  create: "takes over or is to start",
  import: "takes over",
  replace: "manages afterwards",
};

function letGo(urn: string): Phrase {
  return urn.startsWith("urn:pulumi:") && isPlain(urn)
    ? code(`pulumi state delete '${urn}'`)
    : say`${code("pulumi state delete")} for it`;
}

/** With its type where it is of another tool, or where that tells two of ours apart. */
export function resource({ maker, urn }: Change, beside?: Change): Phrase {
  const isTyped = maker === "other tool" || (maker === "first-class" && maker !== beside?.maker);
  return isTyped ? say`${nameIn(urn)} (${typeNameIn(urn)})` : say`${nameIn(urn)}`;
}

/** A creation that takes over a rule that OSS already has, as the checks said, is marked so. */
export function withTakeovers(changes: Change[], notes: Note[]): Change[] {
  const taken = new Map(notes.flatMap(takenIn));
  return changes.map((change) => {
    const id = isPlainCreation(change) ? taken.get(pairKeyOf(change) ?? "") : undefined;
    return id === undefined ? change : { ...change, takenOver: id };
  });
}

/** The notes that no change tells of by itself. */
export function untold(notes: Note[], changes: Change[]): Note[] {
  const told = new Set(changes.filter(({ op }) => TELLING.includes(op)).map(pairKeyOf));
  return notes.filter((note) => takenIn(note).every(([pair]) => !told.has(pair)));
}

const TELLING = ["create", "import", "replace"];

function isPlainCreation({ op, maker, new: now }: Change): boolean {
  return op === "create" && maker !== "other tool" && !isAdopting(now);
}

/** `rule ID from BUCKET to TARGET (LOCATION)`; a secret name is `(secret)`, which no bucket is called. */
const TAKEN = /^rule (\S+) from ([^\s()]+) to ([^\s()]+) \(/;

function takenIn({ kind, text }: Note): [pair: string, id: string][] {
  const [, id, bucket, target] = (kind === "taken over" && TAKEN.exec(text)) || [];
  return id && bucket && target ? [[pairKey(bucket, target), id]] : [];
}

/** `undefined` where a name is not shown: another rule may then be meant. */
function pairKeyOf({ thing, new: now }: Change): string | undefined {
  const { bucket, target } = pairOf(now);
  const [from, to] = [known(bucket), known(target)];
  return thing === "rule" && from !== undefined && to !== undefined ? pairKey(from, to) : undefined;
}

function pairKey(bucket: string, target: string): string {
  return JSON.stringify([bucket, target]);
}
