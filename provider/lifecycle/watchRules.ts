import {
  BETWEEN_QUESTIONS,
  type Clock,
  isPassing,
  type OssError,
  type OssReplication,
  pauseMs,
  type Rule,
} from "../oss";
import type { Waiting } from "./wait";

/** What a look at a bucket's rules has shown. Throws the failure that the look met. */
export type Look = () => readonly Rule[];

/** What a wait has seen when its time is over. */
export interface Seen {
  /** How often it looked. */
  asked: number;
  /** The passing failure that the last look met. */
  failure?: OssError;
  /** The user has stopped the command, before the time was over. */
  isStopped: boolean;
}

/** A wait for something of one bucket's rules. */
export interface RuleWait<T> {
  /** `undefined` as long as it is to be waited for. */
  probe(look: Look): T | undefined;
  /** How the wait ends after the deadline. */
  onTimeout(seen: Seen): Error;
  /**
   * Whether a failure that passes by itself (throttling, a 5xx, a lost connection) is waited for until the deadline.
   * Default: it is.
   */
  isPatient?(): boolean;
}

/**
 * Looks at the rules of a bucket until the wait has its answer, with growing pauses, the last time at the deadline. All
 * who wait for something of the bucket share the looks.
 */
export function watchRules<T>(
  { service, bucket }: { service: OssReplication; bucket: string },
  waiting: Waiting,
  wait: RuleWait<T>,
): Promise<T> {
  return watchOf(service, bucket, waiting).until(wait, waiting);
}

const watches = new WeakMap<OssReplication, Map<string, BucketWatch>>();

function watchOf(service: OssReplication, bucket: string, { clock, random }: Waiting): BucketWatch {
  const known = watches.get(service) ?? new Map<string, BucketWatch>();
  const look = () => service.getBucketReplication(bucket, "fresh");
  const watch = known.get(bucket) ?? new BucketWatch(look, clock, random);
  watches.set(service, known.set(bucket, watch));
  return watch;
}

/** The one reader of a bucket's rules. Whoever comes new has a look at once, and the pauses begin anew. */
class BucketWatch {
  private readonly waiters = new Set<Waiter<unknown>>();
  private isLooking = false;
  private pauses = 0;
  private wake: () => void = () => {};

  constructor(
    private readonly look: () => Promise<readonly Rule[]>,
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {}

  until<T>(wait: RuleWait<T>, waiting: Waiting): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiters.add(new Waiter(wait, { resolve, reject }, this.clock, waiting) as Waiter<unknown>);
      this.pauses = 0;
      this.wake();
      if (!this.isLooking) void this.watch();
    });
  }

  private async watch(): Promise<void> {
    this.isLooking = true;
    while (this.waiters.size > 0) {
      const notBeforeMs = await this.lookOnce();
      if (this.waiters.size > 0) await this.pause(notBeforeMs);
    }
    this.isLooking = false;
  }

  /** All who wait by now see it. The result is for how long the service asks not to be asked again. */
  private async lookOnce(): Promise<number> {
    const [seen] = await Promise.allSettled([this.look()]);
    const look = () => {
      if (seen.status === "rejected") throw seen.reason;
      return seen.value;
    };
    for (const waiter of [...this.waiters]) if (waiter.hasEnded(look)) this.waiters.delete(waiter);
    return seen.status === "rejected" && isPassing(seen.reason) ? (seen.reason.retryAfterMs ?? 0) : 0;
  }

  /** Whoever comes new ends it, but not before the time that the service asks for, or the deadline of one who waits. */
  private async pause(notBeforeMs: number): Promise<void> {
    const wantedMs = Math.max(pauseMs(BETWEEN_QUESTIONS, ++this.pauses, this.random()), notBeforeMs);
    const until = this.clock.now() + wantedMs;
    while (await this.isWoken(Math.min(wantedMs, Math.max(0, until - this.clock.now())))) {
      if (notBeforeMs === 0) return;
    }
  }

  private async isWoken(ms: number): Promise<boolean> {
    const present = [...this.waiters];
    const restMs = Math.min(ms, ...present.map((waiter) => waiter.leftMs()));
    const woken = new Promise<boolean>((resolve) => {
      this.wake = () => resolve(true);
    });
    const isWoken = await Promise.race([this.clock.sleep(restMs).then(() => false), woken]);
    if (!isWoken) for (const waiter of present) waiter.pausedMs += restMs;
    return isWoken;
  }
}

class Waiter<T> {
  /** The clock may be set back meanwhile, so that the pauses count, too. */
  pausedMs = 0;
  private readonly start: number;
  private asked = 0;

  constructor(
    private readonly wait: RuleWait<T>,
    private readonly end: { resolve: (answer: T) => void; reject: (error: unknown) => void },
    private readonly clock: Clock,
    private readonly waiting: Waiting,
  ) {
    this.start = clock.now();
  }

  leftMs(): number {
    const { start, waiting, pausedMs, clock } = this;
    return Math.max(0, waiting.deadline - start - Math.max(clock.now() - start, pausedMs));
  }

  hasEnded(look: Look): boolean {
    this.asked++;
    try {
      const { answer, failure } = this.outcomeOf(look);
      const isStopped = this.clock.isStopped?.() ?? false;
      if (answer === undefined && this.leftMs() > 0 && !isStopped) {
        if (this.asked === 1) this.waiting.onWait?.();
        return false;
      }
      if (answer === undefined) throw this.wait.onTimeout({ asked: this.asked, failure, isStopped });
      if (this.asked > 1) this.waiting.onEnd?.();
      this.end.resolve(answer);
    } catch (error) {
      this.end.reject(error);
    }
    return true;
  }

  private outcomeOf(look: Look): { answer?: T; failure?: OssError } {
    const { probe, isPatient = () => true } = this.wait;
    try {
      return { answer: probe(look) };
    } catch (failure) {
      if (!isPassing(failure) || !isPatient()) throw failure;
      return { failure };
    }
  }
}
