import { type BulkheadPolicy, bulkhead } from "cockatiel";
import type { OssReplication } from "./model";

/** How long reads are shared. */
export interface ShareOptions {
  /** Default `Date.now`. */
  now?: () => number;
  /** How long a read is shared after it came, in ms. Default 1,000. */
  keepMs?: number;
}

interface Read {
  answer: Promise<unknown>;
  /** When the answer came; undefined while in flight. */
  came?: number;
}

/**
 * The same service with fewer calls. A read of one kind and bucket is shared while in flight and for `keepMs` after; one
 * that failed is not kept. A write to a bucket drops its reads, at its start and at its end; writes to one bucket go one
 * after the other, buckets in parallel. Each caller gets a copy of its own.
 */
export function shareReads(service: OssReplication, options: ShareOptions = {}): OssReplication {
  const { read, write } = buckets(options.now ?? Date.now, options.keepMs ?? 1000);
  return {
    getBucketReplication: (bucket) => read(bucket, "rules", () => service.getBucketReplication(bucket)),
    getBucketReplicationLocation: (bucket) =>
      read(bucket, "locations", () => service.getBucketReplicationLocation(bucket)),
    getBucketReplicationProgress: (bucket, ruleId) =>
      read(bucket, `progress ${ruleId}`, () => service.getBucketReplicationProgress(bucket, ruleId)),
    getBucketInfo: (bucket) => read(bucket, "info", () => service.getBucketInfo(bucket)),
    putBucketReplication: (bucket, rule) => write(bucket, () => service.putBucketReplication(bucket, rule)),
    deleteBucketReplication: (bucket, ruleId) =>
      write(bucket, () => service.deleteBucketReplication(bucket, ruleId)),
    putBucketRtc: (bucket, ruleId, status) =>
      write(bucket, () => service.putBucketRtc(bucket, ruleId, status)),
  };
}

function buckets(now: () => number, keepMs: number) {
  const reads = new Map<string, Map<string, Read>>();
  const queues = new Map<string, BulkheadPolicy>();

  async function read<T>(bucket: string, kind: string, get: () => Promise<T>): Promise<T> {
    const known = entry(reads, bucket, () => new Map<string, Read>());
    const current = known.get(kind);
    const shared =
      current && (current.came === undefined || now() - current.came < keepMs)
        ? current
        : start(known, kind, get);
    return structuredClone((await shared.answer) as T);
  }

  function start<T>(known: Map<string, Read>, kind: string, get: () => Promise<T>): Read {
    const read: Read = { answer: get() };
    known.set(kind, read);
    read.answer.then(
      () => {
        read.came = now();
      },
      () => known.delete(kind),
    );
    return read;
  }

  async function write<T>(bucket: string, put: () => Promise<T>): Promise<T> {
    const queue = entry(queues, bucket, () => bulkhead(1, Number.POSITIVE_INFINITY));
    return queue.execute(async () => {
      reads.delete(bucket);
      try {
        return await put();
      } finally {
        reads.delete(bucket);
      }
    });
  }

  return { read, write };
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
