import type { Note } from "../lifecycle/engine/notes";
import type { Change } from "./change";
import { at, known, textOf } from "./maybe";
import { destinationIn } from "./rule";

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
