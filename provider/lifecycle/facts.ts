import type { BucketInfo, OssReplication, ReplicationLocations, Rule } from "../oss";
import type { Clock } from "./clock";
import { isCode, isTold } from "./errors";

/** What OSS says of a source bucket; a part that could not be asked is missing. */
export interface SourceFacts {
  info?: BucketInfo;
  rules?: Rule[];
  locations?: ReplicationLocations;
}

export interface TargetFacts {
  info?: BucketInfo;
}

export interface FactsOptions {
  clock: Clock;
  /** Tells the user something that is no failure. */
  warn(text: string): void;
  /** Milliseconds that all checks of one command may wait for OSS together. Default 5,000. */
  budget?: number;
}

/** Wrong whatever comes later, so they fail at once; anything else is told again, better, when it is applied. */
const AT_ONCE = ["SignatureDoesNotMatch", "InvalidAccessKeyId", "NoSuchBucket"];

/**
 * Read-only questions for the check in the preview, each asked once per bucket and command. What cannot be asked
 * stays unknown, with one warning per bucket.
 */
export class Facts {
  private readonly answers = new Map<string, Promise<unknown>>();
  private readonly warned = new Set<string>();
  private left: number;

  constructor(private readonly options: FactsOptions) {
    this.left = options.budget ?? 5_000;
  }

  async source(service: OssReplication, bucket: string): Promise<SourceFacts> {
    const [info, rules, locations] = await this.within(bucket, [
      this.ask(bucket, "info", () => service.getBucketInfo(bucket)),
      this.ask(bucket, "rules", () => service.getBucketReplication(bucket)),
      this.ask(bucket, "locations", () => service.getBucketReplicationLocation(bucket)),
    ]);
    return { info, rules, locations } as SourceFacts;
  }

  async target(service: OssReplication, bucket: string): Promise<TargetFacts> {
    const [info] = await this.within(bucket, [this.ask(bucket, "info", () => service.getBucketInfo(bucket))]);
    return { info } as TargetFacts;
  }

  /** Rules of the bucket are about to change, or have changed. */
  forget(bucket: string): void {
    this.answers.delete(`rules of ${bucket}`);
  }

  /** A failed question is not kept: the bucket may be made by the same command. */
  private ask<T>(bucket: string, what: string, question: () => Promise<T>): Promise<T> {
    const key = `${what} of ${bucket}`;
    const known = this.answers.get(key) as Promise<T> | undefined;
    if (known) return known;
    const answer = question();
    this.answers.set(key, answer);
    answer.catch(() => this.answers.delete(key));
    return answer;
  }

  private async within(bucket: string, questions: Promise<unknown>[]): Promise<unknown[]> {
    const { clock } = this.options;
    const started = clock.now();
    const outcomes = Promise.allSettled(questions);
    const tooLate = clock.sleep(Math.max(0, this.left)).then(() => undefined);
    const settled = await Promise.race([outcomes, tooLate]);
    this.left -= clock.now() - started;
    if (settled === undefined) {
      this.warn(bucket, "OSS did not answer in time");
      return [];
    }
    return settled.map((outcome) => this.valueOf(bucket, outcome));
  }

  private valueOf(bucket: string, outcome: PromiseSettledResult<unknown>): unknown {
    if (outcome.status === "fulfilled") return outcome.value;
    if (isCode(outcome.reason, ...AT_ONCE) || !isTold(outcome.reason)) throw outcome.reason;
    this.warn(bucket, outcome.reason.message);
    return undefined;
  }

  private warn(bucket: string, reason: string): void {
    if (this.warned.has(bucket)) return;
    this.warned.add(bucket);
    this.options.warn(`Not everything about bucket ${bucket} could be checked beforehand: ${reason}`);
  }
}
