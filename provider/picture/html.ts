import { controlsEscaped } from "../terminal/text";
import { escaped } from "./markup";
import type { Arrow, Bucket, Picture } from "./picture";
import { howOf, labelText, MARKS, objectsOf, regionText, remarkText, summaryOf, thousands } from "./words";

/** So many rows a browser shows at once. */
const MOST_ROWS = 10_000;

/**
 * One page that needs nothing beside itself, and may load nothing: the drawing, and a table with what it says. `picture` is
 * the whole; the drawing may have less in it.
 */
export function html(picture: Picture, drawing: string): string {
  const { title, remarks } = picture;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>${PAGE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(summaryOf(picture))}</p>
${list(
  "What is not in the picture",
  remarks.map((remark) => remarkText(remark, controlsEscaped)),
)}<div class="drawing" role="region" aria-label="Drawing" tabindex="0">
${drawing.trim()}
</div>
${rulesTable(picture)}
${unreadBuckets(picture)}${loneBuckets(picture)}</main>
</body>
</html>
`;
}

function list(heading: string, items: string[]): string {
  if (items.length === 0) return "";
  return `<h2>${heading}</h2>\n<ul>\n${items.map((item) => `<li>${escaped(item)}</li>`).join("\n")}\n</ul>\n`;
}

function rulesTable({ arrows, buckets }: Picture): string {
  const byKey = new Map(buckets.map((bucket) => [bucket.key, bucket]));
  const columns = COLUMNS.filter(({ isNeeded }) => arrows.some(isNeeded));
  const rows = arrows.slice(0, MOST_ROWS).map((arrow) => row(arrow, byKey, columns));
  const more = arrows.length - rows.length;
  return `<h2 id="rules">Rules</h2>
<div class="table" role="region" aria-labelledby="rules" tabindex="0">
<table aria-labelledby="rules">
<thead><tr>${columns.map(({ head }) => `<th scope="col">${head}</th>`).join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
</div>
${more > 0 ? `<p>${thousands(more)} more rules have no room here.</p>\n` : ""}`;
}

function row(arrow: Arrow, byKey: ReadonlyMap<string, Bucket>, columns: Column[]): string {
  const ends: Ends = { from: byKey.get(arrow.from) as Bucket, to: byKey.get(arrow.to) as Bucket };
  const cells = columns.map(({ text }) => `<td>${escaped(text(arrow, ends))}</td>`);
  return `<tr class="${arrow.mark}">${cells.join("")}</tr>`;
}

interface Ends {
  from: Bucket;
  to: Bucket;
}

interface Column {
  head: string;
  text(arrow: Arrow, ends: Ends): string;
  /** Whether a rule has something to say in it. */
  isNeeded(arrow: Arrow): boolean;
}

const always = () => true;
const all = Number.POSITIVE_INFINITY;

const COLUMNS: Column[] = [
  { head: "Change", text: ({ mark }) => MARKS[mark] || "stays", isNeeded: ({ mark }) => mark !== "kept" },
  { head: "Source", text: (_, { from }) => labelText(from.label, controlsEscaped), isNeeded: always },
  {
    head: "Source region",
    text: (_, { from }) => regionText(from.region, controlsEscaped),
    isNeeded: always,
  },
  { head: "Target", text: (_, { to }) => labelText(to.label, controlsEscaped), isNeeded: always },
  { head: "Target region", text: (_, { to }) => regionText(to.region, controlsEscaped), isNeeded: always },
  {
    head: "Objects",
    text: ({ copies }) => (copies ? objectsOf(copies, controlsEscaped, all) : ""),
    isNeeded: always,
  },
  {
    head: "Action, RTC",
    text: ({ copies }) => (copies ? howOf(copies, controlsEscaped) : ""),
    isNeeded: always,
  },
  {
    head: "Before",
    text: ({ before }) =>
      before
        ? [objectsOf(before, controlsEscaped, all), howOf(before, controlsEscaped)].filter(Boolean).join("; ")
        : "",
    isNeeded: ({ before }) => before !== undefined,
  },
  {
    head: "Status",
    text: ({ status, note }) =>
      [
        status === undefined ? "in effect" : remarkText(status, controlsEscaped),
        ...(note ? [note] : []),
      ].join(", "),
    isNeeded: ({ status, note }) => status !== undefined || note !== undefined,
  },
  {
    head: "Rule",
    text: ({ rule }) => (rule === undefined ? "" : remarkText(rule, controlsEscaped)),
    isNeeded: ({ rule }) => rule !== undefined,
  },
];

function loneBuckets({ arrows, buckets }: Picture): string {
  const ends = new Set(arrows.flatMap(({ from, to }) => [from, to]));
  const lone = buckets.filter(({ key, unread }) => !unread && !ends.has(key));
  return bucketList("Buckets without a rule", lone);
}

function unreadBuckets({ buckets }: Picture): string {
  return bucketList(
    "Buckets of which the rules are not known",
    buckets.filter(({ unread }) => unread),
  );
}

function bucketList(heading: string, buckets: Bucket[]): string {
  const items = buckets.slice(0, MOST_ROWS).map(({ label, region, remark }) => {
    const what = remark === undefined ? "" : `: ${remarkText(remark, controlsEscaped)}`;
    return `${labelText(label, controlsEscaped)} (${regionText(region, controlsEscaped)})${what}`;
  });
  const more = buckets.length - items.length;
  return list(heading, more > 0 ? [...items, `${thousands(more)} more`] : items);
}

const PAGE = `
:root { color-scheme: light dark; --back: #fff; --text: #1f2328; --line: #8c959f; --head: #f6f8fa; }
@media (prefers-color-scheme: dark) { :root { --back: #0d1117; --text: #e6edf3; --line: #57606a; --head: #161b22; } }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { padding: 1rem 1.5rem; }
.drawing, .table { overflow: auto; border: 1px solid var(--line); border-radius: 6px; }
.drawing:focus-visible, .table:focus-visible { outline: 3px solid #0969da; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: .3rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { background: var(--head); }
tr.starts, tr.stops, tr.anew { font-weight: 600; }
`;
