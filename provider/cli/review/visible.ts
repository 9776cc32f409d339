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
  const characters = Array.from(text);
  const cut = characters.length > LONGEST ? `${characters.slice(0, LONGEST).join("")}…` : text;
  return cut === "" ? '""' : cut.replace(UNSAFE, codePoint);
}

/** Text of others on a terminal: what steers one, or turns the direction of writing, is shown as `\u{1b}`. */
export function controlsEscaped(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]|\p{DI}/gu, codePoint);
}

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) as number).toString(16)}}`;
}
