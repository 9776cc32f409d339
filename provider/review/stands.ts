import type { Change, Maker, Version } from "./change";
import { known, type Maybe, textOf } from "./maybe";
import { adoptOf, type Pair, pairOf } from "./rule";

/** The rule that a resource manages, by what tells it from others. */
interface Standing extends Pair {
  id?: string;
}

/** Another resource that manages the same rule. */
export interface Other {
  change: Change;
  /** Whether the preview shows that it is the same rule; else it may be, by names that the preview does not show. */
  certain: boolean;
  /** Whether it is the same by the id of the rule, not only by its buckets. */
  byId: boolean;
}

/**
 * Which resource manages which rule. The engine knows resources, not rules: where two of them manage one rule, it
 * deletes one of them regardless of the other.
 */
export class Stands {
  /** The rules that the engine deletes at OSS, as they are now. */
  private readonly ending = new Index();
  /** The rules that there are after the update. */
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

  /** A resource with which the engine deletes the rule that `change` manages after the update. */
  endOf(change: Change): Other | undefined {
    return stays(change) ? this.ending.other(change, after(change)) : undefined;
  }

  /** A resource that goes on managing the rule that the engine deletes with `change`. */
  heirOf(change: Change): Other | undefined {
    return ends(change) ? this.stayingOf(MAKERS, change, before(change)) : undefined;
  }

  /** A resource of another maker that manages the same rule as `change` after the update. */
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

/** Whether the engine deletes the rule that there is now, at OSS, too. */
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
    return standing(change.new, known(adoptOf(change.new)) ?? change.takenOver);
  }
  if (change.op === "replace") return standing(change.new);
  const { old, new: now } = change;
  return standing(Object.keys(now.properties).length > 0 ? now : old, idIn(change, old) ?? idIn(change, now));
}

function standing(version: Version, id?: string): Standing {
  return { ...pairOf(version), id };
}

/** The id of ours is the rule's; that of the other tool is `bucket:id`, and the rule's is among its outputs. */
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

  /** One other than `change` that may manage this rule. Two known ids that differ are two rules. */
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
 * Values, each under two names. A name that is hidden, in a value or in what is looked for, matches any. A stack may
 * have tens of thousands of rules, so nothing is compared with everything.
 */
class PairIndex<T> {
  private readonly lists = new Map<Key, Map<Key, T[]>>();

  /** Of values of one owner that are added in a row, only the first is kept. */
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

  /** The values that may have these names, those that surely do first. */
  *matches(first: Maybe<string>, second: Maybe<string>): Generator<T> {
    for (const a of keysFor(first)) {
      for (const b of keysFor(second)) yield* this.lists.get(a)?.get(b) ?? [];
    }
  }
}

/** Keys that no name is. */
const [HIDDEN, ANY] = [null, true] as const;

type Key = string | typeof HIDDEN | typeof ANY;

function keysFor(name: Maybe<string>): Key[] {
  const text = known(name);
  return text === undefined ? [ANY] : [text, HIDDEN];
}
