import type { BucketInfo, OssError, OssReplication, ReplicationLocations, Rule } from "../oss";
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
export function isWrongAnyway(error: unknown): error is OssError {
  return isCode(error, "SignatureDoesNotMatch", "InvalidAccessKeyId", "NoSuchBucket");
}

/**
 * Read-only questions for the check in the preview, each asked once per bucket and command. What cannot be asked
 * stays unknown, with one warning per bucket.
 */
export class Facts {
  private readonly answers = new Map<string, Promise<unknown>>();
  private readonly warned = new Set<string>();
  private readonly budget: Budget;

  constructor(private readonly options: FactsOptions) {
    this.budget = new Budget(options.clock, options.budget ?? 5_000);
  }

  async source(service: OssReplication, bucket: string): Promise<SourceFacts> {
    const [info, rules, locations] = await this.within(bucket, [
      ["info", () => service.getBucketInfo(bucket)],
      ["rules", () => service.getBucketReplication(bucket)],
      ["locations", () => service.getBucketReplicationLocation(bucket)],
    ]);
    return { info, rules, locations } as SourceFacts;
  }

  async target(service: OssReplication, bucket: string): Promise<TargetFacts> {
    const [info] = await this.within(bucket, [["info", () => service.getBucketInfo(bucket)]]);
    return { info } as TargetFacts;
  }

  /** Rules of the bucket are about to change, or have changed. */
  forget(bucket: string): void {
    this.answers.delete(`rules of ${bucket}`);
  }

  /** Says, once per bucket, that something about it is not known. */
  leaveUnknown(bucket: string, reason: string): void {
    if (this.warned.has(bucket)) return;
    this.warned.add(bucket);
    this.options.warn(`Not everything about bucket ${bucket} could be checked beforehand: ${reason}`);
  }

  private async within(bucket: string, questions: Question[]): Promise<unknown[]> {
    const left = this.budget.left();
    if (left <= 0) {
      this.leaveUnknown(bucket, "the time that the checks of one command may take is used up.");
      return [];
    }
    const done = this.budget.spend();
    const tooLate = this.options.clock.sleep(left).then(() => TOO_LATE);
    const asked = questions.map((question) => Promise.race([this.ask(bucket, question), tooLate]));
    const outcomes = await Promise.allSettled(asked);
    done();
    return outcomes.map((outcome) => this.valueOf(bucket, outcome));
  }

  /** A failed question is not kept: the bucket may be made by the same command. */
  private ask(bucket: string, [what, question]: Question): Promise<unknown> {
    const key = `${what} of ${bucket}`;
    const answer = this.answers.get(key) ?? question();
    this.answers.set(key, answer);
    answer.catch(() => this.answers.delete(key));
    return answer;
  }

  private valueOf(bucket: string, outcome: PromiseSettledResult<unknown>): unknown {
    if (outcome.status === "fulfilled" && outcome.value !== TOO_LATE) return outcome.value;
    if (outcome.status === "fulfilled") this.leaveUnknown(bucket, "OSS did not answer in time.");
    else if (isWrongAnyway(outcome.reason) || !isTold(outcome.reason)) throw outcome.reason;
    else this.leaveUnknown(bucket, outcome.reason.message);
    return undefined;
  }
}

type Question = [what: string, ask: () => Promise<unknown>];

const TOO_LATE = Symbol("too late");

/** Time that is spent once however many wait in it. */
class Budget {
  private spent = 0;
  private waiting = 0;
  private since = 0;

  constructor(
    private readonly clock: Clock,
    private readonly milliseconds: number,
  ) {}

  left(): number {
    const now = this.waiting > 0 ? this.clock.now() - this.since : 0;
    return this.milliseconds - this.spent - now;
  }

  /** Begins to wait; the answer ends it. */
  spend(): () => void {
    if (this.waiting++ === 0) this.since = this.clock.now();
    return () => {
      if (--this.waiting === 0) this.spent += this.clock.now() - this.since;
    };
  }
}
