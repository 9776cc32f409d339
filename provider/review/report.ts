import type { Note } from "../lifecycle/engine/notes";
import { type ActiveChange, type Change, changesIn, isActive } from "./change";
import { type Finding, KINDS, type Kind } from "./finding";
import { otherToolFinding } from "./otherTool";
import type { Preview } from "./preview";
import { byLevel, highest, LEVELS, type Level, levelOfReason } from "./risks";
import { rtcFinding } from "./rtcFinding";
import { RtcSurroundings } from "./rtcSurroundings";
import { ruleFinding } from "./ruleFinding";
import { Stands } from "./stands";
import { untold, withTakeovers } from "./takeovers";

/** What a reviewer is told, before it is written in a format. */
export interface Report {
  /** What could not be asked, so that the preview is no proof of it: a risk by itself. */
  notChecked: string[];
  /** What else the checks said. */
  notes: string[];
  counts: Record<Kind, number>;
  /** How many changes there are to tell. */
  total: number;
  /** Absent where nothing is a risk. */
  highest?: Level;
  /**
   * The changes, no more of them than any format has room for. The highest risk first, then by URN: the same preview
   * gives the same order, whatever order its steps have.
   */
  findings: Finding[];
  /** How many resources of other types each operation concerns. */
  others: Record<string, number>;
}

export function reportOn({ steps, notes }: Preview): Report {
  const { changes: all, others } = changesIn(steps);
  const changes = withTakeovers(all, notes);
  const findingsOf = teller(changes);
  const outlines = changes.filter(isActive).map((change) => outlineOf(change, findingsOf(change)));
  const told = outlines.filter(({ kind }) => kind !== undefined).sort(inOrder);
  const silent = outlines.filter(({ kind }) => kind === undefined);
  const notChecked = textsOf(notes, "not checked");
  return {
    notChecked,
    notes: textsOf(untold(notes, changes), "taken over", "note"),
    counts: count(told),
    total: told.length,
    highest: highest([
      ...(notChecked.length > 0 ? [levelOfReason("not-checked")] : []),
      ...new Set(told.flatMap(({ level }) => level ?? [])),
    ]),
    findings: told.slice(0, MOST_TOLD).flatMap(({ change }) => findingsOf(change)),
    others: countBy([...others, ...silent.map(({ change }) => change.op)]),
  };
}

/** The shortest change takes more than 40 characters of 60,000. */
const MOST_TOLD = 1_500;

/** What is kept of a finding until it is known whether there is room for it. */
interface Outline {
  change: ActiveChange;
  kind?: Kind;
  level?: Level;
}

function outlineOf(change: ActiveChange, [found]: Finding[]): Outline {
  return { change, kind: found?.kind, level: found && levelOf(found) };
}

/** Tells a change by a finding, or by none where it is no matter of ours. */
function teller(changes: Change[]): (change: ActiveChange) => Finding[] {
  const stands = new Stands(changes);
  const surroundings = new RtcSurroundings(changes);
  const tell = (change: ActiveChange) => {
    if (change.thing === "rtc") return [rtcFinding(change, surroundings)];
    return change.maker === "other tool" ? otherToolFinding(change, stands) : [ruleFinding(change, stands)];
  };
  return (change) => tell(change).map((found) => ({ ...found, risks: byLevel(found.risks) }));
}

export function levelOf({ risks }: Finding): Level | undefined {
  return highest(risks.map(({ level }) => level));
}

function inOrder(a: Outline, b: Outline): number {
  return (
    weight(b.level) - weight(a.level) ||
    compare(a.change.urn, b.change.urn) ||
    compare(a.kind ?? "", b.kind ?? "")
  );
}

function weight(level: Level | undefined): number {
  return level === undefined ? -1 : LEVELS.indexOf(level);
}

function textsOf(notes: Note[], ...kinds: Note["kind"][]): string[] {
  return notes.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text);
}

function count(told: Outline[]): Record<Kind, number> {
  const counts = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, 0])) as Record<Kind, number>;
  for (const { kind } of told) if (kind !== undefined) counts[kind] += 1;
  return counts;
}

function countBy(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names.sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
