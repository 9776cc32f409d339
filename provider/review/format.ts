import { jsonPieces } from "./json";
import { markdownPieces } from "./markdown";
import type { Occasion } from "./occasion";
import type { Reviewed } from "./reviewed";
import { LONGEST_REVIEW, Room } from "./room";
import { textPieces } from "./text";

export const FORMATS = ["markdown", "json", "text"] as const;

export type Format = (typeof FORMATS)[number];

export interface Writing {
  format: Format;
  /** Whether nothing is left out for length. JSON never leaves anything out. */
  all?: boolean;
  occasion?: Occasion;
}

/** As many stacks as there is room for in one comment. */
export const MOST_STACKS = 50;

/** The review in pieces, which are printed one after the other. */
export function writeReview(
  reviews: readonly Reviewed[],
  { format, all, occasion = {} }: Writing,
): Iterable<string> {
  if (format === "json") return jsonPieces(reviews, occasion);
  const room = all ? Number.POSITIVE_INFINITY : Math.floor(LONGEST_REVIEW / reviews.length);
  const rooms = reviews.map(() => new Room(room));
  return format === "text" ? textPieces(reviews, rooms) : markdownPieces(reviews, occasion, rooms);
}
