import { at, isHidden } from "./maybe";
import { listed, named, type Phrase, say, words } from "./phrase";

/** Which objects a rule copies. */
export interface Coverage {
  /** Sorted, none the beginning of another. `[""]` is the whole bucket. */
  prefixes: string[];
  /** Whether there are, or may be, prefixes that the preview does not show. */
  hidden: boolean;
}

/** A prefix whose objects are no longer all copied, and the longer prefixes whose objects still are. */
export interface Loss {
  prefix: string;
  kept: string[];
}

export function coverageOf(prefixSet: unknown): Coverage {
  const prefixes = at(prefixSet, "prefixes");
  if (isHidden(prefixes)) return { prefixes: [], hidden: true };
  if (!Array.isArray(prefixes) || prefixes.length === 0) return { prefixes: [""], hidden: false };
  const shown = prefixes.filter((prefix) => typeof prefix === "string" && !isHidden(prefix));
  return { prefixes: shortest(shown), hidden: shown.length < prefixes.length };
}

/** A shorter prefix covers all that begin with it, and in sorted order stands right before them. */
function shortest(prefixes: string[]): string[] {
  const kept: string[] = [];
  for (const prefix of [...prefixes].sort()) {
    const last = kept.at(-1);
    if (last === undefined || !prefix.startsWith(last)) kept.push(prefix);
  }
  return kept;
}

/** What `old` covers and `now` does not. What is hidden is in neither. */
export function lost(old: Coverage, now: Coverage): Loss[] {
  return old.prefixes
    .filter((prefix) => !isCovered(prefix, now))
    .map((prefix) => ({ prefix, kept: within(prefix, now) }));
}

/** What `now` covers and `old` did not. */
export function gained(old: Coverage, now: Coverage): string[] {
  return now.prefixes.filter((prefix) => !isCovered(prefix, old));
}

/** Since none is the beginning of another, only the last that is not greater can cover it. */
function isCovered(prefix: string, { prefixes }: Coverage): boolean {
  const last = prefixes[placeAfter(prefixes, prefix) - 1];
  return last !== undefined && prefix.startsWith(last);
}

/** The longer prefixes that are under one that is not covered itself. */
function within(prefix: string, { prefixes }: Coverage): string[] {
  const found: string[] = [];
  for (let place = placeAfter(prefixes, prefix); ; place++) {
    const other = prefixes[place];
    if (other === undefined || !other.startsWith(prefix)) return found;
    found.push(other);
  }
}

/** Where in a sorted list the texts begin that are greater: a binary search. */
function placeAfter(sorted: string[], text: string): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] as string) > text) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** `all objects`, `objects under a and b`. */
export function objectsOf({ prefixes, hidden }: Coverage): Phrase {
  if (prefixes.includes("")) return words("all objects");
  return say`objects under ${prefixList(prefixes, hidden)}`;
}

export function lossText(losses: Loss[]): Phrase[] {
  const gone = losses.filter(({ kept }) => kept.length === 0).map(({ prefix }) => prefix);
  const narrowed = losses.filter(({ kept }) => kept.length > 0);
  const more = narrowed.length - MOST_SHOWN;
  return [
    ...(gone.length > 0 ? [say`${objectsOf({ prefixes: gone, hidden: false })} are no longer copied`] : []),
    ...narrowed
      .slice(0, MOST_SHOWN)
      .map(
        ({ prefix, kept }) =>
          say`of ${objectsOf({ prefixes: [prefix], hidden: false })}, only those under ${prefixList(kept, false)} are still copied`,
      ),
    ...(more > 0 ? [words(`and the same goes for ${more} more prefixes`)] : []),
  ];
}

/** As many as OSS allows in a rule. */
const MOST_SHOWN = 10;

function prefixList(prefixes: string[], hidden: boolean): Phrase {
  const more = prefixes.length - MOST_SHOWN;
  return listed([
    ...prefixes.slice(0, MOST_SHOWN).map((prefix) => named("prefix", prefix)),
    ...(more > 0 ? [words(`${more} more`)] : []),
    ...(hidden ? [words("prefixes that the preview does not show")] : []),
  ]);
}
