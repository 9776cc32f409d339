import type { Note } from "../lifecycle/engine/notes";
import type { Picture } from "../picture/picture";
import { type ActiveChange, type Change, changesIn, isActive, nameIn } from "./change";
import { type Drift, driftFinding, driftsIn, isDrift, isRefresh, untoldDrifts } from "./drift";
import {
  byLevel,
  type Finding,
  highest,
  KIND_NAMES,
  type Kind,
  LEVELS,
  type Level,
  levelOfReason,
} from "./finding";
import { keyOf, type Measures, type Source, sourceOf, withMeasure } from "./measure";
import { inNaturalOrder } from "./naturalOrder";
import { otherToolFinding } from "./otherTool";
import { beforeAndAfter, remarksOn } from "./picture";
import type { Preview } from "./preview";
import { isRefreshed, readingOf } from "./refreshed";
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
  /** Whether it tells what a refresh found at OSS, and nothing of an update. */
  isRefresh: boolean;
  /** Of how many rules a refresh has read what OSS has. */
  rulesRead: number;
  /** Whether OSS was asked about all, so that there is no difference where none is told. */
  isRefreshed: boolean;
  /** Where it was, but the preview hides whether there is a difference. */
  untoldDrifts: string[];
  /** How many findings there are. */
  total: number;
  /** How many of them tell what OSS has otherwise than the program's last state. */
  drifted: number;
  /** Absent where there is no risk. */
  highest?: Level;
  /**
   * The highest risk comes first, then they are sorted by URN: the same preview gives the same order, whatever order its
   * steps have.
   */
  outlines: readonly Outline[];
  /** Finds the words. Done one by one, since a stack may have a hundred thousand findings. */
  tell(outline: Outline): Finding;
  /** The buckets of which existing objects are copied, each once. */
  sources(): Source[];
  /** Whether OSS was asked how much they hold. */
  isMeasured: boolean;
  /** What copies where before the update and after it. */
  picture(): Picture;
  /** How many resources of other types there are by operation. */
  others: Record<string, number>;
}

/** `measures`: what OSS said about the buckets of which existing objects are copied, where it was asked. */
export function reportOn(preview: Preview, measures?: Measures): Report {
  const { steps, notes } = preview;
  const refreshed = isRefresh(steps);
  const { changes: all, others } = changesIn(steps);
  const changes = refreshed ? [] : withTakeovers(all, notes);
  const findingOf = teller(changes, measures);
  const drifts = driftsIn(steps, refreshed);
  const read = new Set(drifts.filter(({ isStep }) => isStep).map(({ urn }) => urn));
  const told: Told[] = [...drifts, ...changes.filter((change) => !read.has(change.urn)).filter(isActive)];
  const outlines = told.map((each) => outlineOf(each, findingOf(each)));
  const concerned = outlines.filter(isConcerned).sort(inOrder);
  const unconcerned = outlines.filter((outline) => !isConcerned(outline));
  const notChecked = textsOf(notes, "not checked");
  const reading = readingOf(preview, refreshed);
  const untoldTexts = refreshed ? [] : untoldDrifts(steps).map(untoldText);
  return {
    notChecked,
    notes: [...untoldTexts, ...textsOf(untold(notes, changes), "taken over", "note")],
    counts: count(concerned),
    isRefresh: refreshed,
    rulesRead: reading.read,
    isRefreshed: isRefreshed(reading),
    untoldDrifts: untoldTexts,
    total: concerned.length,
    drifted: concerned.filter(({ told }) => isDrift(told)).length,
    highest: highest([
      ...(notChecked.length > 0 ? [levelOfReason("not-checked")] : []),
      ...concerned.flatMap(({ level }) => level ?? []),
    ]),
    outlines: concerned,
    tell: ({ told }) => findingOf(told) as Finding,
    sources: () => sourcesIn(concerned, findingOf),
    isMeasured: measures !== undefined,
    picture: () => beforeAndAfter(changes, (change) => findingOf(change)?.kind, remarksOn(steps, notChecked)),
    others: countBy([...others, ...unconcerned.map(({ told }) => told.op)]),
  };
}

function untoldText({ urn, names }: { urn: string; names: string[] }): string {
  return `whether OSS has another ${names.join(" or ")} in ${nameIn(urn)} than the program's last state cannot be told, because the preview hides it; pulumi refresh --preview-only --json tells it`;
}

/** What is kept of a finding to sort and count it: with its words it would be many times as large. */
export interface Outline {
  told: Told;
  kind: Kind;
  level?: Level;
}

/** What a finding tells of: what an update does, or what a refresh found. */
type Told = ActiveChange | Drift;

type MaybeOutline = Omit<Outline, "kind"> & { kind?: Kind };

function isConcerned(outline: MaybeOutline): outline is Outline {
  return outline.kind !== undefined;
}

function outlineOf(told: Told, found: Finding | undefined): MaybeOutline {
  return { told, kind: found?.kind, level: found && levelOf(found) };
}

/** The findings with their words, in the report's order. */
export function* findingsIn(
  report: Pick<Report, "outlines" | "tell">,
  isMeant: (told: Told) => boolean = () => true,
): Generator<Finding> {
  for (const outline of report.outlines) if (isMeant(outline.told)) yield report.tell(outline);
}

/** Makes the finding of a change; none where the change does not concern replication by ours. */
type Teller = (told: Told) => Finding | undefined;

function teller(changes: Change[], measures: Measures | undefined): Teller {
  const stands = new Stands(changes);
  const endingRules = new EndingRules(changes);
  const tell = (change: Told) => {
    if (isDrift(change)) return driftFinding(change);
    if (change.thing === "rtc") return rtcFinding(change, endingRules);
    return change.maker === "other tool" ? otherToolFinding(change, stands) : ruleFinding(change, stands);
  };
  return (told) => {
    const found = tell(told);
    if (!found) return undefined;
    const sorted = { ...found, risks: byLevel(found.risks) };
    return measures && !isDrift(told) ? withMeasure(sorted, told, measures) : sorted;
  };
}

function sourcesIn(outlines: Outline[], findingOf: Teller): Source[] {
  const sources = new Map<string, Source>();
  for (const { told } of outlines) {
    const source = isDrift(told) ? undefined : sourceOf(told, findingOf(told) as Finding);
    if (source) sources.set(keyOf(source), source);
  }
  return [...sources.values()];
}

export function levelOf({ risks }: Finding): Level | undefined {
  return highest(risks.map(({ level }) => level));
}

function inOrder(a: Outline, b: Outline): number {
  return (
    weight(b.level) - weight(a.level) ||
    inNaturalOrder(a.told.urn, b.told.urn) ||
    inNaturalOrder(a.kind, b.kind)
  );
}

/** Below all levels where there is no risk. */
function weight(level: Level | undefined): number {
  return LEVELS.indexOf(level as Level);
}

function textsOf(notes: Note[], ...kinds: Note["kind"][]): string[] {
  return notes.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text);
}

function count(outlines: Outline[]): Record<Kind, number> {
  const counts = Object.fromEntries(KIND_NAMES.map((kind) => [kind, 0])) as Record<Kind, number>;
  for (const { kind } of outlines) counts[kind] += 1;
  return counts;
}

function countBy(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names.sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
