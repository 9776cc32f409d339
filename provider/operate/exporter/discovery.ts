import type { Wanted } from "./wanted";

/** How often the account is asked for its buckets, and the state is read again. */
const EVERY_MS = 5 * 60_000;

export interface DiscoveryOptions {
  find(): Promise<Wanted>;
  /** In ms, of a clock that nobody sets. */
  now(): number;
  /** Told after each try, with the failure of the one before it. */
  onTry(failure: unknown, before: unknown): void;
}

/** Finds out what to watch, now and then. Where that fails, what was found before stays. */
export class Discovery {
  wanted: Wanted = { places: [] };
  /** Why the last try failed; undefined where it did not. */
  failure?: unknown;
  succeeded = false;
  private began = Number.NEGATIVE_INFINITY;
  private underway?: Promise<void>;

  constructor(private readonly options: DiscoveryOptions) {}

  /** Settles when the try that is due, or under way, has ended; at once where none is. */
  async refresh(): Promise<void> {
    const { now } = this.options;
    if (this.underway === undefined && now() - this.began >= EVERY_MS) {
      this.began = now();
      this.underway = this.try().finally(() => {
        this.underway = undefined;
      });
    }
    await this.underway;
  }

  private async try(): Promise<void> {
    const before = this.failure;
    try {
      this.wanted = await this.options.find();
      this.failure = undefined;
    } catch (error) {
      this.failure = error;
    }
    this.succeeded = this.failure === undefined;
    this.options.onTry(this.failure, before);
  }
}
