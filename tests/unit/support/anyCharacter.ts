import fc from "fast-check";

const SURROGATES = { first: 0xd800, count: 0x800 };

/** Every character of Unicode; fast-check's own `binary` needs a second to list them all first. */
export const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - SURROGATES.count })
  .map((at) => String.fromCodePoint(at < SURROGATES.first ? at : at + SURROGATES.count));
