import width from "string-width";

/** The beginning of a text that fits into so many columns; the cursor keeps a place at the end. */
export function cutToWidth(text: string, columns = Number.POSITIVE_INFINITY): string {
  if (width(text) < columns) return text;
  let shown = "";
  let used = 0;
  for (const character of text) {
    used += width(character);
    if (used > columns - 2) break;
    shown += character;
  }
  return `${shown}…`;
}

export { width };
