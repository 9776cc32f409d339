import { createHash } from "node:crypto";
import { type Finding, LEVELS, type Level } from "./finding";
import { known, type Maybe } from "./maybe";
import { type Phrase, type Piece, piecesOf } from "./phrase";
import type { Outline, Report } from "./report";

/** Findings of one level. */
export interface Group {
  level?: Level;
  outlines: readonly Outline[];
  /** Whether they are told in the same words, but for names, so that what they have in common can be said once. */
  alike: boolean;
}

/** As many as fit on a screen, each with a line or two. */
const MOST_ALIKE = 12;

/** The findings in groups of the same words, the highest level first. What is left of a level, or too much, is a last group. */
export function groupsOf(report: Pick<Report, "outlines" | "tell">): Group[] {
  const groups = new Map<string, Outline[]>();
  for (const outline of report.outlines) {
    const key = keyOf(report.tell(outline));
    const group = groups.get(key);
    if (group) group.push(outline);
    else groups.set(key, [outline]);
  }
  const several = [...groups.values()].filter(({ length }) => length > 1).map(groupOf);
  const alike = several.sort((a, b) => byLevel(a, b) || bySize(a, b)).slice(0, MOST_ALIKE);
  const told = new Set(alike.flatMap(({ outlines }) => outlines));
  return [...alike, ...restsOf(report.outlines.filter((outline) => !told.has(outline)))].sort(byLevel);
}

function groupOf(outlines: Outline[]): Group {
  return { level: outlines[0]?.level, outlines, alike: true };
}

function restsOf(outlines: Outline[]): Group[] {
  return [...LEVELS, undefined].flatMap((level) => {
    const rest = outlines.filter((outline) => outline.level === level);
    return rest.length > 0 ? [{ level, outlines: rest, alike: false }] : [];
  });
}

function byLevel(a: Group, b: Group): number {
  return LEVELS.indexOf(b.level as Level) - LEVELS.indexOf(a.level as Level);
}

function bySize(a: Group, b: Group): number {
  return b.outlines.length - a.outlines.length;
}

/** The same for findings in whose words nothing but names differs. A hash, since there may be a hundred thousand of them. */
function keyOf(found: Finding): string {
  const names = namesOf(found);
  const parts = phrasesOf(found).map((phrase) => pieces(phrase).map((piece) => fixedPart(piece, names)));
  const reasons = found.risks.map(({ reason }) => reason);
  return createHash("sha256")
    .update(JSON.stringify([found.kind, reasons, parts]))
    .digest("base64");
}

function fixedPart(piece: Piece, names: Names): unknown {
  if (typeof piece === "string" || "code" in piece) return piece;
  return isSlot(piece, names) ? (piece.as ?? null) : piece;
}

type Names = readonly [name: string, source: string | undefined, target: string | undefined];

function namesOf({ name, sourceBucket, targetBucket }: Finding): Names {
  return [name, known(sourceBucket), known(targetBucket)];
}

/** Whether it may differ in a group. */
function isSlot({ data, as }: { data: string; as?: string }, names: Names): boolean {
  return as !== undefined || names.includes(data);
}

function phrasesOf({ sentence, risks }: Finding): Phrase[] {
  return [sentence, ...risks.map(({ text }) => text)];
}

/** A phrase of more pieces is cut when it is shown; none of ours has as many. */
const MOST_PIECES = 500;

function pieces(phrase: Phrase): Piece[] {
  const list: Piece[] = [];
  for (const piece of piecesOf(phrase)) {
    if (list.length === MOST_PIECES) return [...list, "…"];
    list.push(piece);
  }
  return list;
}

/** What the findings of a group have in common, and what each of them has for itself. */
export interface Common {
  sentence: Phrase;
  /** Of each risk, in the order of the findings' own. */
  risks: Phrase[];
  /** What the columns are called, that of the resource's name first. */
  columns: string[];
  /** The values of a finding of the group, by column; `undefined` where there is none. */
  rowOf(found: Finding): Maybe<string>[];
}

