import { html } from "../../../provider/picture/html";
import { pictureOf } from "../../../provider/picture/picture";
import { HOSTILE } from "./hostile";
import { hostile, small } from "./small";

test("a small picture, whole", () => {
  const page = html(small, "<svg></svg>\n").replace(/<style>[\s\S]*?<\/style>/, "<style></style>");
  expect(page).toMatchInlineSnapshot(`
"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>What copies where</title>
<style></style>
</head>
<body>
<main>
<h1>What copies where</h1>
<p>1 rule starts, 1 rule stops, 1 rule is made anew, 1 rule stays; 5 buckets.</p>
<h2>What is not in the picture</h2>
<ul>
<li>the rules of bucket shut are not known: AccessDenied</li>
</ul>
<div class="drawing" role="region" aria-label="Drawing" tabindex="0">
<svg></svg>
</div>
<h2 id="rules">Rules</h2>
<div class="table" role="region" aria-labelledby="rules" tabindex="0">
<table aria-labelledby="rules">
<thead><tr><th scope="col">Change</th><th scope="col">Source</th><th scope="col">Source region</th><th scope="col">Target</th><th scope="col">Target region</th><th scope="col">Objects</th><th scope="col">Action, RTC</th><th scope="col">Before</th><th scope="col">Status</th><th scope="col">Rule</th></tr></thead>
<tbody>
<tr class="anew"><td>MADE ANEW</td><td>logs</td><td>cn-shanghai</td><td>archive</td><td>cn-beijing</td><td>&#34;app/&#34;, &#34;audit/&#34;</td><td>PUT, RTC</td><td>all objects; ALL</td><td>in effect</td><td>logs-to-archive</td></tr>
<tr class="starts"><td>STARTS</td><td>logs</td><td>cn-shanghai</td><td>eu-copy</td><td>eu-central-1</td><td>&#34;a/&#34;, &#34;b/&#34;, &#34;c/&#34;, &#34;d/&#34;, &#34;e/&#34;, only with tags</td><td>ALL</td><td></td><td>in effect</td><td>logs-to-eu</td></tr>
<tr class="stops"><td>STOPS</td><td>archive</td><td>cn-beijing</td><td>(known after the update)</td><td>region unknown</td><td>prefixes not shown</td><td>ALL</td><td></td><td>in effect</td><td>archive-on</td></tr>
<tr class="kept"><td>stays</td><td>archive</td><td>cn-beijing</td><td>logs</td><td>cn-shanghai</td><td>all objects</td><td>ALL</td><td></td><td>closing</td><td>back</td></tr>
</tbody>
</table>
</div>

<h2>Buckets without a rule</h2>
<ul>
<li>empty (cn-beijing): has no rule</li>
</ul>
</main>
</body>
</html>
"
`);
});

test("a picture of nothing is a page", () => {
  expect(html(pictureOf("What copies where", []), "<svg></svg>")).toContain("<p>0 rules; 0 buckets.</p>");
});

test("all prefixes of a rule are in the table", () => {
  const prefixes = Array.from({ length: 10 }, (_, at) => `p${at}/`);
  const end = { label: { name: "b" } };
  const picture = pictureOf("", [{ from: end, to: end, mark: "kept", copies: { prefixes } }]);
  for (const prefix of prefixes) expect(html(picture, "")).toContain(`&#34;${prefix}&#34;`);
});

test("a page has an end: what has no room is counted", () => {
  const rules = Array.from({ length: 10_003 }, (_, at) => ({
    from: { label: { name: `src-${at}` } },
    to: { label: { name: "dst" } },
    mark: "kept" as const,
  }));
  const lone = Array.from({ length: 10_002 }, (_, at) => ({ label: { name: `lone-${at}` } }));
  const page = html(pictureOf("", rules, lone), "");
  expect(page).toContain("<p>3 more rules have no room here.</p>");
  expect(page).toContain("<li>2 more</li>");
});

test.each(HOSTILE)("%j opens nothing", (text) => {
  const tags = (page: string) => page.match(/<[^>]*>/g);
  expect(tags(html(hostile(text), ""))).toEqual(tags(html(hostile("plain"), "")));
});
