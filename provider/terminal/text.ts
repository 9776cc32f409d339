/**
 * Text of others on a terminal, in a log or in a comment. Nowhere else is it made fit for them, but for the errors of
 * the service: `oss/errors.ts` knows nothing of a terminal, and cuts and cleans what it puts into a message by itself.
 */

/**
 * What has a meaning in HTML, in a table, in Markdown's code spans and links, or to GitHub and GitLab (mentions,
 * references), and what cannot be seen: Default_Ignorable_Code_Point holds bidi controls and zero-width characters.
 */
const UNSAFE = /[<>|`[\]@#&\\]|[^\p{L}\p{N}\p{P}\p{S} ]|\p{DI}|:(?=\/\/)|^ | (?= |$)/gu;

const LONGEST = 100;

/**
 * Text of the program on one line, every character of it visible and none of it special; what is not safe is shown
 * as `\u{3c}`. A long text is cut.
 */
export function visible(text: string): string {
  const shown = cut(text, LONGEST);
  return shown === "" ? '""' : shown.replace(UNSAFE, codePoint);
}

/** Text of the program among words of ours: a plain name as it is, all else `visible` and in quotation marks. */
export function quoted(text: string): string {
  if (/^[\w./-]{1,100}$/.test(text)) return text;
  // A quotation mark in a name cannot end it.
  return text === "" ? '""' : `"${visible(text).replaceAll('"', "\\u{22}")}"`;
}

/** The first characters of a text that is longer. */
export function cut(text: string, longest: number): string {
  // A character is one or two units of the string; a text of megabytes is not taken apart for a hundred of them.
  const characters = Array.from(text.slice(0, 2 * longest + 2));
  return characters.length > longest ? `${characters.slice(0, longest).join("")}…` : text;
}

/** One line: what steers a terminal, ends a line or turns the direction of writing is shown as `\u{1b}`. */
export function line(text: string): string {
  return `${controlsEscaped(text)}\n`;
}

export function controlsEscaped(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]|\p{DI}/gu, codePoint);
}

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
}
