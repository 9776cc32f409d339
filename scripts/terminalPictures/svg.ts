import { escaped } from "../../provider/picture/markup";
import type { Size } from "../processes/terminal";
import type { Film } from "./film";
import { type Run, runsOf, type Style } from "./line";

/** What a picture says of itself, and which frame it shows where nothing moves. */
export interface Look extends Size {
  title: string;
  still: number;
}

const [CELL, ROW, MARGIN, BAR] = [8.4, 19, 16, 34];

/** Dark, with an edge, on whatever page it is: a terminal has its own ground. */
const COLOURS = [
  ...["#6e7681", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4"],
  ...["#8b949e", "#ffa198", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#ffffff"],
];

/**
 * An animated picture of a terminal: no script, no font that would be fetched. @xterm/headless is the terminal; what draws
 * its lines is our own, since svg-term, the library for it, has not been kept for years. Where a reader wants nothing to move, or
 * a viewer cannot move it, it is the still.
 */
export function svgOf(film: Film, { title, still, columns, rows }: Look): string {
  const [width, height] = [Math.ceil(columns * CELL + 2 * MARGIN), BAR + rows * ROW + MARGIN];
  const groups = groupsOf(film);
  const parts = [...groups].map(([name, { runs, isInStill }]) => {
    const texts = runs.map(({ row, run }) => textElement(row, run)).join("");
    return `<g class="f ${name}"${isInStill(still) ? "" : ' visibility="hidden"'}>${texts}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escaped(title)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>${escaped(title)}</title>
<style>
${style(film)}
</style>
<clipPath id="screen"><rect y="-${ROW - 5}" width="${width}" height="${rows * ROW + 3}"/></clipPath>
<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" fill="#0d1117" stroke="#6e7681"/>
<g fill="#6e7681"><circle cx="18" cy="17" r="5"/><circle cx="36" cy="17" r="5"/><circle cx="54" cy="17" r="5"/></g>
<g transform="translate(${MARGIN} ${BAR + ROW - 5})" clip-path="url(#screen)">
<g class="s" transform="translate(0 ${-(film.tops[still] ?? 0) * ROW})">
${parts.join("\n")}
</g>
</g>
</svg>
`;
}

interface Group {
  runs: { row: number; run: Run }[];
  isInStill(still: number): boolean;
}

/** The lines that come and go together. A name that begins with k is of lines that stay. */
function groupsOf({ shown }: Film): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const { line, row, from, until } of shown) {
    const name = nameOf(from, until);
    const isInStill = (still: number) => from <= still && (until === undefined || still < until);
    const group = groups.get(name) ?? { runs: [], isInStill };
    group.runs.push(...runsOf(line).map((run) => ({ row, run })));
    groups.set(name, group);
  }
  return groups;
}

function nameOf(from: number, until: number | undefined): string {
  return until === undefined ? `k${from}` : `g${from}-${until}`;
}

function textElement(row: number, { at, columns, text, style }: Run): string {
  const length = columns > 1 ? ` textLength="${rounded(columns * CELL)}"` : "";
  return `<text x="${rounded(at * CELL)}" y="${row * ROW}"${length}${attributes(style)}>${escaped(text)}</text>`;
}

function attributes({ colour, isBold, isDim }: Style): string {
  const names = [
    ...(colour === undefined ? [] : [`c${colour}`]),
    ...(isBold ? ["b"] : []),
    ...(isDim ? ["d"] : []),
  ];
  return names.length > 0 ? ` class="${names.join(" ")}"` : "";
}

function style(film: Film): string {
  const { shown, starts, tops, lengthMs } = film;
  const percent = (frame: number) => `${rounded(((starts[frame] ?? 0) / lengthMs) * 100, 2)}%`;
  const spans = new Map(shown.map(({ from, until }) => [nameOf(from, until), { from, until }]));
  const colours = new Set(shown.flatMap(({ line }) => line.flatMap(({ style: { colour } }) => colour ?? [])));
  const scrolls = tops.flatMap((top, frame) =>
    frame === 0 || top !== tops[frame - 1]
      ? [`${percent(frame)}{transform:translateY(${-top * ROW}px)}`]
      : [],
  );
  return [
    `text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace;fill:#e6edf3}`,
    ".b{font-weight:700}.d{opacity:.7}",
    [...colours]
      .sort((a, b) => a - b)
      .map((colour) => `.c${colour}{fill:${hexOf(colour)}}`)
      .join(""),
    "@media (prefers-reduced-motion:no-preference){",
    `.f,.s{animation:${rounded(lengthMs / 1000)}s step-end infinite}`,
    `.s{animation-name:s}@keyframes s{${scrolls.join("")}}`,
    ...[...spans].map(([name, { from, until }]) => {
      const end = until === undefined ? "" : `${percent(until)}{visibility:hidden}`;
      const start = from === 0 ? "" : "0%{visibility:hidden}";
      return `.${name}{animation-name:${name}}@keyframes ${name}{${start}${percent(from)}{visibility:visible}${end}}`;
    }),
    "}",
  ].join("\n");
}

/** Beyond the first 16 they are a cube of 6 by 6 by 6 and a row of greys, the same on every terminal. */
function hexOf(colour: number): string {
  if (colour < 16) return COLOURS[colour] as string;
  const grey = 8 + (colour - 232) * 10;
  const steps = [Math.floor((colour - 16) / 36), Math.floor((colour - 16) / 6) % 6, (colour - 16) % 6];
  const parts = colour >= 232 ? [grey, grey, grey] : steps.map((step) => (step === 0 ? 0 : 55 + step * 40));
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function rounded(value: number, places = 1): number {
  return Number(value.toFixed(places));
}

/** The lines of such a picture that stay to its end, in their order. */
export function lastTexts(svg: string): string[] {
  const rows = new Map<number, [x: number, text: string][]>();
  for (const [, inner = ""] of svg.matchAll(/<g class="f k\d+"[^>]*>(.*?)<\/g>/g))
    for (const [, x, y, text = ""] of inner.matchAll(/<text x="([\d.]+)" y="(\d+)"[^>]*>([^<]*)<\/text>/g))
      rows.set(Number(y), [...(rows.get(Number(y)) ?? []), [Number(x), unescaped(text)]]);
  return [...rows.entries()].sort(([a], [b]) => a - b).map(([, runs]) => joined(runs));
}

function joined(runs: [x: number, text: string][]): string {
  return runs
    .sort(([a], [b]) => a - b)
    .reduce((line, [x, text]) => line.padEnd(Math.round(x / CELL)) + text, "");
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}
