import { type Clock, OssError, type OssService } from "../../oss";
import type { Place } from "../places";
import { type SurveyedBucket, survey } from "../survey";
import { Discovery } from "./discovery";
import { changesOf } from "./failures";
import type { Known } from "./known";
import { Reader } from "./reader";
import type { Wanted } from "./wanted";

export interface ExporterOptions {
  /** Finds out what to watch. */
  find(): Promise<Wanted>;
  /** The service of a region. */
  at(region: string): OssService;
  clock: Clock;
  /** In ms, of a clock that nobody sets: ages are by it. */
  steady(): number;
  /** A bucket whose last reading began less than so many ms ago is not read again. */
  maxAgeMs: number;
  /** Told what people should know, a sentence or more. */
  log(text: string): void;
  /** Told why it could not be found out what to watch. */
  logFailure(error: unknown): void;
}

/** What the exporter knows, and how it comes to know more: only by reading, and only when it is asked. */
export class Exporter {
  private readonly discovery: Discovery;
  private readonly reader: Reader;

  constructor(private readonly options: ExporterOptions) {
    const { find, steady: now, maxAgeMs, log, logFailure } = options;
    this.discovery = new Discovery({
      find,
      now,
      onTry: (failure, before) => {
        if (failure !== undefined && before === undefined) logFailure(failure);
        if (failure === undefined && before !== undefined) log("What to watch could be found out again.");
      },
    });
    this.reader = new Reader({
      read: (place) => this.read(place),
      now,
      maxAgeMs,
      onReading: (reading, before) => changesOf(reading, before).forEach(log),
    });
  }

  /** Finds out what to watch, where that is due, and answers why it cannot. Never rejects. */
  async discover(): Promise<unknown> {
    await this.discovery.refresh();
    this.reader.watch(this.discovery.wanted);
    return this.discovery.failure;
  }

  known(): Known {
    const { wanted, succeeded } = this.discovery;
    return { buckets: this.reader.known(), state: wanted.state, discovered: succeeded };
  }

  /** Reads what is due. After `withinMs` it answers with what is known then; the reading goes on, for the next time. */
  async knownWithin(withinMs: number): Promise<Known> {
    await Promise.race([this.refresh(), this.options.clock.sleep(withinMs)]);
    return this.known();
  }

  /** Reads what is due: the buckets that are known at once, new ones when they have been found. Never rejects. */
  async refresh(): Promise<void> {
    await Promise.all([this.reader.refresh(), this.discover().then(() => this.reader.refresh())]);
  }

  private async read(place: Place): Promise<SurveyedBucket> {
    const { at, clock } = this.options;
    try {
      const { buckets } = await survey([place], { at, clock, progress: true });
      return buckets[0] as SurveyedBucket;
    } catch (error) {
      return { ...place, exists: true, rules: [], failure: unexpected(place, error) };
    }
  }
}

/** A mistake of ours in reading one bucket leaves the others readable. */
function unexpected({ bucket }: Place, error: unknown): OssError {
  const serviceMessage = `this should not happen, please report it: ${error instanceof Error ? error.message : String(error)}`;
  return new OssError({ operation: "GetBucketReplication", bucket, code: "Unexpected", serviceMessage });
}
