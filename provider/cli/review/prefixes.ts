import { at, isHidden } from "./maybe";
import { listed, type Phrase, say, words } from "./phrase";

/** Which objects a rule copies. */
export interface Coverage {
  /** `[""]` is the whole bucket. */
  prefixes: string[];
  /** Whether there are, or may be, prefixes that the preview does not show. */
  hidden: boolean;
}

/** A prefix whose objects are not all copied any more, and what of it still is. */
export interface Loss {
  prefix: string;
  kept: string[];
}

export function coverageOf(prefixSet: unknown): Coverage {
  const prefixes = at(prefixSet, "prefixes");
  if (isHidden(prefixes)) return { prefixes: [], hidden: true };
  if (!Array.isArray(prefixes) || prefixes.length === 0) return { prefixes: [""], hidden: false };
  const shown = prefixes.filter((prefix) => typeof prefix === "string" && !isHidden(prefix));
  return { prefixes: [...new Set(shown)].sort(), hidden: shown.length < prefixes.length };
}

/** What `old` covers and `now` does not. What is hidden is in neither, see `mayDiffer`. */
export function lost(old: Coverage, now: Coverage): Loss[] {
  return old.prefixes
    .filter((prefix) => !isCovered(prefix, now))
    .map((prefix) => ({ prefix, kept: now.prefixes.filter((other) => other.startsWith(prefix)) }));
}

/** What `now` covers and `old` did not. */
export function gained(old: Coverage, now: Coverage): string[] {
  return now.prefixes.filter((prefix) => !isCovered(prefix, old));
}

/** A shorter prefix covers all that begins with it. */
function isCovered(prefix: string, { prefixes }: Coverage): boolean {
  return prefixes.some((other) => prefix.startsWith(other));
}

/** `all objects`, `objects under a and b`. */
export function objectsOf({ prefixes, hidden }: Coverage): Phrase {
  if (prefixes.includes("")) return words("all objects");
  return say`objects under ${prefixList(prefixes, hidden)}`;
}

export function lossText(losses: Loss[]): Phrase[] {
  const gone = losses.filter(({ kept }) => kept.length === 0).map(({ prefix }) => prefix);
  const narrowed = losses.filter(({ kept }) => kept.length > 0);
  return [
    ...(gone.length > 0 ? [say`${objectsOf({ prefixes: gone, hidden: false })} are no longer copied`] : []),
    ...narrowed.map(
      ({ prefix, kept }) =>
        say`of ${objectsOf({ prefixes: [prefix], hidden: false })} only those under ${prefixList(kept, false)} are still copied`,
    ),
  ];
}

/** As many as OSS takes in a rule. */
const MOST_SHOWN = 10;

function prefixList(prefixes: string[], hidden: boolean): Phrase {
  const more = prefixes.length - MOST_SHOWN;
  return listed([
    ...prefixes.slice(0, MOST_SHOWN).map((prefix) => say`${prefix}`),
    ...(more > 0 ? [words(`${more} more`)] : []),
    ...(hidden ? [words("prefixes that the preview does not show")] : []),
  ]);
}