/**
 * Places in the text of which every finding has the same value are shown with it; places that have the same value in each
 * finding, whatever it is, are one column.
 */
export function commonOf(findings: Iterable<Finding>): Common {
  const places = new Places();
  let first: Finding | undefined;
  for (const found of findings) {
    first ??= found;
    places.add(valuesOf(found).map(textOf));
  }
  if (!first) throw new Error("a group has a finding");
  return common(first, places);
}

function common(first: Finding, places: Places): Common {
  const labels = labelsOf(first);
  const columns = places.columns().filter((place) => !isMissing(valuesOf(first)[place]));
  const titles = titlesOf(columns.map((place) => labels[place] as string));
  const titleOf = new Map(columns.map((place, at) => [place, titles[at] as string]));
  let place = NAMES.length;
  const names = namesOf(first);
  const told = phrasesOf(first).map(
    (phrase): Phrase =>
      pieces(phrase).map((piece) => {
        if (typeof piece === "string" || "code" in piece || !isSlot(piece, names)) return piece;
        const title = titleOf.get(places.leaderOf(place++));
        return title === undefined ? piece : `_${title}_`;
      }),
  );
  return {
    sentence: told[0] as Phrase,
    risks: told.slice(1),
    columns: titles,
    rowOf: (found) => {
      const values = valuesOf(found);
      return columns.map((column) => values[column] as Maybe<string>);
    },
  };
}

const NAMES = ["resource", "source", "target"];

/** The names of a finding, and then all else that may differ, in the order of its text. */
function valuesOf(found: Finding): Maybe<string>[] {
  return [
    { value: found.name },
    found.sourceBucket,
    found.targetBucket,
    ...slotsOf(found).map(({ data }) => ({ value: data })),
  ];
}

function labelsOf(found: Finding): string[] {
  return [...NAMES, ...slotsOf(found).map(({ as = "name" }) => as)];
}

function slotsOf(found: Finding): { data: string; as?: string }[] {
  const names = namesOf(found);
  return phrasesOf(found)
    .flatMap(pieces)
    .flatMap((piece) =>
      typeof piece !== "string" && "data" in piece && isSlot(piece, names) ? [piece] : [],
    );
}

function textOf(maybe: Maybe<string> | undefined): string {
  return JSON.stringify(maybe);
}

function isMissing(maybe: Maybe<string> | undefined): boolean {
  return maybe !== undefined && "hidden" in maybe && maybe.hidden === "missing";
}

/** A second column of a name is told from the first by a number. */
function titlesOf(labels: string[]): string[] {
  return labels.map((label, at) => {
    if (labels.indexOf(label) === labels.lastIndexOf(label)) return label;
    return `${label} ${labels.slice(0, at + 1).filter((each) => each === label).length}`;
  });
}

/** Which places have had the same value in every row, and which have had one value in all rows. */
class Places {
  private first?: string[];
  /** Of each place the first one that has had the same value in every row so far. */
  private leaders: number[] = [];
  private varying: boolean[] = [];

  add(values: string[]): void {
    this.first ??= values;
    const seen = new Map<string, number>();
    const leaders = values.map((value, place) => {
      const key = JSON.stringify([this.leaders[place] ?? 0, value]);
      const leader = seen.get(key) ?? place;
      seen.set(key, leader);
      return leader;
    });
    this.varying = values.map(
      (value, place) => this.varying[place] === true || value !== this.first?.[place],
    );
    this.leaders = leaders;
  }

  leaderOf(place: number): number {
    return this.leaders[place] as number;
  }

  /** The name first, and then each place that differs from row to row, once. */
  columns(): number[] {
    return this.leaders.filter(
      (leader, place) => leader === place && (place === 0 || this.varying[place] === true),
    );
  }
}
