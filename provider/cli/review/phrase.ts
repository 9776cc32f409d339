/** Words of ours with text of the program among them. The two are kept apart until they are shown. */
export type Phrase = readonly Part[];

type Part = string | { readonly data: string };

/** An interpolated string is text of the program and is shown as such; an interpolated phrase is spliced in. */
export function say(texts: TemplateStringsArray, ...values: (string | Phrase)[]): Phrase {
  return texts.flatMap((text, at): Part[] => {
    const value = values[at];
    if (value === undefined) return [text];
    return [text, ...(typeof value === "string" ? [{ data: value }] : value)];
  });
}

/** Words of ours that are chosen at run time. */
export function words(text: string): Phrase {
  return [text];
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(phrases: Phrase[], last = "and"): Phrase {
  return phrases.flatMap((phrase, at): Part[] => {
    if (at === 0) return [...phrase];
    return [at === phrases.length - 1 ? ` ${last} ` : ", ", ...phrase];
  });
}

export function joined(phrases: Phrase[], separator: string): Phrase {
  return phrases.flatMap((phrase, at): Part[] => (at === 0 ? [...phrase] : [separator, ...phrase]));
}

export function show(phrase: Phrase, showData: (text: string) => string): string {
  return phrase.map((part) => (typeof part === "string" ? part : showData(part.data))).join("");
}
