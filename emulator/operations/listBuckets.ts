import { refusal } from "../errors";
import { xml } from "../http/reply";
import { type Query, valuesOf } from "../http/request";
import { toLocation, toRegion } from "../locations";
import type { Bucket } from "../model";
import { element, type XmlOut } from "../xml/write";
import { common, owner } from "./buckets";
import type { Operation } from "./context";

const defaultMaxKeys = 100;
const greatestMaxKeys = 1000;

/**
 * The caller's buckets of all regions, in alphabetical order. What is said about the page itself is left out of the last
 * one: https://help.aliyun.com/zh/oss/developer-reference/listbuckets
 */
export const listBuckets: Operation = ({ store, locations, region, callerId, query }) => {
  const location = toLocation(region);
  if (!locations.has(location) || toRegion(location) !== region) throw refusal("signingRegion");
  const maxKeys = readMaxKeys(query);
  const prefix = valuesOf(query, "prefix")[0] ?? "";
  const marker = valuesOf(query, "marker")[0] ?? "";
  const buckets = [...store.buckets.values()]
    .filter(({ accountId, name }) => accountId === callerId && name.startsWith(prefix) && name > marker)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const page = buckets.slice(0, maxKeys);
  const more = buckets.length > page.length ? pageElements(prefix, marker, maxKeys, page) : [];
  const listed = element("Buckets", page.map(bucketElement));
  return xml(element("ListAllMyBucketsResult", [...more, owner(callerId), listed]));
};

function readMaxKeys(query: Query): number {
  const [text] = valuesOf(query, "max-keys");
  if (text === undefined) return defaultMaxKeys;
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= greatestMaxKeys) return count;
  throw refusal("maxKeys", { ArgumentName: "max-keys", ArgumentValue: text });
}

function pageElements(prefix: string, marker: string, maxKeys: number, page: Bucket[]): XmlOut[] {
  return [
    element("Prefix", prefix),
    element("Marker", marker),
    element("MaxKeys", String(maxKeys)),
    element("IsTruncated", "true"),
    element("NextMarker", page.at(-1)?.name ?? ""),
  ];
}

function bucketElement(bucket: Bucket): XmlOut {
  return element("Bucket", [...common(bucket), element("Region", toRegion(bucket.location))]);
}
