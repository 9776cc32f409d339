import { OssError, type OssService } from "../../oss";

/** What came of one call, with its repetitions. */
export interface CallMade {
  /** As OSS names it. */
  operation: string;
  /** `success`, else the error code. */
  result: string;
  seconds: number;
}

/** As OSS names what the service's methods do. */
const OPERATIONS = {
  listBuckets: "ListBuckets",
  getBucketStat: "GetBucketStat",
  getBucketInfo: "GetBucketInfo",
  getBucketReplication: "GetBucketReplication",
  getBucketReplicationLocation: "GetBucketReplicationLocation",
  getBucketReplicationProgress: "GetBucketReplicationProgress",
  putBucketReplication: "PutBucketReplication",
  deleteBucketReplication: "DeleteBucketReplication",
  putBucketRtc: "PutBucketRTC",
} as const satisfies Record<keyof OssService, string>;

type Call = (...args: unknown[]) => Promise<unknown>;

/** The same service, which tells of each call when it has ended. `now` is in milliseconds. */
export function counted(service: OssService, tell: (call: CallMade) => void, now: () => number): OssService {
  const methods = Object.entries(OPERATIONS).map(([method, operation]) => {
    const call: Call = async (...args) => {
      const began = now();
      const ended = (result: string) =>
        tell({ operation, result, seconds: Math.max(0, now() - began) / 1000 });
      try {
        const answer = await (service[method as keyof OssService] as Call).apply(service, args);
        ended("success");
        return answer;
      } catch (error) {
        ended(resultOf(error));
        throw error;
      }
    };
    return [method, call];
  });
  return Object.fromEntries(methods);
}

/** An error code of OSS or of ours; whatever else an answer calls its code has one name together. */
function resultOf(error: unknown): string {
  return error instanceof OssError && /^[A-Z][A-Za-z]{0,63}$/.test(error.code) ? error.code : "other";
}
