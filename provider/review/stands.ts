import type { Change, Maker, Version } from "./change";
import { at, known, type Maybe, textOf } from "./maybe";
import { destinationIn } from "./rule";

/** The rule that a resource stands for, by what tells it from others. */
interface Standing {
  bucket: Maybe<string>;
  target: Maybe<string>;
  id?: string;
}

/** Another resource that stands for the same rule. */
export interface Other {
  change: Change;
  /** Whether the preview shows that it is the same rule; else names that it does not show may make it so. */
  certain: boolean;
  /** Whether that is by the id of the rule, not by its buckets alone. */
  byId: boolean;
}

/**
 * Who stands for which rule. The engine knows resources, not rules: where two of them stand for one rule, it deletes
 * the one without a thought of the other.
 */
export class Stands {
  /** By the rule's source and target, as it is now, of what the engine deletes at OSS. */
  private readonly ending = new Index();
  /** As it is after the update. */
  private readonly staying: Record<Maker, Index> = {
    dynamic: new Index(),
    "first-class": new Index(),
    "other tool": new Index(),
  };

  constructor(changes: Change[]) {
    for (const change of changes.filter(({ thing }) => thing === "rule")) {
      if (ends(change)) this.ending.add(change, before(change));
      if (stays(change)) this.staying[change.maker].add(change, after(change));
    }
  }

  /** A resource with which the engine deletes the rule that `change` stands for after the update. */
  endOf(change: Change): Other | undefined {
    return stays(change) ? this.ending.other(change, after(change)) : undefined;
  }

  /** A resource that still stands for the rule that the engine deletes with `change`. */
  heirOf(change: Change): Other | undefined {
    return ends(change) ? this.stayingOf(MAKERS, change, before(change)) : undefined;
  }

  /** A resource of another maker that stands for the same rule as `change` after the update. */
  sharerOf(change: Change): Other | undefined {
    const makers = MAKERS.filter((maker) => maker !== change.maker);
    return stays(change) ? this.stayingOf(makers, change, after(change)) : undefined;
  }

  private stayingOf(makers: Maker[], change: Change, rule: Standing): Other | undefined {
    const others = makers.flatMap((maker) => this.staying[maker].other(change, rule) ?? []);
    return others.find(({ certain }) => certain) ?? others[0];
  }
}

const MAKERS: Maker[] = ["dynamic", "first-class", "other tool"];

/** Whether the engine deletes, at OSS too, the version that there is. */
function ends({ op, old }: Change): boolean {
  return (op === "delete" || op === "replace") && !old.retained;
}

function stays({ op }: Change): boolean {
  return op !== "delete";
}

function before(change: Change): Standing {
  return standing(change.old, idIn(change, change.old));
}

function after(change: Change): Standing {
  if (change.op === "create") {
    return standing(change.new, known(textOf(change.new.properties.adopt)) ?? change.takenOver);
  }
  if (change.op === "replace") return standing(change.new);
  const { old, new: now } = change;
  return standing(Object.keys(now.properties).length > 0 ? now : old, idIn(change, old) ?? idIn(change, now));
}

function standing({ properties }: Version, id?: string): Standing {
  return { bucket: textOf(properties.bucket), target: textOf(at(destinationIn(properties), "bucket")), id };
}

/** Ours have the rule's id as theirs; those of the other tool `bucket:id`, and the rule's among the outputs. */
function idIn({ maker }: Change, { id, properties }: Version): string | undefined {
  if (maker !== "other tool") return id;
  return known(textOf(properties.ruleId)) ?? id?.slice(id.indexOf(":") + 1);
}

class Index {
  private readonly byId = new PairIndex<Entry>(resourceOf);
  private readonly byPair = new PairIndex<Entry>(resourceOf);
  private readonly withoutId = new PairIndex<Entry>(resourceOf);

  add(change: Change, { bucket, target, id }: Standing): void {
    const entry = { change, bucket, target, id };
    this.byPair.add(bucket, target, entry);
    if (id === undefined) this.withoutId.add(bucket, target, entry);
    else this.byId.add(bucket, { value: id }, entry);
  }

  /** Another than `change` that may stand for this rule. Two ids that are known and differ are two rules. */
  other(change: Change, rule: Standing): Other | undefined {
    const { bucket, target, id } = rule;
    const isOther = (entry: Entry) => resourceOf(entry) !== change.oldUrn;
    if (id === undefined) return found(first(this.byPair.matches(bucket, target), isOther), rule);
    const same = first(this.byId.matches(bucket, { value: id }), isOther);
    if (same)
      return { change: same.change, certain: "value" in bucket && "value" in same.bucket, byId: true };
    return found(first(this.withoutId.matches(bucket, target), isOther), rule);
  }
}

interface Entry extends Standing {
  change: Change;
}

function resourceOf({ change }: Entry): string {
  return change.oldUrn;
}

function found(entry: Entry | undefined, rule: Standing): Other | undefined {
  if (!entry) return undefined;
  const names = [entry.bucket, entry.target, rule.bucket, rule.target];
  return { change: entry.change, certain: names.every((name) => "value" in name), byId: false };
}

function first<T>(values: Iterable<T>, isMeant: (value: T) => boolean): T | undefined {
  for (const value of values) if (isMeant(value)) return value;
  return undefined;
}

/**
 * Values by two names each. Either name may be hidden, of a value or of what is looked for, and then may be any. A
 * stack may have tens of thousands of rules, so that nothing is compared with everything.
 */
class PairIndex<T> {
  private readonly lists = new Map<Key, Map<Key, T[]>>();

  /** Of what has one owner and is added in a row, the first stands for all. */
  constructor(private readonly ownerOf: (value: T) => unknown) {}

  add(first: Maybe<string>, second: Maybe<string>, value: T): void {
    for (const a of [known(first) ?? HIDDEN, ANY]) {
      const lists = this.lists.get(a) ?? new Map<Key, T[]>();
      this.lists.set(a, lists);
      for (const b of [known(second) ?? HIDDEN, ANY]) this.addTo(lists, b, value);
    }
  }

  private addTo(lists: Map<Key, T[]>, key: Key, value: T): void {
    const list = lists.get(key);
    if (!list) lists.set(key, [value]);
    else if (this.ownerOf(list.at(-1) as T) !== this.ownerOf(value)) list.push(value);
  }

  /** What may have these names, those that surely have them first. */
  *matches(first: Maybe<string>, second: Maybe<string>): Generator<T> {
    for (const a of keysFor(first)) {
      for (const b of keysFor(second)) yield* this.lists.get(a)?.get(b) ?? [];
    }
  }
}

/** In place of a name; no name is one of these. */
const [HIDDEN, ANY] = [null, true] as const;

type Key = string | typeof HIDDEN | typeof ANY;

function keysFor(name: Maybe<string>): Key[] {
  const text = known(name);
  return text === undefined ? [ANY] : [text, HIDDEN];
}
