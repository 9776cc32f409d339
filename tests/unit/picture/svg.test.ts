import { layout } from "../../../provider/dist/picture/layout";
import { svg } from "../../../provider/picture/svg";
import { small } from "./small";

test("a small picture, whole, as Graphviz lays it out", async () => {
  expect(await svg(small, layout)).toMatchInlineSnapshot(`
"<svg role="img" aria-label="What copies where" aria-description="1 rule starts, 1 rule stops, 1 rule is made anew, 1 rule stays; 5 buckets." width="815pt" height="292pt"
 viewBox="0.00 0.00 815.00 292.00" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<style>
@media (prefers-color-scheme: dark) {
  .graph > polygon { fill: #0d1117; }
  .graph > text, .region text, .bucket text, .edge text { fill: #e6edf3; }
  .region > path, .region > polygon { fill: #161b22; stroke: #8c959f; }
  .bucket path { fill: #0c2d6b; stroke: #8c959f; }
  .kept path { stroke: #8c959f; } .kept polygon { fill: #8c959f; stroke: #8c959f; }
  .starts path { stroke: #3fb950; } .starts polygon { fill: #3fb950; stroke: #3fb950; }
  .stops path { stroke: #f85149; } .stops polygon { fill: #f85149; stroke: #f85149; }
  .anew path { stroke: #d29922; } .anew polygon { fill: #d29922; stroke: #d29922; }
}
</style>
<g id="graph0" class="graph" transform="scale(1 1) rotate(0) translate(14.4 278)">
<title>What copies where</title>
<polygon fill="white" stroke="none" points="-14.4,14.4 -14.4,-278 800.74,-278 800.74,14.4 -14.4,14.4"/>
<text xml:space="preserve" text-anchor="start" x="8" y="-247" font-family="Helvetica,sans-Serif" font-size="14.00">What copies where</text>
<text xml:space="preserve" text-anchor="start" x="8" y="-230.2" font-family="Helvetica,sans-Serif" font-size="14.00">the rules of bucket shut are not known: AccessDenied</text>
<g id="clust1" class="cluster region">
<title>cluster_1</title>
<path fill="#f6f8fa" stroke="#8c959f" d="M20,-8C20,-8 97.27,-8 97.27,-8 103.27,-8 109.27,-14 109.27,-20 109.27,-20 109.27,-153 109.27,-153 109.27,-159 103.27,-165 97.27,-165 97.27,-165 20,-165 20,-165 14,-165 8,-159 8,-153 8,-153 8,-20 8,-20 8,-14 14,-8 20,-8"/>
<text xml:space="preserve" text-anchor="middle" x="45.96" y="-148.4" font-family="Helvetica,sans-Serif" font-size="14.00" fill="#1f2328">cn&#45;beijing</text>
</g>
<g id="clust2" class="cluster region">
<title>cluster_2</title>
<path fill="#f6f8fa" stroke="#8c959f" d="M335.41,-137C335.41,-137 403.69,-137 403.69,-137 409.69,-137 415.69,-143 415.69,-149 415.69,-149 415.69,-202 415.69,-202 415.69,-208 409.69,-214 403.69,-214 403.69,-214 335.41,-214 335.41,-214 329.41,-214 323.41,-208 323.41,-202 323.41,-202 323.41,-149 323.41,-149 323.41,-143 329.41,-137 335.41,-137"/>
<text xml:space="preserve" text-anchor="middle" x="369.55" y="-197.4" font-family="Helvetica,sans-Serif" font-size="14.00" fill="#1f2328">cn&#45;shanghai</text>
</g>
<g id="clust3" class="cluster region">
<title>cluster_3</title>
<path fill="#f6f8fa" stroke="#8c959f" d="M704.59,-137C704.59,-137 771.29,-137 771.29,-137 777.29,-137 783.29,-143 783.29,-149 783.29,-149 783.29,-202 783.29,-202 783.29,-208 777.29,-214 771.29,-214 771.29,-214 704.59,-214 704.59,-214 698.59,-214 692.59,-208 692.59,-202 692.59,-202 692.59,-149 692.59,-149 692.59,-143 698.59,-137 704.59,-137"/>
<text xml:space="preserve" text-anchor="middle" x="737.94" y="-197.4" font-family="Helvetica,sans-Serif" font-size="14.00" fill="#1f2328">eu&#45;central&#45;1</text>
</g>
<g id="clust4" class="cluster region">
<title>cluster_4</title>
<path fill="#f6f8fa" stroke="#8c959f" stroke-dasharray="5,2" d="M289.17,-21C289.17,-21 448.93,-21 448.93,-21 454.93,-21 460.93,-27 460.93,-33 460.93,-33 460.93,-86 460.93,-86 460.93,-92 454.93,-98 448.93,-98 448.93,-98 289.17,-98 289.17,-98 283.17,-98 277.17,-92 277.17,-86 277.17,-86 277.17,-33 277.17,-33 277.17,-27 283.17,-21 289.17,-21"/>
<text xml:space="preserve" text-anchor="middle" x="334.59" y="-81.4" font-family="Helvetica,sans-Serif" font-size="14.00" fill="#1f2328">region unknown</text>
</g>
<!-- empty -->
<g id="node1" class="node bucket">
<title>empty</title>
<path fill="#ddf4ff" stroke="#57606a" d="M101.27,-68.4C101.27,-71.27 82.16,-73.6 58.63,-73.6 35.11,-73.6 16,-71.27 16,-68.4 16,-68.4 16,-21.6 16,-21.6 16,-18.73 35.11,-16.4 58.63,-16.4 82.16,-16.4 101.27,-18.73 101.27,-21.6 101.27,-21.6 101.27,-68.4 101.27,-68.4"/>
<path fill="none" stroke="#57606a" d="M101.27,-68.4C101.27,-65.53 82.16,-63.2 58.63,-63.2 35.11,-63.2 16,-65.53 16,-68.4"/>
<text xml:space="preserve" text-anchor="middle" x="58.63" y="-49.2" font-family="Helvetica,sans-Serif" font-size="14.00" fill="#1f2328">empty</text>
<text xml:space="preserve" text-anchor="middle" x="58.63" y="-32.4" font-family="Helvetica,sans-Serif" font-size="14.00" fill="#1f2328">has no rule</text>
</g>
<!-- archive -->
<g id="node2" class="node bucket">
<title>archive</title>
<path fill="#ddf4ff" stroke="#57606a" d="M89.2,-128.73C89.2,-130.53 75.5,-132 58.63,-132 41.77,-132 28.07,-130.53 28.07,-128.73 28.07,-128.73 28.07,-99.27 28.07,-99.27 28.07,-97.47 41.77,-96 58.63,-96 75.5,-96 89.2,-97.47 89.2,-99.27 89.2,-99.27 89.2,-128.73 89.2,-128.73"/>
<path fill="none" stroke="#57606a" d="M89.2,-128.73C89.2,-126.92 75.5,-125.45 58.63,-125.45 41.77,-125.45 28.07,-126.92 28.07,-128.73"/>
<text xml:space="preserve" text-anchor="middle" x="58.63" y="-109.8" font-family="Helvetica,sans-Serif" font-size="14.00" fill="#1f2328">archive</text>
</g>
<!-- logs -->
<g id="node3" class="node bucket">
<title>logs</title>
<path fill="#ddf4ff" stroke="#57606a" d="M396.05,-177.73C396.05,-179.53 383.95,-181 369.05,-181 354.15,-181 342.05,-179.53 342.05,-177.73 342.05,-177.73 342.05,-148.27 342.05,-148.27 342.05,-146.47 354.15,-145 369.05,-145 383.95,-145 396.05,-146.47 396.05,-148.27 396.05,-148.27 396.05,-177.73 396.05,-177.73"/>
<path fill="none" stroke="#57606a" d="M396.05,-177.73C396.05,-175.92 383.95,-174.45 369.05,-174.45 354.15,-174.45 342.05,-175.92 342.05,-177.73"/>
<text xml:space="preserve" text-anchor="middle" x="369.05" y="-158.8" font-family="Helvetica,sans-Serif" font-size="14.00" fill="#1f2328">logs</text>
</g>
<!-- archive&#45;&gt;logs -->
<g id="edge4" class="edge kept">
<title>archive&#45;&gt;logs</title>
<path fill="none" stroke="#57606a" d="M78.56,-132.17C93.27,-144.95 114.87,-160.98 137.27,-168 202.84,-188.56 284.11,-179.34 330.63,-171"/>
<polygon fill="#57606a" stroke="#57606a" points="331.01,-174.49 340.19,-169.2 329.71,-167.61 331.01,-174.49"/>
<text xml:space="preserve" text-anchor="start" x="168.76" y="-210.16" font-family="Helvetica,sans-Serif" font-size="11.00" fill="#1f2328">all objects</text>
<text xml:space="preserve" text-anchor="start" x="168.76" y="-196.96" font-family="Helvetica,sans-Serif" font-size="11.00" fill="#1f2328">ALL</text>
<text xml:space="preserve" text-anchor="start" x="168.76" y="-183.76" font-family="Helvetica,sans-Serif" font-size="11.00" fill="#1f2328">closing</text>
</g>
<!-- (known after the update) -->
<g id="node5" class="node bucket">
<title>(known after the update)</title>
<path fill="#ddf4ff" stroke="#57606a" d="M452.93,-61.73C452.93,-63.53 415.33,-65 369.05,-65 322.77,-65 285.17,-63.53 285.17,-61.73 285.17,-61.73 285.17,-32.27 285.17,-32.27 285.17,-30.47 322.77,-29 369.05,-29 415.33,-29 452.93,-30.47 452.93,-32.27 452.93,-32.27 452.93,-61.73 452.93,-61.73"/>
<path fill="none" stroke="#57606a" d="M452.93,-61.73C452.93,-59.92 415.33,-58.45 369.05,-58.45 322.77,-58.45 285.17,-59.92 285.17,-61.73"/>
<text xml:space="preserve" text-anchor="middle" x="369.05" y="-42.8" font-family="Helvetica,sans-Serif" font-size="14.00" fill="#1f2328">(known after the update)</text>
</g>
<!-- archive&#45;&gt;(known after the update) -->
<g id="edge3" class="edge stops">
<title>archive&#45;&gt;(known after the update)</title>
<path fill="none" stroke="#cf222e" stroke-width="2" stroke-dasharray="5,2" d="M89.48,-97.54C96.11,-93.61 103.03,-89.31 109.27,-85 122.43,-75.92 122.38,-68.23 137.27,-62.4 179.46,-45.9 229.29,-40.95 271.83,-40.58"/>
<polygon fill="#cf222e" stroke="#cf222e" stroke-width="2" points="271.75,-44.08 281.75,-40.59 271.76,-37.08 271.75,-44.08"/>
<text xml:space="preserve" text-anchor="start" x="147.36" y="-92.1" font-family="Helvetica,sans-Serif" font-size="11.00" fill="#1f2328">STOPS</text>
<text xml:space="preserve" text-anchor="start" x="147.36" y="-78.9" font-family="Helvetica,sans-Serif" font-size="11.00" fill="#1f2328">prefixes not shown</text>
<text xml:space="preserve" text-anchor="start" x="147.36" y="-65.7" font-family="Helvetica,sans-Serif" font-size="11.00" fill="#1f2328">ALL</text>
</g>
<!-- logs&#45;&gt;archive -->
<g id="edge1" class="edge anew">
<title>logs&#45;&gt;archive</title>
<path fill="none" stroke="#9a6700" stroke-width="2" d="M341.15,-149.53C317.7,-137.66 282.03,-121.69 248.98,-115.18 199.54,-105.37 141.11,-107.29 102.43,-110.38"/>
<path fill="none" stroke="#9a6700" stroke-width="2" d="M342.05,-147.75C318.52,-135.84 282.85,-119.87 249.36,-113.22 199.47,-103.38 141.04,-105.29 102.28,-108.38"/>
<polygon fill="#9a6700" stroke="#9a6700" stroke-width="2" points="102.2,-105.88 92.54,-110.24 102.81,-112.85 102.2,-105.88"/>
<text xml:space="preserve" text-anchor="start" x="137.27" y="-157.1" font-family="Helvetica,sans-Serif" font-size="11.00" fill="#1f2328">MADE ANEW</text>
<text xml:space="preserve" text-anchor="start" x="137.27" y="-143.9" font-family="Helvetica,sans-Serif" font-size="11.00" fill="#1f2328">&quot;app/&quot;, &quot;audit/&quot;</text>
<text xml:space="preserve" text-anchor="start" x="137.27" y="-130.7" font-family="Helvetica,sans-Serif" font-size="11.00" fill="#1f2328">PUT, RTC</text>
<text xml:space="preserve" text-anchor="start" x="137.27" y="-117.5" font-family="Helvetica,sans-Serif" font-size="11.00" fill="#1f2328">before: all objects; ALL</text>
</g>
<!-- eu&#45;copy -->
<g id="node4" class="node bucket">
<title>eu&#45;copy</title>
<path fill="#ddf4ff" stroke="#57606a" d="M770.34,-177.73C770.34,-179.53 755.6,-181 737.44,-181 719.29,-181 704.54,-179.53 704.54,-177.73 704.54,-177.73 704.54,-148.27 704.54,-148.27 704.54,-146.47 719.29,-145 737.44,-145 755.6,-145 770.34,-146.47 770.34,-148.27 770.34,-148.27 770.34,-177.73 770.34,-177.73"/>
<path fill="none" stroke="#57606a" d="M770.34,-177.73C770.34,-175.92 755.6,-174.45 737.44,-174.45 719.29,-174.45 704.54,-175.92 704.54,-177.73"/>
<text xml:space="preserve" text-anchor="middle" x="737.44" y="-158.8" font-family="Helvetica,sans-Serif" font-size="14.00" fill="#1f2328">eu&#45;copy</text>
</g>
<!-- logs&#45;&gt;eu&#45;copy -->
<g id="edge2" class="edge starts">
<title>logs&#45;&gt;eu&#45;copy</title>
<path fill="none" stroke="#1a7f37" stroke-width="3" d="M396.4,-163C457.93,-163 611.74,-163 689.65,-163"/>
<polygon fill="#1a7f37" stroke="#1a7f37" stroke-width="3" points="689.63,-166.5 699.63,-163 689.63,-159.5 689.63,-166.5"/>
<text xml:space="preserve" text-anchor="start" x="488.93" y="-192.7" font-family="Helvetica,sans-Serif" font-size="11.00" fill="#1f2328">STARTS</text>
<text xml:space="preserve" text-anchor="start" x="488.93" y="-179.5" font-family="Helvetica,sans-Serif" font-size="11.00" fill="#1f2328">&quot;a/&quot;, &quot;b/&quot;, &quot;c/&quot;, 2 more, only with tags</text>
<text xml:space="preserve" text-anchor="start" x="488.93" y="-166.3" font-family="Helvetica,sans-Serif" font-size="11.00" fill="#1f2328">ALL</text>
</g>
</g>
</svg>
"
`);
});

/** As Graphviz draws it, with fewer arrows. */
const losing = (arrows: number) =>
  `<svg width="1pt">${'<g class="node bucket">'.repeat(5)}${'<g class="edge kept">'.repeat(arrows)}</svg>`;

test("where Graphviz loses an arrow, it draws all of them straight", async () => {
  const asked: string[] = [];
  const drawn = await svg(small, async (dot) => {
    asked.push(/splines=\w+/.exec(dot)?.[0] ?? "");
    return losing(asked.length === 1 ? 3 : 4);
  });
  expect(asked).toEqual(["splines=true", "splines=line"]);
  expect(drawn).toContain(losing(4).slice(20));
});

test("a picture that lacks an arrow is none", async () => {
  await expect(svg(small, async () => losing(3))).rejects.toThrow("has not drawn all of the picture");
});

test("what Graphviz cannot read is told without its own output", async () => {
  await expect(layout("digraph {")).rejects.toThrow(/^Graphviz could not draw the picture: /);
});
