/** Data as JSON, in which every character can be seen: `JSON.stringify` leaves most of what cannot as it is. */
export function json(data: unknown, indent = 0): string {
  return JSON.stringify(data, null, indent).replace(/(?!\n)[\p{C}\p{Zl}\p{Zp}]|\p{DI}/gu, escaped);
}

/** The same, and no character in it opens HTML. */
export function jsonWithoutMarkup(data: unknown, indent = 0): string {
  return json(data, indent).replace(/[<>&]/g, escaped);
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}
