import { dot } from "./dot";
import { NotDrawn } from "./layout";
import { escaped } from "./markup";
import type { Picture } from "./picture";
import { STYLE } from "./style";
import { summaryOf } from "./words";

/** Draws DOT as SVG. */
export type Layout = (dot: string) => Promise<string>;

/**
 * The drawing alone, with a name and a description for those who do not see it. Where the layout has lost arrows, which
 * Graphviz does without a word where it finds no way for a curve, they are drawn straight.
 */
export async function svg(picture: Picture, layout: Layout): Promise<string> {
  const curved = await layout(dot(picture));
  const drawn = isWhole(curved, picture) ? curved : await layout(dot(picture, false));
  if (!isWhole(drawn, picture))
    throw new NotDrawn("Graphviz has not drawn all of the picture: draw fewer rules, with --most.");
  return named(drawn.slice(drawn.indexOf("<svg")), picture);
}

function isWhole(drawn: string, { arrows, buckets }: Picture): boolean {
  const count = (kind: string) => drawn.split(`class="${kind}`).length - 1;
  return count("edge ") === arrows.length && count("node ") === buckets.length;
}

function named(drawn: string, picture: Picture): string {
  const [title, description] = [escaped(picture.title), escaped(summaryOf(picture))];
  const head = `role="img" aria-label="${title}" aria-description="${description}"`;
  return drawn.replace(
    /^<svg ([^>]*)>/,
    (_, attributes) => `<svg ${head} ${attributes}>\n<style>${STYLE}</style>`,
  );
}
