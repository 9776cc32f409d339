import { quoted, visible } from "../terminal/text";

/**
 * Words of ours with text of the program among them, which is kept apart until it is shown. A stack may have a hundred
 * thousand changes of which a hundred are shown, so nothing is put together before that.
 */
export type Phrase = readonly Part[] | Template;

type Part = Piece | Phrase;

/** Words of ours, text of the program, or code. `as` says what the text is where it may differ from rule to rule. */
export type Piece = string | { readonly data: string; readonly as?: string } | { readonly code: string };

interface Template {
  readonly texts: readonly string[];
  readonly values: readonly (string | Phrase)[];
}

/** An interpolated string is text of the program and is shown as such; an interpolated phrase is spliced in. */
export function say(texts: TemplateStringsArray, ...values: (string | Phrase)[]): Phrase {
  return { texts, values };
}

/** Text of the program that differs from rule to rule, and what it is called where many of them are told at once. */
export function named(as: string, text: string): Phrase {
  return [{ data: text, as }];
}

/** Words of ours that are chosen at run time. */
export function words(text: string): Phrase {
  return [text];
}

/** Code of ours to be copied. What it holds of the program must be `isPlain`. */
export function code(text: string): Phrase {
  return [{ code: text }];
}

/** Whether it can be put into code as it is, quoted or not, in a shell or in JavaScript. */
export function isPlain(text: string): boolean {
  return /^[\w.:$/-]{1,500}$/.test(text);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(phrases: Phrase[], last = "and"): Phrase {
  return phrases.flatMap((phrase, at): Part[] => {
    if (at === 0) return [phrase];
    return [at === phrases.length - 1 ? ` ${last} ` : ", ", phrase];
  });
}

export function joined(phrases: Phrase[], separator: string): Phrase {
  return phrases.flatMap((phrase, at): Part[] => (at === 0 ? [phrase] : [separator, phrase]));
}

/** A sentence is cut here, so that every change fits into a review. */
const LONGEST = 3_000;

/** For a terminal or a log. */
export function asText(phrase: Phrase): string {
  return show(phrase, quoted, (text) => text);
}

/** Text of the program stands in code spans, where nothing is a link or a mention. */
export function asMarkdown(phrase: Phrase): string {
  return show(
    phrase,
    (text) => `\`${visible(text)}\``,
    (text) => `\`${text}\``,
  );
}

/** A phrase is cut between two of its parts, never within one. */
function show(phrase: Phrase, data: (text: string) => string, code: (text: string) => string): string {
  let shown = "";
  for (const part of piecesOf(phrase)) {
    const text = typeof part === "string" ? part : "data" in part ? data(part.data) : code(part.code);
    if (shown.length + text.length > LONGEST) return `${shown}…`;
    shown += text;
  }
  return shown;
}

/** A phrase piece by piece, in the order of reading. */
export function* piecesOf(phrase: Phrase): Generator<Piece> {
  for (const part of "texts" in phrase ? partsIn(phrase) : phrase) {
    if (typeof part === "string" || "data" in part || "code" in part) yield part;
    else yield* piecesOf(part);
  }
}

function partsIn({ texts, values }: Template): Part[] {
  return texts.flatMap((text, at): Part[] => {
    const value = values[at];
    if (value === undefined) return [text];
    return [text, typeof value === "string" ? { data: value } : value];
  });
}
