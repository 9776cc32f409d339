import type { BucketStat } from "../oss";
import type { Change } from "./change";
import { known, type Maybe, textOf } from "./maybe";
import { named, type Phrase, say, words } from "./phrase";
import { mayBeSamePair, pairOf } from "./rule";

/** A bucket of which existing objects are copied. */
export interface Source {
  bucket: string;
  /** Missing where the preview does not show it. */
  region?: string;
}

/** What OSS says about a bucket; or by which code it did not, and all that there is to say about that. */
export type Measured = BucketStat | { code: string; why: string };

/** By `keyOf` a source. */
export type Measures = ReadonlyMap<string, Measured>;

export function keyOf({ bucket, region }: Source): string {
  return JSON.stringify([region ?? null, bucket]);
}

interface Copying {
  risks: { reason: string; text: Phrase }[];
}

/** How much a change copies at most: its bucket may hold more than the rule's prefixes and tags let through. */
export type Copied = {
  /** Missing where the preview hides it. */
  source?: Source;
  target: Maybe<string>;
  urn: string;
} & Measured;

/** The bucket whose existing objects the change copies; `undefined` where it copies none, or the preview hides the name. */
export function sourceOf(change: Pick<Change, "new">, { risks }: Copying): Source | undefined {
  const bucket = known(pairOf(change.new).bucket);
  if (bucket === undefined || !risks.some(isCopying)) return undefined;
  return { bucket, region: known(textOf(change.new.properties.region)) };
}

/** The finding with what was measured for it. */
export function withMeasure<F extends Copying>(
  found: F,
  change: Pick<Change, "old" | "new" | "urn">,
  measures: Measures,
): F & { copied?: Copied } {
  if (!found.risks.some(isCopying)) return found;
  const source = sourceOf(change, found);
  const measured = (source && measures.get(keyOf(source))) ?? NOT_SHOWN;
  const text = measuredText(measured, isAgain(change));
  return {
    ...found,
    risks: found.risks.map((risk) => (isCopying(risk) ? { ...risk, text: say`${risk.text} ${text}` } : risk)),
    copied: { source, target: pairOf(change.new).target, urn: change.urn, ...measured },
  };
}

function isCopying({ reason }: { reason: string }): boolean {
  return reason === "history-copied";
}

/** Whether the pair of buckets is replicated already. */
function isAgain({ old, new: now }: Pick<Change, "old" | "new">): boolean {
  return Object.keys(old.properties).length > 0 && mayBeSamePair(pairOf(old), pairOf(now));
}

const NOT_SHOWN = { code: "hidden", why: "The preview does not show the bucket." };

function measuredText(measured: Measured, again: boolean): Phrase {
  if (measured === NOT_SHOWN) return words("How much is not known: the preview does not show the bucket.");
  if ("code" in measured) return say`How much is not known (${measured.code}).`;
  const { storage, objectCount } = measured;
  return say`At most ${named("size", sizeText(storage))} in ${named("objects", countText(objectCount))} objects are copied${words(again ? " again" : "")}.`;
}

/** What all changes copy together at most, and of how many pairs of buckets that is not known. */
export function totalText(copied: Iterable<Copied>): Phrase {
  const pairs = new Map<string, Copied>();
  for (const each of copied) pairs.set(pairKey(each), each);
  let [storage, objects, unknown] = [0, 0, 0];
  for (const each of pairs.values()) {
    if ("code" in each) unknown++;
    else {
      storage += each.storage;
      objects += each.objectCount;
    }
  }
  const most = `At most ${sizeText(storage)} in ${countText(objects)} objects are copied`;
  if (pairs.size === 0) return [];
  if (unknown === 0) return words(`${most}.`);
  const left = `of ${unknown} ${unknown === 1 ? "pair" : "pairs"} of buckets it is not known how much`;
  return words(unknown === pairs.size ? `Existing objects are copied; ${left}.` : `${most}; ${left}.`);
}

/** Two pairs of which a bucket is hidden may be one; each counts, since what is told is the most that is copied. */
function pairKey({ source, target, urn }: Copied): string {
  return JSON.stringify(source && "value" in target ? [keyOf(source), target.value] : urn);
}

const UNITS = ["bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

/** `3.2 TiB`; never less than it is, since it is told as what it is at most. */
export function sizeText(bytes: number): string {
  let [size, unit] = [bytes, 0];
  while (size >= 1024 && unit < UNITS.length - 1) [size, unit] = [size / 1024, unit + 1];
  const rounded = unit === 0 ? size : Math.ceil(size * 10) / 10;
  return rounded >= 1024 && unit < UNITS.length - 1 ? `1 ${UNITS[unit + 1]}` : `${rounded} ${UNITS[unit]}`;
}

export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
