import type { Query } from "../http/request";
import type { Target } from "../http/target";
import { deleteBucket, getBucketInfo, putBucket } from "./buckets";
import type { BucketOperation, Operation } from "./context";
import { deleteBucketReplication } from "./deleteBucketReplication";
import { getBucketReplication } from "./getBucketReplication";
import { getBucketReplicationLocation } from "./getBucketReplicationLocation";
import { getBucketReplicationProgress } from "./getBucketReplicationProgress";
import { getBucketStat } from "./getBucketStat";
import { listBuckets } from "./listBuckets";
import { putBucketReplication } from "./putBucketReplication";
import { putBucketRtc } from "./putBucketRtc";
import { getBucketVersioning, putBucketVersioning } from "./versioning";

/** An operation under its name in the OSS documents. */
export type Route =
  | { name: string; on: "service" | "name"; run: Operation }
  | { name: string; on: "bucket"; needsBody: boolean; run: BucketOperation };

const bucketRoutes: Record<string, Route> = Object.fromEntries(
  (
    [
      ["POST replication&comp=add", "PutBucketReplication", putBucketReplication],
      ["POST replication&comp=delete", "DeleteBucketReplication", deleteBucketReplication],
      ["GET replication", "GetBucketReplication", getBucketReplication],
      ["GET replicationLocation", "GetBucketReplicationLocation", getBucketReplicationLocation],
      ["GET replicationProgress", "GetBucketReplicationProgress", getBucketReplicationProgress],
      ["PUT rtc", "PutBucketRTC", putBucketRtc],
      ["PUT versioning", "PutBucketVersioning", putBucketVersioning],
      ["GET versioning", "GetBucketVersioning", getBucketVersioning],
      ["GET bucketInfo", "GetBucketInfo", getBucketInfo],
      ["GET stat", "GetBucketStat", getBucketStat],
      ["DELETE ", "DeleteBucket", deleteBucket],
    ] satisfies [string, string, BucketOperation][]
  ).map(([call, name, run]) => [call, { name, on: "bucket", needsBody: !/^(GET|DELETE)/.test(call), run }]),
);

const putBucketRoute: Route = { name: "PutBucket", on: "name", run: putBucket };
const listBucketsRoute: Route = { name: "ListBuckets", on: "service", run: listBuckets };

const subresources = [
  "replication",
  "replicationLocation",
  "replicationProgress",
  "rtc",
  "versioning",
  "bucketInfo",
  "stat",
];

/** Any other parameter makes it another call, or asks for tags, which the emulator does not have. */
const listParameters = ["prefix", "marker", "max-keys"];

/** Finds what a request asks for; `undefined` for everything the emulator does not play. */
export function route(method: string, target: Target, query: Query): Route | undefined {
  const names = query.map(([name]) => name);
  if (target.bucket === "") return listsBuckets(method, names) ? listBucketsRoute : undefined;
  if (target.key !== "") return undefined;
  if (method === "PUT" && names.length === 0) return putBucketRoute;
  const asked = subresources.filter((name) => names.includes(name));
  if (asked.length === 0 && names.length > 0) return undefined;
  const comp = query.find(([name]) => name === "comp")?.[1];
  return bucketRoutes[`${method} ${asked.join("&")}${comp === undefined ? "" : `&comp=${comp}`}`];
}

function listsBuckets(method: string, names: string[]): boolean {
  return method === "GET" && names.every((name) => listParameters.includes(name));
}
