import { type BulkheadPolicy, bulkhead } from "cockatiel";
import { amendedByDelete, amendedByPut, amendedByRtc } from "./amend";
import { frozen } from "./frozen";
import type { OssReplication, OssService, Rule } from "./model";

/** How long reads are shared. */
export interface ShareOptions {
  /** In ms. Default `performance.now`, which goes on whatever the machine's clock is set to. */
  now?: () => number;
  /** How long a read is shared after it came, in ms. Default 1,000. */
  keepMs?: number;
}

interface Read<T> {
  answer: Promise<T>;
  /** When the answer came; undefined while in flight. */
  came?: number;
}

/**
 * The same service with fewer calls. A read of one kind and bucket is shared while in flight and for `keepMs` after; one
 * that failed is not kept. Writes to one bucket go one after the other, buckets in parallel, and a fresh read of its rules
 * takes its turn among them. A write drops the bucket's reads, but a list of rules that was there before it is kept, as
 * OSS's answer has changed it. All callers get the same answer, which nobody can change.
 */
export function shareReads(service: OssService, options?: ShareOptions): OssService;
export function shareReads(service: OssReplication, options?: ShareOptions): OssReplication;
export function shareReads(
  service: OssReplication & Partial<OssService>,
  options: ShareOptions = {},
): OssReplication & Partial<OssService> {
  const buckets = new Map<string, SharedBucket>();
  const at = (name: string): SharedBucket => {
    const found =
      buckets.get(name) ?? new SharedBucket(options.now ?? (() => performance.now()), options.keepMs ?? 1000);
    buckets.set(name, found);
    return found;
  };
  const rules = (bucket: string) => () => service.getBucketReplication(bucket);
  return {
    getBucketReplication: (bucket, freshness = "kept") =>
      freshness === "kept" ? at(bucket).read("rules", rules(bucket)) : at(bucket).fresh(rules(bucket)),
    getBucketReplicationLocation: (bucket) =>
      at(bucket).read("locations", () => service.getBucketReplicationLocation(bucket)),
    getBucketReplicationProgress: (bucket, ruleId) =>
      at(bucket).read(`progress ${ruleId}`, () => service.getBucketReplicationProgress(bucket, ruleId)),
    getBucketInfo: (bucket) => at(bucket).read("info", () => service.getBucketInfo(bucket)),
    listBuckets: service.listBuckets?.bind(service),
    getBucketStat: service.getBucketStat?.bind(service),
    putBucketReplication: (bucket, rule, options) =>
      at(bucket).write(
        () => service.putBucketReplication(bucket, rule, options),
        (rules, { ruleId }) => amendedByPut(rules, rule, ruleId),
      ),
    deleteBucketReplication: (bucket, ruleId) =>
      at(bucket).write(
        () => service.deleteBucketReplication(bucket, ruleId),
        (rules) => amendedByDelete(rules, ruleId),
      ),
    putBucketRtc: (bucket, ruleId, status) =>
      at(bucket).write(
        () => service.putBucketRtc(bucket, ruleId, status),
        (rules) => amendedByRtc(rules, ruleId, status),
      ),
  };
}

type Rules = readonly Rule[];

/** What is known about one bucket, and the line of those who write to it. */
class SharedBucket {
  private readonly reads = new Map<string, Read<unknown>>();
  private readonly turns: BulkheadPolicy = bulkhead(1, Number.POSITIVE_INFINITY);
  private looking?: Promise<Rules>;

  constructor(
    private readonly now: () => number,
    private readonly keepMs: number,
  ) {}

  read<T>(kind: string, get: () => Promise<T>): Promise<T> {
    const known = this.reads.get(kind) as Read<T> | undefined;
    const isShared = known && (known.came === undefined || this.now() - known.came < this.keepMs);
    return isShared ? known.answer : this.start(kind, get);
  }

  /** A look that waits for its turn, or is under way, serves all who ask meanwhile: no write is made beside it. */
  fresh(get: () => Promise<Rules>): Promise<Rules> {
    this.looking ??= this.turns
      .execute(() => this.start("rules", get))
      .finally(() => {
        this.looking = undefined;
      });
    return this.looking;
  }

  write<T>(put: () => Promise<T>, amended: (rules: Rules, answer: T) => Rules | undefined): Promise<T> {
    return this.turns.execute(async () => {
      const before = this.reads.get("rules") as Read<Rules> | undefined;
      const came = before?.came;
      this.reads.clear();
      try {
        const answer = await put();
        const rules = before && came !== undefined ? amended(await before.answer, answer) : undefined;
        this.reads.clear();
        if (rules) this.reads.set("rules", { answer: Promise.resolve(frozen(rules)), came });
        return answer;
      } catch (error) {
        this.reads.clear();
        throw error;
      }
    });
  }

  private start<T>(kind: string, get: () => Promise<T>): Promise<T> {
    const read: Read<T> = { answer: get().then(frozen) };
    this.reads.set(kind, read);
    read.answer.then(
      () => {
        read.came = this.now();
      },
      () => {
        if (this.reads.get(kind) === read) this.reads.delete(kind);
      },
    );
    return read.answer;
  }
}
