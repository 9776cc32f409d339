import { isAddressable, type OssAccount } from "../oss";
import { naturally } from "../terminal/naturally";
import type { StateRule } from "./stateFile";

/** A source bucket, and the region it is in. */
export interface Place {
  bucket: string;
  region: string;
}

/** Which source buckets are asked for: by name, all of the account, else those of the rules in a state. */
export interface PlacesAsked {
  /** Each `BUCKET` or `REGION/BUCKET`. */
  buckets?: readonly string[];
  all?: boolean;
  state?: readonly StateRule[];
}

/** A bucket is named without a region, and none is known. */
export class RegionUnknown extends Error {
  constructor(readonly bucket: string) {
    super(`No region is known for bucket ${JSON.stringify(bucket)}.`);
  }
}

/** The text is neither `BUCKET` nor `REGION/BUCKET`. */
export class NotABucket extends Error {
  constructor(readonly text: string) {
    super(`${JSON.stringify(text)} is neither BUCKET nor REGION/BUCKET.`);
  }
}

/**
 * The source buckets, each once, by region and name. `region` is that of buckets that do not say theirs. OSS is asked
 * only for all buckets of the account.
 */
export async function placesOf(
  { buckets = [], all = false, state = [] }: PlacesAsked,
  region: string | undefined,
  account: () => OssAccount,
): Promise<Place[]> {
  if (all) return inOrder((await account().listBuckets()).map(({ name, region }) => place(name, region)));
  if (buckets.length > 0) return inOrder(buckets.map((text) => named(text, region)));
  const rules = state.filter(({ kind }) => kind === "rule");
  return inOrder(rules.flatMap((rule) => (rule.bucket ? [place(rule.bucket, rule.region ?? region)] : [])));
}

function named(text: string, region: string | undefined): Place {
  const [bucket = "", own, ...rest] = text.split("/").reverse();
  if (rest.length > 0 || own === "" || !isAddressable(bucket)) throw new NotABucket(text);
  return place(bucket, own ?? region);
}

function place(bucket: string, region: string | undefined): Place {
  if (!region) throw new RegionUnknown(bucket);
  return { bucket, region };
}

function inOrder(places: Place[]): Place[] {
  const once = new Map(places.map((each) => [`${each.region}/${each.bucket}`, each]));
  return [...once.entries()].sort(([a], [b]) => naturally(a, b)).map(([, each]) => each);
}
