import type { Query } from "./signature";

/** One call of OSS, without its bucket and body. */
export interface Operation {
  /** As OSS names it. */
  name: string;
  method: "GET" | "POST" | "PUT";
  query: Query;
  /** It asks about the account, not about a bucket. */
  ofAccount?: true;
}

const replication = undefined;

/** The calls of this client, as https://www.alibabacloud.com/help/en/oss/developer-reference/ lists them. */
export const operations = {
  putReplication: { name: "PutBucketReplication", method: "POST", query: { comp: "add", replication } },
  getReplication: { name: "GetBucketReplication", method: "GET", query: { replication } },
  deleteReplication: {
    name: "DeleteBucketReplication",
    method: "POST",
    query: { comp: "delete", replication },
  },
  getLocations: {
    name: "GetBucketReplicationLocation",
    method: "GET",
    query: { replicationLocation: undefined },
  },
  putRtc: { name: "PutBucketRTC", method: "PUT", query: { rtc: undefined } },
  getBucketInfo: { name: "GetBucketInfo", method: "GET", query: { bucketInfo: undefined } },
  getBucketStat: { name: "GetBucketStat", method: "GET", query: { stat: undefined } },
} satisfies Record<string, Operation>;

/** GetBucketReplicationProgress of one rule. */
export function getProgress(ruleId: string): Operation {
  return {
    name: "GetBucketReplicationProgress",
    method: "GET",
    query: { replicationProgress: undefined, "rule-id": ruleId },
  };
}

/** A page of ListBuckets, which older pages call GetService: after the bucket `marker`, the longest that OSS allows. */
export function listBuckets(prefix: string, marker: string): Operation {
  return {
    name: "ListBuckets",
    method: "GET",
    query: { ...(prefix && { prefix }), ...(marker && { marker }), "max-keys": "1000" },
    ofAccount: true,
  };
}
