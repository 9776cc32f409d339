import { changesIn } from "./change";
import { type Finding, KINDS, type Kind } from "./finding";
import type { Step } from "./preview";
import { byLevel, highest, LEVELS, type Level } from "./risks";
import { rtcFinding } from "./rtcFinding";
import { ruleFinding } from "./ruleFinding";

/** What a reviewer is told, before it is written in a format. */
export interface Report {
  counts: Record<Kind, number>;
  /** Absent where no change is a risk. */
  highest?: Level;
  /** The highest risk first, then by URN: the same preview gives the same order, whatever order its steps have. */
  findings: Finding[];
  /** Resources of other types, by operation. */
  others: Record<string, number>;
}

export function reportOn(steps: Step[]): Report {
  const { changes, others } = changesIn(steps);
  const findings = changes
    .map((change) => (change.type === "rule" ? ruleFinding(change, changes) : rtcFinding(change, changes)))
    .map((found) => ({ ...found, risks: byLevel(found.risks) }));
  return {
    counts: count(findings),
    highest: highest(findings.flatMap(({ risks }) => risks.map(({ level }) => level))),
    findings: findings.sort(
      (a, b) => weight(b) - weight(a) || compare(a.urn, b.urn) || compare(a.kind, b.kind),
    ),
    others,
  };
}

export function levelOf({ risks }: Finding): Level | undefined {
  return highest(risks.map(({ level }) => level));
}

function weight(found: Finding): number {
  const level = levelOf(found);
  return level === undefined ? -1 : LEVELS.indexOf(level);
}

function count(findings: Finding[]): Record<Kind, number> {
  const kinds = Object.keys(KINDS) as Kind[];
  const counts = kinds.map((kind) => [kind, findings.filter((found) => found.kind === kind).length]);
  return Object.fromEntries(counts) as Record<Kind, number>;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
