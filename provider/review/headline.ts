import { KINDS, type Kind } from "./finding";
import { joined, type Phrase, say, words } from "./phrase";
import type { Report } from "./report";

/** The counts in words: `1 rule is recreated, 2 rules start`. */
export function countsText({ counts }: Report): Phrase {
  const parts = (Object.keys(KINDS) as Kind[])
    .filter((kind) => counts[kind] > 0)
    .map((kind) => words(`${counts[kind]} ${KINDS[kind][counts[kind] === 1 ? 0 : 1]}`));
  return parts.length > 0 ? joined(parts, ", ") : words("Replication does not change");
}

/** What happens to resources of other types; empty where nothing does. */
export function othersText({ others }: Report): Phrase {
  const parts = Object.entries(others).map(([op, count]) => say`${words(String(count))} ${op}`);
  return parts.length > 0 ? say`Resources of other types, by operation: ${joined(parts, ", ")}.` : [];
}

export function leftOutText(leftOut: number): Phrase {
  const what = leftOut === 1 ? "1 more change is" : `${leftOut} more changes are`;
  return words(
    `${what} left out here for length, none of a higher risk than those above; the counts include them.`,
  );
}
