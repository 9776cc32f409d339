import { refusal } from "../errors";
import { empty, xml } from "../http/reply";
import { toLocation } from "../locations";
import type { Bucket } from "../model";
import { isBucketName } from "../store";
import { optional } from "../xml/shape";
import { element, maybe, type XmlOut } from "../xml/write";
import { type BucketOperation, type Operation, readBody } from "./context";

/** Makes the bucket in the region the request is signed for; a bucket of the caller's that is there stays as it is. */
export const putBucket: Operation = ({ store, locations, bucketName, region, callerId, body, now }) => {
  const location = toLocation(region);
  const settings = { StorageClass: optional(), DataRedundancyType: optional() };
  if (body.length > 0) readBody(body, "CreateBucketConfiguration", settings, "malformedXml");
  if (!isBucketName(bucketName)) throw refusal("invalidBucketName", { BucketName: bucketName });
  if (!locations.has(location)) throw refusal("signingRegion");
  const present = store.buckets.get(bucketName);
  if (present && (present.accountId !== callerId || present.location !== location))
    throw refusal("bucketExists", { BucketName: bucketName });
  if (!present) store.addBucket(newBucket(bucketName, location, callerId, now));
  return empty(200, { Location: `/${bucketName}` });
};

export function newBucket(name: string, location: string, accountId: string, createdAt: number): Bucket {
  return {
    name,
    location,
    accountId,
    createdAt,
    accelerated: false,
    stat: { storage: 0, objectCount: 0 },
    rules: [],
  };
}

/** Objects stand in the way; rules do not, neither on the source nor on the target. */
export const deleteBucket: BucketOperation = ({ store }, bucket) => {
  if (bucket.stat.objectCount > 0) throw refusal("bucketNotEmpty", { BucketName: bucket.name });
  store.deleteBucket(bucket);
  return empty(204);
};

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketinfo */
export const getBucketInfo: BucketOperation = ({ store, now }, bucket) => {
  const crossRegion = [...store.rulesOf(bucket, now), ...store.rulesTo(bucket.name, now)].length > 0;
  const info = element("Bucket", [
    ...common(bucket),
    element("AccessMonitor", "Disabled"),
    element("TransferAcceleration", bucket.accelerated ? "Enabled" : "Disabled"),
    element("CrossRegionReplication", crossRegion ? "Enabled" : "Disabled"),
    element("DataRedundancyType", "LRS"),
    owner(bucket.accountId),
    element("AccessControlList", [element("Grant", "private")]),
    maybe("Versioning", bucket.versioning),
    element("ServerSideEncryptionRule", [element("SSEAlgorithm", "None")]),
  ]);
  return xml(element("BucketInfo", [info]));
};

/** What ListBuckets and GetBucketInfo both tell of a bucket. */
export function common(bucket: Bucket): XmlOut[] {
  return [
    element("CreationDate", new Date(bucket.createdAt).toISOString()),
    element("ExtranetEndpoint", `${bucket.location}.aliyuncs.com`),
    element("IntranetEndpoint", `${bucket.location}-internal.aliyuncs.com`),
    element("Location", bucket.location),
    element("Name", bucket.name),
    element("StorageClass", "Standard"),
  ];
}

export function owner(accountId: string): XmlOut {
  return element("Owner", [element("ID", accountId), element("DisplayName", accountId)]);
}
