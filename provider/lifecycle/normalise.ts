import { normaliseLocation, regionOf } from "../oss";
import { formatDuration, parseDuration } from "./duration";
import { RULE_DEFAULTS, type RuleInputs } from "./inputs";
import { isUnknown } from "./unknown";

/**
 * One spelling for each meaning, so that after it equality is equality (decision: normalise once, in check).
 * Takes arguments that `validate` has passed, or that hold unknowns: an unknown stays what it is.
 */
export function normaliseRule(args: Record<string, unknown>, region?: string): RuleInputs {
  const given = withoutNulls(args) as Partial<RuleInputs> & Record<string, unknown>;
  return withoutUndefined({
    ...given,
    region: region === undefined || isUnknown(region) ? region : regionOf(region),
    destination: destination(given.destination),
    prefixSet: prefixSet(given.prefixSet),
    action: normaliseAction(given.action),
    historicalObjectReplication:
      given.historicalObjectReplication ?? RULE_DEFAULTS.historicalObjectReplication,
    sourceSelectionCriteria: sourceSelection(given.sourceSelectionCriteria),
    userTaggings: userTaggings(given.userTaggings),
    timeouts: timeouts(given.timeouts),
  }) as unknown as RuleInputs;
}

/** `ALL` is the same as its three parts; parts come in one order, once each. */
export function normaliseAction(action: unknown): string {
  if (action === undefined) return RULE_DEFAULTS.action;
  if (typeof action !== "string" || isUnknown(action)) return action as string;
  const parts = new Set(action.split(",").map((part) => part.trim()));
  const ordered = ["PUT", "DELETE", "ABORT"].filter((part) => parts.has(part) || parts.has("ALL"));
  return ordered.length === 3 ? "ALL" : ordered.join(",");
}

function destination(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { location } = value;
  return {
    ...value,
    location: typeof location === "string" && !isUnknown(location) ? normaliseLocation(location) : location,
    transferType: value.transferType ?? RULE_DEFAULTS.transferType,
  };
}

/** No prefixes, or the empty one, is the whole bucket, the same as no prefixSet. Order and duplicates mean nothing to OSS. */
function prefixSet(value: unknown): unknown {
  if (!isObject(value) || !Array.isArray(value.prefixes)) {
    return isObject(value) && value.prefixes === undefined ? undefined : value;
  }
  const prefixes = [...new Set(value.prefixes as string[])].sort(byCodeUnit);
  const isWholeBucket = prefixes.length === 0 || prefixes.includes("");
  return isWholeBucket ? undefined : { prefixes };
}

/** `Disabled` is the default and changes nothing about what is replicated. */
function sourceSelection(value: unknown): unknown {
  if (!isObject(value)) return value;
  const objects = value.sseKmsEncryptedObjects;
  if (objects === undefined) return undefined;
  return isObject(objects) && (objects.status ?? "Disabled") === "Disabled" ? undefined : value;
}

function userTaggings(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (value.tags === undefined || (Array.isArray(value.tags) && value.tags.length === 0)) return undefined;
  const tags = Array.isArray(value.tags) ? sortedTags(value.tags) : value.tags;
  return { filterType: value.filterType ?? "AND", tags };
}

function sortedTags(tags: unknown[]): unknown[] {
  const key = (tag: unknown) => (isObject(tag) ? `${String(tag.key)}\n${String(tag.value)}` : String(tag));
  const distinct = new Map(tags.map((tag) => [key(tag), tag]));
  return [...distinct].sort(([a], [b]) => byCodeUnit(a, b)).map(([, tag]) => tag);
}

function timeouts(value: unknown): unknown {
  if (value !== undefined && !isObject(value)) return value;
  const spelt = (text: unknown, otherwise: string) => {
    const parsed = parseDuration(text);
    return parsed === undefined ? (text ?? otherwise) : formatDuration(parsed);
  };
  return {
    create: spelt(value?.create, RULE_DEFAULTS.timeouts.create),
    delete: spelt(value?.delete, RULE_DEFAULTS.timeouts.delete),
  };
}

/** A plain order that is the same on every machine, unlike `localeCompare`. */
function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** A property that a program sets to null arrives as null, and means the same as one left out. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([key, inner]) => [key, withoutNulls(inner)]),
  );
}

export function withoutUndefined(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));
}
