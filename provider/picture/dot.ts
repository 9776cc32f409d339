import { controlsEscaped } from "../terminal/text";
import { type Arrow, type Bucket, byRegion, type Mark, type Picture } from "./picture";
import { bucketLines, labelText, linesOf, regionText, remarkText } from "./words";

/** From this many arrows on they are straight: to find a way around the others takes long, and Graphviz may fail to. */
const MANY = 300;

/** The language of Graphviz; https://graphviz.org/doc/info/lang.html. The classes are those of `style.ts`. */
export function dot(picture: Picture, splines = picture.arrows.length < MANY): string {
  const { title, buckets, arrows, remarks } = picture;
  const heading = [title, ...remarks.map((remark) => remarkText(remark, controlsEscaped))];
  const names = namesOf(buckets);
  const lines = [
    `digraph ${quoted(title)} {`,
    `  graph [rankdir=LR, splines=${splines ? "true" : "line"}, bgcolor=white, pad=0.2, nodesep=0.3, ranksep=1, fontname=Helvetica, labelloc=t, labeljust=l, label=${label(heading, "\\l")}]`,
    `  node [shape=cylinder, style=filled, fillcolor="#ddf4ff", color="#57606a", fontcolor="#1f2328", fontname=Helvetica, class=bucket]`,
    `  edge [color="#57606a", fontcolor="#1f2328", fontname=Helvetica, fontsize=11]`,
    ...byRegion(buckets).flatMap(({ region, buckets: inside }, at) => [
      `  subgraph cluster_${at + 1} {`,
      `    label=${label([regionText(region, controlsEscaped)])}; class=region; style="${region === undefined ? "rounded,filled,dashed" : "rounded,filled"}"; fillcolor="#f6f8fa"; color="#8c959f"; fontcolor="#1f2328"`,
      ...inside.map(
        (bucket) => `    ${names.get(bucket.key)} [label=${label(bucketLines(bucket, controlsEscaped))}]`,
      ),
      "  }",
    ]),
    ...arrows.map((arrow) => `  ${names.get(arrow.from)} -> ${names.get(arrow.to)} [${attributes(arrow)}]`),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

function attributes(arrow: Arrow): string {
  const text = label(linesOf(arrow, controlsEscaped), "\\l");
  return [`label=${text}`, `class=${arrow.mark}`, ...LINES[arrow.mark]].join(", ");
}

/** Thin, thick, dashed, double: they stand out without a colour. */
const LINES: Record<Mark, string[]> = {
  kept: [],
  starts: ["penwidth=3", 'color="#1a7f37"'],
  stops: ["penwidth=2", "style=dashed", 'color="#cf222e"'],
  anew: ["penwidth=2", 'color="#9a6700:#9a6700"'],
};

/** Each bucket under what it is called, which is what a drawing tells who points at it or has it read out. */
function namesOf(buckets: readonly Bucket[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    buckets.map(({ key, label: named }) => {
      const name = labelText(named, controlsEscaped);
      const free = taken.has(name) ? `${name} (${key})` : name;
      taken.add(free);
      return [key, quoted(free)];
    }),
  );
}

/** A name: in it a backslash means nothing, but before a quotation mark. */
function quoted(name: string): string {
  return `"${name.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("&", "&amp;")}"`;
}

/** A text that is shown, where a backslash and the entities of HTML have a meaning. */
function label(lines: string[], end = "\\n"): string {
  const escaped = lines.map((line) =>
    line.replaceAll("&", "&amp;").replaceAll("\\", "\\\\").replaceAll('"', '\\"'),
  );
  return `"${escaped.join(end)}${end === "\\l" ? end : ""}"`;
}
