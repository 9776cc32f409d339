import type { Note } from "../lifecycle/engine/notes";
import { type ActiveChange, type Change, changesIn, isActive } from "./change";
import {
  byLevel,
  type Finding,
  highest,
  KINDS,
  type Kind,
  LEVELS,
  type Level,
  levelOfReason,
} from "./finding";
import { otherToolFinding } from "./otherTool";
import type { Preview } from "./preview";
import { EndingRules, rtcFinding } from "./rtcFinding";
import { ruleFinding } from "./ruleFinding";
import { untold, withTakeovers } from "./sharing";
import { Stands } from "./stands";

/** What a reviewer is told, before it is written in a format. */
export interface Report {
  /** What OSS could not be asked about, so the preview proves nothing about it: a risk by itself. */
  notChecked: string[];
  /** What else the checks said. */
  notes: string[];
  counts: Record<Kind, number>;
  /** How many findings there are. */
  total: number;
  /** Absent where there is no risk. */
  highest?: Level;
  /**
   * Made one by one, since a stack may have a hundred thousand of them. The highest risk comes first, then they are
   * sorted by URN: the same preview gives the same order, whatever order its steps have.
   */
  findings(): Iterable<Finding>;
  /** How many resources of other types there are by operation. */
  others: Record<string, number>;
}

export function reportOn({ steps, notes }: Preview): Report {
  const { changes: all, others } = changesIn(steps);
  const changes = withTakeovers(all, notes);
  const findingOf = teller(changes);
  const outlines = changes.filter(isActive).map((change) => outlineOf(change, findingOf(change)));
  const concerned = outlines.filter(isConcerned).sort(inOrder);
  const unconcerned = outlines.filter((outline) => !isConcerned(outline));
  const notChecked = textsOf(notes, "not checked");
  return {
    notChecked,
    notes: textsOf(untold(notes, changes), "taken over", "note"),
    counts: count(concerned),
    total: concerned.length,
    highest: highest([
      ...(notChecked.length > 0 ? [levelOfReason("not-checked")] : []),
      ...concerned.flatMap(({ level }) => level ?? []),
    ]),
    findings: () => findingsIn(concerned, findingOf),
    others: countBy([...others, ...unconcerned.map(({ change }) => change.op)]),
  };
}

/** What is kept of a finding to sort and count it: with its words it would be many times as large. */
interface Outline {
  change: ActiveChange;
  kind?: Kind;
  level?: Level;
}

type Concerned = Outline & { kind: Kind };

function isConcerned(outline: Outline): outline is Concerned {
  return outline.kind !== undefined;
}

function outlineOf(change: ActiveChange, found: Finding | undefined): Outline {
  return { change, kind: found?.kind, level: found && levelOf(found) };
}

function* findingsIn(outlines: Outline[], findingOf: Teller): Generator<Finding> {
  for (const { change } of outlines) {
    const found = findingOf(change);
    if (found) yield found;
  }
}

/** Makes the finding of a change; none where the change does not concern replication by ours. */
type Teller = (change: ActiveChange) => Finding | undefined;

function teller(changes: Change[]): Teller {
  const stands = new Stands(changes);
  const endingRules = new EndingRules(changes);
  const tell = (change: ActiveChange) => {
    if (change.thing === "rtc") return rtcFinding(change, endingRules);
    return change.maker === "other tool" ? otherToolFinding(change, stands) : ruleFinding(change, stands);
  };
  return (change) => {
    const found = tell(change);
    return found && { ...found, risks: byLevel(found.risks) };
  };
}

export function levelOf({ risks }: Finding): Level | undefined {
  return highest(risks.map(({ level }) => level));
}

function inOrder(a: Concerned, b: Concerned): number {
  return weight(b.level) - weight(a.level) || compare(a.change.urn, b.change.urn) || compare(a.kind, b.kind);
}

/** Below all levels where there is no risk. */
function weight(level: Level | undefined): number {
  return LEVELS.indexOf(level as Level);
}

function textsOf(notes: Note[], ...kinds: Note["kind"][]): string[] {
  return notes.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text);
}

function count(outlines: Concerned[]): Record<Kind, number> {
  const counts = Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, 0])) as Record<Kind, number>;
  for (const { kind } of outlines) counts[kind] += 1;
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
