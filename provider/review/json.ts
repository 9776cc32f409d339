import { isObject } from "../lifecycle/normalise";
import { jsonWithoutMarkup } from "../terminal/json";
import { cut } from "../terminal/text";
import { isDrift } from "./drift";
import { type Finding, highest, type Level, type Reason, type Risk, risk } from "./finding";
import type { Maybe } from "./maybe";
import type { Copied } from "./measure";
import type { Occasion } from "./occasion";
import { asText } from "./phrase";
import { findingsIn, type Report } from "./report";
import { isFailed, type Reviewed, titleOf } from "./reviewed";
import { prose } from "./summary";

/** The review of a stack as data. Fields are added in later versions, and never renamed without another `version`. */
export interface ReviewJson extends StackJson {
  version: 1;
  /** Of the reviewed commit and of the run of the workflow, as given or as the environment tells; else null. */
  commit: string | null;
  run: string | null;
}

/** The review of several stacks. */
export interface ReviewsJson {
  version: 1;
  commit: string | null;
  run: string | null;
  highest: Level | null;
  stacks: StackJson[];
}

/** What is said of one stack. */
export interface StackJson {
  /** The name that was given, else `PROJECT/STACK`. Null where neither is known. */
  name: string | null;
  project: string | null;
  stack: string | null;
  /** Why there is no review: all else is empty then, and `highest` is `high`. */
  failure: { text: string; errors: string[] } | null;
  /** How many changes of each kind. */
  counts: Record<string, number>;
  highest: Level | null;
  /** What OSS could not be asked about, so the preview proves nothing about it: each a risk of the review as a whole. */
  notChecked: ReviewedRisk[];
  /** What else the checks said. */
  notes: string[];
  /** What OSS has otherwise than the program's last state, where the preview was made with a refresh, or is one. */
  drift: ReviewedChange[];
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
  /**
   * With `--measure`, where existing objects are copied: what the source bucket holds, of which the rule may copy a part. Both
   * null where it is not known, and then `reason` says why.
   */
  atMost?: { bytes: number | null; objects: number | null; reason?: string };
}

/** The JSON in pieces, a change each: as a whole, that of some hundred thousand changes is longer than a string may be. */
export function* jsonPieces(reviews: readonly Reviewed[], { commit, run }: Occasion): Generator<string> {
  const of = { version: 1, commit: commit ?? null, run: run ?? null };
  const [only] = reviews;
  yield* valuePieces(
    only && reviews.length === 1
      ? { ...of, ...fieldsOf(only) }
      : { ...of, highest: highestOf(reviews), stacks: each(reviews, fieldsOf) },
    "\n",
  );
  yield "\n";
}

/** An object that holds a list made while it is printed is printed field by field, such a list item by item. */
function* valuePieces(value: unknown, newline: string, before = ""): Generator<string> {
  const inside = `${newline}  `;
  if (isList(value)) {
    yield* between(`${before}[`, value, "]", newline, (item, lead) => valuePieces(item, inside, lead));
  } else if (isObject(value) && Object.values(value).some(isList)) {
    yield* between(`${before}{`, Object.entries(value), "}", newline, ([name, field], lead) =>
      valuePieces(field, inside, `${lead}${JSON.stringify(name)}: `),
    );
  } else yield before + jsonWithoutMarkup(value, 2).replaceAll("\n", newline);
}

function* between<T>(
  open: string,
  items: Iterable<T>,
  close: string,
  newline: string,
  pieces: (item: T, before: string) => Iterable<string>,
): Generator<string> {
  let before = open;
  for (const item of items) {
    yield* pieces(item, `${before}${newline}  `);
    before = ",";
  }
  yield before === open ? `${open}${close}` : `${newline}${close}`;
}

/** A list whose items are made while they are printed. */
function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

/** The same with lists whose items are made while they are printed. */
type Fields = {
  [Name in keyof StackJson]: StackJson[Name] extends (infer Item)[] ? Iterable<Item> : StackJson[Name];
};

function fieldsOf(reviewed: Reviewed): Fields {
  const { outcome, origin } = reviewed;
  const whose = {
    name: titleOf(reviewed) ?? null,
    project: origin.project ?? null,
    stack: origin.stack ?? null,
  };
  return isFailed(outcome)
    ? { ...whose, ...EMPTY, failure: { text: outcome.why, errors: outcome.errors } }
    : { ...whose, failure: null, ...reportFields(outcome) };
}

/** A failed preview is no calm one, whatever a reader of this looks at. */
const EMPTY = {
  failure: null,
  counts: {},
  highest: "high",
  notChecked: [],
  notes: [],
  drift: [],
  changes: [],
  others: {},
  leftOut: 0,
} as const;

function highestOf(reviews: readonly Reviewed[]): Level | null {
  return (
    highest(reviews.flatMap(({ outcome }) => (isFailed(outcome) ? "high" : (outcome.highest ?? [])))) ?? null
  );
}

function reportFields(report: Report) {
  return {
    counts: report.counts,
    highest: report.highest ?? null,
    notChecked: each(report.notChecked, (text) => riskOf(risk("not-checked", prose(text)))),
    notes: each(report.notes, (text) => asText(prose(text))),
    drift: each(findingsIn(report, isDrift), changeOf),
    changes: each(
      findingsIn(report, (told) => !isDrift(told)),
      changeOf,
    ),
    others: report.others,
    leftOut: 0 as const,
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
    ...(found.copied && { atMost: atMostOf(found.copied) }),
  };
}

function atMostOf(copied: Copied): ReviewedChange["atMost"] {
  return "why" in copied
    ? { bytes: null, objects: null, reason: copied.why }
    : { bytes: copied.storage, objects: copied.objectCount };
}

function riskOf({ reason, level, text }: Risk): ReviewedRisk {
  return { reason, level, text: asText(text) };
}

/** Far longer than any real name: what a preview may hold instead should not exhaust the memory. */
const LONGEST_NAME = 10_000;

function textOrNull(maybe: Maybe<string>): string | null {
  return "value" in maybe ? cut(maybe.value, LONGEST_NAME) : null;
}
