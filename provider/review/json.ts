import { jsonWithoutMarkup } from "../terminal/json";
import { cut } from "../terminal/text";
import { type Finding, type Level, type Reason, type Risk, risk } from "./finding";
import type { Maybe } from "./maybe";
import { asText } from "./phrase";
import type { Report } from "./report";
import { prose } from "./summary";

/** The review as data. Fields are added in later versions, and never renamed without another `version`. */
export interface ReviewJson {
  version: 1;
  /** How many changes of each kind. */
  counts: Record<string, number>;
  highest: Level | null;
  /** What OSS could not be asked about, so the preview proves nothing about it: each a risk of the review as a whole. */
  notChecked: ReviewedRisk[];
  /** What else the checks said. */
  notes: string[];
  changes: ReviewedChange[];
  /** Resources of other types, by operation. */
  others: Record<string, number>;
  /** Always 0: unlike the other formats, the JSON is complete, however long. */
  leftOut: 0;
}

export interface ReviewedRisk {
  reason: Reason;
  level: Level;
  text: string;
}

export interface ReviewedChange {
  /** A key of `counts`. */
  kind: string;
  resource: string;
  urn: string;
  /** The buckets. Null where they are secret or known only after the update; the target also for RTC. */
  sourceBucket: string | null;
  targetBucket: string | null;
  sentence: string;
  /** The highest level first. */
  risks: ReviewedRisk[];
  /** Where a replacement leaves the pair without a rule. `timeout`: how long OSS may take to clear it before the update fails. */
  gap?: { timeout: string | null; text: string };
}

/** The JSON in pieces, a change each: as a whole, that of some hundred thousand changes is longer than a string may be. */
export function* jsonPieces(report: Report): Generator<string> {
  let before = "{";
  for (const [name, value] of Object.entries(fieldsOf(report))) {
    yield `${before}\n  "${name}": `;
    if (isList(value)) yield* listPieces(value);
    else yield indented(value, "  ");
    before = ",";
  }
  yield "\n}\n";
}

function* listPieces(items: Iterable<unknown>): Generator<string> {
  let before = "[";
  for (const item of items) {
    yield `${before}\n    ${indented(item, "    ")}`;
    before = ",";
  }
  yield before === "[" ? "[]" : "\n  ]";
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

function indented(value: unknown, indent: string): string {
  return jsonWithoutMarkup(value, 2).replaceAll("\n", `\n${indent}`);
}

/** `ReviewJson` with lists whose items are made while they are printed. */
type Fields = {
  [Name in keyof ReviewJson]: ReviewJson[Name] extends (infer Item)[] ? Iterable<Item> : ReviewJson[Name];
};

function fieldsOf(report: Report): Fields {
  return {
    version: 1,
    counts: report.counts,
    highest: report.highest ?? null,
    notChecked: each(report.notChecked, (text) => riskOf(risk("not-checked", prose(text)))),
    notes: each(report.notes, (text) => asText(prose(text))),
    changes: each(report.findings(), changeOf),
    others: report.others,
    leftOut: 0,
  };
}

function* each<From, To>(items: Iterable<From>, of: (item: From) => To): Generator<To> {
  for (const item of items) yield of(item);
}

function changeOf(found: Finding): ReviewedChange {
  return {
    kind: found.kind,
    resource: cut(found.name, LONGEST_NAME),
    urn: cut(found.urn, LONGEST_NAME),
    sourceBucket: textOrNull(found.sourceBucket),
    targetBucket: textOrNull(found.targetBucket),
    sentence: asText(found.sentence),
    risks: found.risks.map(riskOf),
    ...(found.gap && {
      gap: { timeout: textOrNull(found.gap.timeout), text: asText(found.gap.text) },
    }),
  };
}

function riskOf({ reason, level, text }: Risk): ReviewedRisk {
  return { reason, level, text: asText(text) };
}

/** Far longer than any real name: what a preview may hold instead should not exhaust the memory. */
const LONGEST_NAME = 10_000;

function textOrNull(maybe: Maybe<string>): string | null {
  return "value" in maybe ? cut(maybe.value, LONGEST_NAME) : null;
}
