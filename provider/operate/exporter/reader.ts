import { type BulkheadPolicy, bulkhead } from "cockatiel";
import type { Clock } from "../../oss";
import type { Place } from "../places";
import type { SurveyedBucket } from "../survey";
import type { KnownBucket, Reading } from "./known";

/** Buckets of one region that are read at once: a region that does not answer holds up no other. */
const BUCKETS_AT_ONCE = 8;

export interface ReaderOptions {
  /** Reads one bucket; a failure is part of the answer. */
  read(place: Place): Promise<SurveyedBucket>;
  clock: Clock;
  /** A bucket whose last reading began less than so many ms ago is not read again. */
  maxAgeMs: number;
  /** Told after each reading, with the one before it. */
  onReading(reading: Reading, before: Reading | undefined): void;
}

interface Watched extends KnownBucket {
  place: Place;
  reading?: Promise<void>;
}

/** Reads buckets when they are asked for and their last reading is too old. One bucket has one reading at a time. */
export class Reader {
  private watched = new Map<string, Watched>();
  private readonly turns = new Map<string, BulkheadPolicy>();

  constructor(private readonly options: ReaderOptions) {}

  /** The buckets to read from now on. What is known of those that stay is kept. */
  watch(places: readonly Place[]): void {
    this.watched = new Map(
      places.map((place) => {
        const key = `${place.region}/${place.bucket}`;
        return [key, this.watched.get(key) ?? { place, bucket: place.bucket }];
      }),
    );
  }

  known(): KnownBucket[] {
    return [...this.watched.values()].map(({ bucket, newest, good }) => ({ bucket, newest, good }));
  }

  /** Settles when all that is due, and all that is being read, has been read. */
  async refresh(): Promise<void> {
    await Promise.all([...this.watched.values()].map((each) => this.readingOf(each)));
  }

  private readingOf(watched: Watched): Promise<void> | undefined {
    const { clock, maxAgeMs } = this.options;
    const isDue = watched.newest === undefined || clock.now() - watched.newest.began >= maxAgeMs;
    if (watched.reading === undefined && isDue)
      watched.reading = this.turnsIn(watched.place.region).execute(() => this.read(watched));
    return watched.reading;
  }

  private async read(watched: Watched): Promise<void> {
    const { clock, read, onReading } = this.options;
    const began = clock.now();
    try {
      const surveyed = await read(watched.place);
      const before = watched.newest;
      watched.newest = { began, ended: clock.now(), surveyed };
      if (!surveyed.failure) watched.good = watched.newest;
      onReading(watched.newest, before);
    } finally {
      watched.reading = undefined;
    }
  }

  private turnsIn(region: string): BulkheadPolicy {
    const turns = this.turns.get(region) ?? bulkhead(BUCKETS_AT_ONCE, Number.POSITIVE_INFINITY);
    this.turns.set(region, turns);
    return turns;
  }
}
