import { isDeepStrictEqual } from "node:util";
import { isObject } from "../lifecycle/normalise";
import type { Change } from "../lifecycle/plan";

export type Kind = "add" | "delete" | "update";

/** What differs at one path, such as `prefixSet.prefixes[0]`. */
export interface Difference {
  kind: Kind;
  /** Whether it needs another resource. */
  replaces: boolean;
}

/**
 * The places in which two versions of a resource differ, as small as they can be told. A list is compared as a set: the
 * order of prefixes and tags means nothing.
 */
export function detailedDiff(
  changes: readonly Change[],
  olds: Record<string, unknown>,
  news: Record<string, unknown>,
): Map<string, Difference> {
  const entries = changes.flatMap(({ name, meaning }) => {
    const found = differences(name, olds[name], news[name]);
    const replaces = meaning === "replace";
    // A change that is none of spelling, and yet in no part: it is told as a whole.
    const all: [string, Kind][] = found.length > 0 ? found : [[name, "update"]];
    return all.map(([path, kind]): [string, Difference] => [path, { kind, replaces }]);
  });
  return new Map(entries);
}

function differences(path: string, old: unknown, now: unknown): [path: string, kind: Kind][] {
  if (isDeepStrictEqual(old, now)) return [];
  if (old === undefined) return [[path, "add"]];
  if (now === undefined) return [[path, "delete"]];
  if (Array.isArray(old) && Array.isArray(now)) return ofLists(path, old, now);
  if (!isObject(old) || !isObject(now)) return [[path, "update"]];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names.flatMap((name) => differences(`${path}.${name}`, old[name], now[name]));
}

function ofLists(path: string, old: unknown[], now: unknown[]): [string, Kind][] {
  const kinds = new Map<string, Kind>();
  for (const at of missing(old, now)) kinds.set(`${path}[${at}]`, "delete");
  for (const at of missing(now, old)) {
    const place = `${path}[${at}]`;
    kinds.set(place, kinds.has(place) ? "update" : "add");
  }
  return [...kinds];
}

/** Where in `list` are the elements that `other` does not have. */
function missing(list: unknown[], other: unknown[]): number[] {
  return list.flatMap((element, at) => (other.some((each) => isDeepStrictEqual(each, element)) ? [] : [at]));
}
