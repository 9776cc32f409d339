import { cut } from "../terminal/text";
import { joined, type Phrase, say, words } from "./phrase";
import type { Report } from "./report";

/** What stands before the changes: that something was not checked, and what. Nothing where all was. */
export function notCheckedPhrases({ notChecked }: Report): { head: Phrase; items: Phrase[] } | undefined {
  if (notChecked.length === 0) return undefined;
  const nothing = notChecked.some((text) => text.startsWith("nothing was checked"));
  return { head: words(nothing ? NOTHING_CHECKED : NOT_ALL_CHECKED), items: shownFirst(notChecked) };
}

const NOTHING_CHECKED = "Nothing was checked at OSS, so that this review knows only what the program says.";
const NOT_ALL_CHECKED =
  "Not everything was checked at OSS, so that the update may fail where the preview did not.";

export function notePhrases({ notes }: Report): Phrase[] {
  return shownFirst(notes);
}

const [MOST_NOTES, LONGEST_NOTE] = [5, 2_000];

function shownFirst(texts: string[]): Phrase[] {
  const more = texts.length - MOST_NOTES;
  return [
    ...texts.slice(0, MOST_NOTES).map(prose),
    ...(more > 0 ? [words(`and ${more} more like these, which the output of the preview holds`)] : []),
  ];
}

/**
 * Sentences of our checks, with names and answers of the service in them. A plain word is shown as it is, since letters
 * alone steer nothing; all else is taken for text of the program.
 */
export function prose(text: string): Phrase {
  const tokens = cut(text, LONGEST_NOTE).split(/ +/).filter(Boolean);
  return joined(tokens.map(tokenPhrase), " ");
}

function tokenPhrase(token: string): Phrase {
  const [, open = "", core = "", close = ""] = /^([("]*)(.*?)([)",.;:!?]*)$/s.exec(token) ?? [];
  if (core === "") return words(open + close);
  return [open, /^[A-Za-z]+([-'][A-Za-z]+)*$/.test(core) ? core : say`${core}`, close];
}
