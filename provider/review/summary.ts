import { cut } from "../terminal/text";
import { KINDS, type Kind, type Risk, risk } from "./finding";
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

/** Empty where nothing is left out. */
export function leftOutText(leftOut: number): Phrase {
  if (leftOut === 0) return [];
  const what = leftOut === 1 ? "1 more change is" : `${leftOut} more changes are`;
  return words(
    `${what} left out here for length, none of a higher risk than those above. The counts include them.`,
  );
}

/** What stands before all else where something was not checked; empty where all was. */
export function notCheckedText({ notChecked }: Report): Phrase {
  if (notChecked.length === 0) return [];
  return words(notChecked.some((text) => text.startsWith("nothing was checked")) ? NOTHING : NOT_ALL);
}

const NOTHING = "Nothing was checked at OSS, so this review knows only what the program says.";
const NOT_ALL = "Not everything was checked at OSS, so the update may fail where the preview did not.";

/** The first of what was not checked, each a risk of the review as a whole. */
export function notCheckedRisks({ notChecked }: Report): Risk[] {
  return firstOf(notChecked).map((text) => risk("not-checked", text));
}

/** The first of what else the checks said. */
export function notePhrases({ notes }: Report): Phrase[] {
  return firstOf(notes);
}

function firstOf(texts: string[]): Phrase[] {
  const left = texts.length - MOST_NOTES;
  return [
    ...texts.slice(0, MOST_NOTES).map(prose),
    ...(left > 0 ? [words(`and ${left} more like these: see the output of the preview`)] : []),
  ];
}

const [MOST_NOTES, LONGEST_NOTE] = [5, 2_000];

/**
 * Sentences of our checks, with names and answers of the service in them. A plain word is shown as it is, since letters
 * alone steer nothing; all else is taken for text of the program.
 */
export function prose(text: string): Phrase {
  const tokens = cut(text, LONGEST_NOTE).split(" ").filter(Boolean);
  return joined(tokens.map(tokenPhrase), " ");
}

function tokenPhrase(token: string): Phrase {
  const [, open = "", core = "", close = ""] = /([("]*)(.*?)([)",.;:!?]*)$/s.exec(token) ?? [];
  if (core === "") return words(open + close);
  return [open, /^[A-Za-z]+([-'][A-Za-z]+)*$/.test(core) ? core : say`${core}`, close];
}
