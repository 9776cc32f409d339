import { dot } from "../../../provider/picture/dot";
import { pictureOf } from "../../../provider/picture/picture";
import { HOSTILE } from "./hostile";
import { hostile, small } from "./small";

test("a small picture, whole", () => {
  expect(dot(small)).toMatchInlineSnapshot(`
"digraph "What copies where" {
  graph [rankdir=LR, splines=true, bgcolor=white, pad=0.2, nodesep=0.3, ranksep=1, fontname=Helvetica, labelloc=t, labeljust=l, label="What copies where\\lthe rules of bucket shut are not known: AccessDenied\\l"]
  node [shape=cylinder, style=filled, fillcolor="#ddf4ff", color="#57606a", fontcolor="#1f2328", fontname=Helvetica, class=bucket]
  edge [color="#57606a", fontcolor="#1f2328", fontname=Helvetica, fontsize=11]
  subgraph cluster_1 {
    label="cn-beijing"; class=region; style="rounded,filled"; fillcolor="#f6f8fa"; color="#8c959f"; fontcolor="#1f2328"
    "empty" [label="empty\\nhas no rule"]
    "archive" [label="archive"]
  }
  subgraph cluster_2 {
    label="cn-shanghai"; class=region; style="rounded,filled"; fillcolor="#f6f8fa"; color="#8c959f"; fontcolor="#1f2328"
    "logs" [label="logs"]
  }
  subgraph cluster_3 {
    label="eu-central-1"; class=region; style="rounded,filled"; fillcolor="#f6f8fa"; color="#8c959f"; fontcolor="#1f2328"
    "eu-copy" [label="eu-copy"]
  }
  subgraph cluster_4 {
    label="region unknown"; class=region; style="rounded,filled,dashed"; fillcolor="#f6f8fa"; color="#8c959f"; fontcolor="#1f2328"
    "(known after the update)" [label="(known after the update)"]
  }
  "logs" -> "archive" [label="MADE ANEW\\l\\"app/\\", \\"audit/\\"\\lPUT, RTC\\lbefore: all objects; ALL\\l", class=anew, penwidth=2, color="#9a6700:#9a6700"]
  "logs" -> "eu-copy" [label="STARTS\\l\\"a/\\", \\"b/\\", \\"c/\\", 2 more, only with tags\\lALL\\l", class=starts, penwidth=3, color="#1a7f37"]
  "archive" -> "(known after the update)" [label="STOPS\\lprefixes not shown\\lALL\\l", class=stops, penwidth=2, style=dashed, color="#cf222e"]
  "archive" -> "logs" [label="all objects\\lALL\\lclosing\\l", class=kept]
}
"
`);
});

test("a picture of nothing is one", () => {
  expect(dot(pictureOf("What copies where", []))).toMatch(/^digraph "What copies where" \{\n[^}]*\n\}\n$/);
});

test("many arrows are straight: Graphviz loses some, or takes long, where it looks for curves", () => {
  const rules = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      from: { label: { name: "src" } },
      to: { label: { name: `dst-${at}` } },
      mark: "kept" as const,
    }));
  expect(dot(pictureOf("", rules(299)))).toContain("splines=true");
  expect(dot(pictureOf("", rules(300)))).toContain("splines=line");
  expect(dot(small, false)).toContain("splines=line");
});

test("two buckets that are called the same, as those whose name is not known, are two", () => {
  const hidden = { label: { words: "(secret)" } };
  const text = dot(pictureOf("", [{ from: hidden, to: hidden, mark: "kept" }]));
  expect(text).toContain('"(secret)" -> "(secret) (b2)"');
});

test.each(HOSTILE)("%j cannot leave its quotation marks, nor its line", (text) => {
  const shape = (source: string) => source.replace(/"(\\.|[^"\\])*"/g, '""');
  expect(shape(dot(hostile(text)))).toBe(shape(dot(hostile("plain"))));
});
