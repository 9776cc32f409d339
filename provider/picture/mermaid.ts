import { visible } from "../terminal/text";
import { type Arrow, byRegion, type Mark, type Picture } from "./picture";
import { bucketLines, linesOf, regionText, remarkText, summaryOf } from "./words";

/** A flowchart of Mermaid, as GitHub and GitLab draw it in a fenced block; https://mermaid.js.org/syntax/flowchart.html. */
export function mermaid(picture: Picture): string {
  const { title, arrows, buckets, remarks } = picture;
  const lines = [
    "flowchart LR",
    `  accTitle: ${title}`,
    `  accDescr: ${summaryOf(picture).replaceAll(";", ",")}`,
    ...byRegion(buckets).flatMap(({ region, buckets: inside }, at) => [
      `  subgraph r${at + 1}[${text([regionText(region, show)])}]`,
      ...inside.map((bucket) => `    ${bucket.key}[(${text(bucketLines(bucket, show))})]`),
      "  end",
    ]),
    ...arrows.map(arrowLine),
    ...(remarks.length > 0 ? [`  remarks[${text(remarks.map((remark) => remarkText(remark, show)))}]`] : []),
    ...arrows.flatMap(({ mark }, at) => (mark === "kept" ? [] : [`  linkStyle ${at} ${STYLES[mark]}`])),
  ];
  return `${lines.join("\n")}\n`;
}

function arrowLine(arrow: Arrow): string {
  return `  ${arrow.from} ${LINKS[arrow.mark]}|${text(linesOf(arrow, show))}| ${arrow.to}`;
}

/** Thin, thick, dotted: they stand out without a colour. */
const LINKS: Record<Mark, string> = { kept: "-->", starts: "==>", stops: "-.->", anew: "==>" };

/** Seen on white and on black. */
const STYLES: Record<Exclude<Mark, "kept">, string> = {
  starts: "stroke:#2da44e,stroke-width:3px",
  stops: "stroke:#e5534b,stroke-width:3px",
  anew: "stroke:#bf8700,stroke-width:3px",
};

/**
 * Mermaid looks for formulas and icons of Font Awesome where the numbers of characters have become characters again; in
 * between it writes such a number with U+FB02 before and U+00B6 after it.
 */
function show(name: string): string {
  return visible(name).replace(
    /[$\ufb02\xb6]|:(?=fa-)/g,
    (character) => `\\u{${character.charCodeAt(0).toString(16)}}`,
  );
}

/**
 * A text in quotation marks. What is neither letter nor digit, but for a few, is written as the number of its character:
 * so no text ends its quotation marks or its line, begins a directive or a tag, or is taken for Markdown.
 */
function text(lines: string[]): string {
  const coded = lines.map((line) =>
    line.replace(/[^\p{L}\p{N} ,/-]/gu, (character) => `#${character.codePointAt(0)};`),
  );
  return `"${coded.join("<br/>")}"`;
}
