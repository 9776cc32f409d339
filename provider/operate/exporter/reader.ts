import { type BulkheadPolicy, bulkhead } from "cockatiel";
import type { Place } from "../places";
import type { SurveyedBucket } from "../survey";
import type { KnownBucket, Reading } from "./known";
import type { Wanted } from "./wanted";

/** Buckets of one region that are read at once: a region that does not answer holds up no other. */
const BUCKETS_AT_ONCE = 8;

/** As long as the alert on a rule that has disappeared. */
const KEEP_LOST_MS = 24 * 3_600_000;

export interface ReaderOptions {
  /** Reads one bucket; a failure is part of the answer. */
  read(place: Place): Promise<SurveyedBucket>;
  /** In ms, of a clock that nobody sets. */
  now(): number;
  /** A bucket whose last reading began less than so many ms ago is not read again. */
  maxAgeMs: number;
  /** Told after each reading, with the one before it. */
  onReading(reading: Reading, before: Reading | undefined): void;
}

interface Watched extends KnownBucket {
  place: Place;
  /** When it was last among the buckets to watch. */
  found: number;
  /** Whether it had rules when it was last read well, closing ones aside. */
  hasRules?: boolean;
  reading?: Promise<void>;
}

/** Reads buckets when they are asked for and their last reading is too old. One bucket has one reading at a time. */
export class Reader {
  private watched = new Map<string, Watched>();
  private readonly turns = new Map<string, BulkheadPolicy>();

  constructor(private readonly options: ReaderOptions) {}

  /** The buckets to read from now on. What is known of those that stay is kept. */
  watch({ places, keepsLost = false }: Wanted): void {
    const now = this.options.now();
    const found = places.map((place): Watched => {
      const known = this.watched.get(keyOf(place)) ?? { place, bucket: place.bucket, found: now };
      known.found = now;
      return known;
    });
    const names = new Set(places.map(({ bucket }) => bucket));
    const lost = [...this.watched.values()].filter(
      ({ bucket, found, hasRules }) => !names.has(bucket) && hasRules && now - found < KEEP_LOST_MS,
    );
    const all = keepsLost ? [...found, ...lost] : found;
    this.watched = new Map(all.map((each) => [keyOf(each.place), each]));
  }

  known(): KnownBucket[] {
    return [...this.watched.values()].map(({ bucket, newest, good }) => ({ bucket, newest, good }));
  }

  /** Settles when all that is due, and all that is being read, has been read. */
  async refresh(): Promise<void> {
    await Promise.all([...this.watched.values()].map((each) => this.readingOf(each)));
  }

  private readingOf(watched: Watched): Promise<void> | undefined {
    const { now, maxAgeMs } = this.options;
    const isDue = watched.newest === undefined || now() - watched.newest.began >= maxAgeMs;
    if (watched.reading === undefined && isDue)
      watched.reading = this.turnsIn(watched.place.region).execute(() => this.read(watched));
    return watched.reading;
  }

  private async read(watched: Watched): Promise<void> {
    const { now, read, onReading } = this.options;
    const began = now();
    try {
      const surveyed = await read(watched.place);
      const before = watched.newest;
      watched.newest = { began, ended: now(), surveyed };
      if (!surveyed.failure) {
        watched.good = watched.newest;
        watched.hasRules = surveyed.rules.some(({ rule }) => rule.status !== "closing");
      }
      if (!surveyed.exists) watched.good = undefined;
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

function keyOf({ region, bucket }: Place): string {
  return `${region}/${bucket}`;
}
