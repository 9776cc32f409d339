import { bulkhead } from "cockatiel";
import { isAddressable, OssError, type OssService } from "../oss";
import type { Clock } from "../oss/clock";
import { keyOf, type Measured, type Measures, type Source } from "../review/measure";

/** How many buckets are asked about at once, how many at all, and for how long. */
const [AT_ONCE, MOST, LONGEST_MS] = [8, 500, 120_000];

export interface Asking {
  /** The region of a bucket of which the preview shows none, if one is known. */
  region?: string;
  at(region: string): OssService;
  clock: Clock;
}

/** What OSS says about the size of each bucket. Reads only, and never fails: what cannot be asked is unknown, and why. */
export async function measure(sources: readonly Source[], asking: Asking): Promise<Measures> {
  const until = asking.clock.now() + LONGEST_MS;
  const turns = bulkhead(AT_ONCE, Number.POSITIVE_INFINITY);
  const measured = sources.map(async (source, at): Promise<[string, Measured]> => {
    const answer = at < MOST ? turns.execute(() => stat(source, asking, until)) : TOO_MANY;
    return [keyOf(source), await answer];
  });
  return new Map(await Promise.all(measured));
}

const TOO_MANY = { code: "not asked", why: `More than ${MOST} buckets are not asked about.` };
const TOO_LONG = { code: "not asked", why: `Asking about the buckets before took ${LONGEST_MS / 1000} s.` };
const NO_BUCKET = { code: "not asked", why: "No bucket can have this name." };
const NO_REGION = { code: "not asked", why: "No region is known: give --region, or set OSS_REGION." };

async function stat(source: Source, { region, at, clock }: Asking, until: number): Promise<Measured> {
  const place = source.region ?? region;
  // The name becomes a part of the host, and comes from a preview of anybody's program.
  if (!isAddressable(source.bucket)) return NO_BUCKET;
  if (!place) return NO_REGION;
  if (clock.now() >= until) return TOO_LONG;
  try {
    const { storage, objectCount } = await at(place).getBucketStat(source.bucket);
    return { storage, objectCount };
  } catch (error) {
    if (!(error instanceof OssError)) throw error;
    return { code: error.code, why: error.message };
  }
}
