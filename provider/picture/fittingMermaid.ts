import { folded } from "./fold";
import { NotDrawn } from "./layout";
import { mermaid } from "./mermaid";
import type { Picture } from "./picture";

/** Mermaid draws no text that is longer, and no more arrows (`maxTextSize`, `maxEdges`), unless a page allows it. */
const [LONGEST_MERMAID, MOST_MERMAID] = [50_000, 500];

/** The picture with at most `most` rules each for itself, and with as many fewer as Mermaid needs to draw it. */
export function fittingMermaid(picture: Picture, most: number): string {
  const drawn = folded(picture, most);
  const text = mermaid(drawn);
  if (text.length <= LONGEST_MERMAID && drawn.arrows.length <= MOST_MERMAID) return text;
  if (most === 1) throw new NotDrawn(TOO_LONG);
  return fittingMermaid(picture, Math.ceil(most / 2));
}

const TOO_LONG =
  "The picture is longer than Mermaid draws (50,000 characters): write it with --format svg or html, or draw fewer buckets.";
