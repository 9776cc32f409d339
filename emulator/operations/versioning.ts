import { refusal } from "../errors";
import { empty, xml } from "../http/reply";
import { one, textOf } from "../xml/shape";
import { element, maybe } from "../xml/write";
import { type BucketOperation, readBody } from "./context";

/** The versioning state of a bucket that replicates cannot change; setting it to what it is changes nothing. */
export const putBucketVersioning: BucketOperation = ({ body, store, now }, bucket) => {
  const root = readBody(body, "VersioningConfiguration", { Status: one() }, "malformedXml");
  const status = textOf(root, "Status");
  if (status !== "Enabled" && status !== "Suspended") throw refusal("versioningStatus");
  if (status !== bucket.versioning && store.isReplicating(bucket, now)) throw refusal("versioningFrozen");
  store.changeBucket(bucket, { versioning: status });
  return empty();
};

export const getBucketVersioning: BucketOperation = (_context, bucket) =>
  xml(element("VersioningConfiguration", [maybe("Status", bucket.versioning)]));
