import { plainText } from "../../oss";

/** Words that every message about allowed values contains. They are never treated as secrets. */
const VOCABULARY = /^((ALL|PUT|DELETE|ABORT),?)+$|^(enabled|disabled|internal|oss_acc|public|dual-stack)$/i;
const SHORTEST = 3;
/** Shorter values occur in other words by chance. */
const DISTINCT = 8;
/** This much of a long value is enough to recognise it in a message that cuts it. */
const HEAD = 40;
const MARK = "\u0000";

/**
 * The values that the program marked as secret. No message may repeat one. Providers get them as plain text, so the
 * constructor passes the names of the arguments that hold them.
 */
export class Secrets {
  private readonly values = new Set<string>();

  /** Notes all strings in the arguments of these names. */
  note(args: Record<string, unknown>, names: unknown[]): void {
    for (const text of names.flatMap((name) => textsIn(args[String(name)]))) {
      if (text.length < SHORTEST || VOCABULARY.test(text)) continue;
      for (const form of formsOf(text)) this.values.add(form);
    }
  }

  /** The text with `(secret)` instead of each of them. */
  hide(text: string): string {
    const longestFirst = [...this.values].sort((a, b) => b.length - a.length);
    return longestFirst.reduce(withMark, text).replaceAll(MARK, "(secret)");
  }
}

/**
 * Whether a failed check may name the property of this value: the engine writes the value as it is, a secret one, too
 * (step_generator.go, issueCheckErrors).
 */
export function isShowable(value: unknown, isSecret: boolean): boolean {
  return typeof value === "string" && /^[\x20-\x7e]{1,100}$/.test(value) && !isSecret;
}

/** The forms in which a message may write a value: quoted, on one line, a role or key by its name alone. */
function formsOf(text: string): string[] {
  const name = text.split(/[/:]/).at(-1) ?? "";
  const forms = [text, JSON.stringify(text).slice(1, -1), plainText(text, text.length)];
  return [...forms.filter((form) => form !== ""), ...(name.length >= DISTINCT ? [name] : [])];
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(textsIn) : [];
}

function withMark(text: string, value: string): string {
  const head = value.slice(0, HEAD);
  let hidden = "";
  let rest = text;
  for (let at = rest.indexOf(head); at >= 0; at = rest.indexOf(head)) {
    let end = head.length;
    while (end < value.length && rest[at + end] === value[end]) end++;
    const alone = !isPartOfWord(rest, at - 1) && !isPartOfWord(rest, at + end);
    const shown = value.length < DISTINCT && !alone;
    hidden += rest.slice(0, at) + (shown ? head : MARK);
    rest = rest.slice(at + end);
  }
  return hidden + rest;
}

function isPartOfWord(text: string, at: number): boolean {
  return /[\p{L}\p{N}_-]/u.test(text[at] ?? "");
}
