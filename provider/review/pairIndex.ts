import { known, type Maybe } from "./maybe";

/**
 * Values by two names each. Either name may be hidden, of a value or of what is looked for, and then may be any. A
 * stack may have tens of thousands of rules, so that nothing is compared with everything.
 */
export class PairIndex<T> {
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
