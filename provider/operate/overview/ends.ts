import { bulkhead } from "cockatiel";
import { type BucketInfo, locationOf, type OssReplication, regionOf } from "../../oss";
import type { Place } from "../places";
import type { Survey } from "../survey";
import { askTarget, type Target, type TargetPlace, unseen } from "../target";

/** What is known of the buckets that the rules of a survey copy from and to. */
export class Ends {
  constructor(private readonly known: ReadonlyMap<string, Target> = new Map()) {}

  at(place: TargetPlace): Target | undefined {
    return this.known.get(keyOf(place));
  }

  /** What OSS says of a source bucket. The location of some regions does not follow from their id. */
  sourceAt({ bucket, region }: Place): BucketInfo | undefined {
    const source = this.at({ bucket, location: locationOf(region) });
    return source && "info" in source ? source.info : undefined;
  }
}

/** How many buckets are asked about at once. */
const SIDE_BY_SIDE = 8;

type At = (region: string) => Pick<OssReplication, "getBucketInfo">;

/** Asks about source and target of each rule that copies, each bucket once, in its own region. A region that does not answer is left alone. */
export async function askEnds(survey: Survey, at: At): Promise<Ends> {
  const turns = bulkhead(SIDE_BY_SIDE, Number.POSITIVE_INFINITY);
  const silent = new Map<string, Target>();
  const ask = async (place: TargetPlace): Promise<Target> => {
    const before = silent.get(place.location);
    if (before) return before;
    const target = await asked(at, place);
    if (target.kind === "unknown" && target.isPassing) silent.set(place.location, target);
    return target;
  };
  const places = endsOf(survey);
  const ends = await Promise.all(places.map((place) => turns.execute(() => ask(place))));
  return new Ends(new Map(places.map((place, n) => [keyOf(place), ends[n] as Target])));
}

/** A region may have no endpoint that can be asked. */
async function asked(at: At, place: TargetPlace): Promise<Target> {
  try {
    return await askTarget(at(regionOf(place.location)), place);
  } catch (error) {
    return unseen(error);
  }
}

/** Source and target of each rule that copies, each once. */
export function endsOf({ buckets }: Survey): TargetPlace[] {
  const ends = buckets.flatMap(({ bucket, region, rules }) => {
    const copying = rules.filter(({ rule }) => rule.status !== "closing");
    const targets = copying.map(({ rule }) => rule.destination);
    return targets.length > 0 ? [{ bucket, location: locationOf(region) }, ...targets] : [];
  });
  return [...new Map(ends.map((end) => [keyOf(end), end])).values()];
}

function keyOf({ bucket, location }: TargetPlace): string {
  return `${location}/${bucket}`;
}
