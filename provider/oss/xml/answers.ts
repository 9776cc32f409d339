import { readDefinition } from "../definition";
import { regionOf } from "../location";
import type {
  BucketInAccount,
  BucketInfo,
  BucketStat,
  ReplicationLocations,
  Rule,
  RuleProgress,
  RuleStatus,
} from "../model";
import { word } from "../rule";
import { elements, parseXml, text, texts, XmlError, type XmlNode } from "./tree";

/* Bodies of answers. What OSS adds is ignored; what it must send and does not is an `XmlError`. */

/** Answer of GetBucketReplication. */
export function parseRules(xml: string): Rule[] {
  return elements(parseXml(xml, "ReplicationConfiguration"), "Rule").map(rule);
}

function rule(node: XmlNode): Rule {
  return { ...statusOf(node), ...readDefinition(node), rtcStatus: word(node, "RTC", "Status") };
}

function statusOf(node: XmlNode) {
  return {
    id: required(text(node, "ID"), "ID"),
    status: required(word(node, "Status"), "Status") as RuleStatus,
  };
}

/** Answer of GetBucketReplicationProgress, the rule of that id. */
export function parseProgress(xml: string, ruleId: string): RuleProgress {
  const rules = elements(parseXml(xml, "ReplicationProgress"), "Rule").map(progress);
  const found = rules.find(({ id }) => id === ruleId);
  if (found === undefined) throw new XmlError("the answer does not hold the rule");
  return found;
}

function progress(node: XmlNode): RuleProgress {
  return {
    ...statusOf(node),
    ...readDefinition(node),
    historicalObject: share(word(node, "Progress", "HistoricalObject")),
    newObject: time(word(node, "Progress", "NewObject")),
  };
}

function share(value: string | undefined): number | undefined {
  const number = Number(value ?? Number.NaN);
  return number >= 0 && number <= 1 ? number : undefined;
}

// Described as GMT text, shown as ISO 8601: https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplicationprogress
function time(value: string | undefined): Date | undefined {
  const date = new Date(value ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Answer of GetBucketReplicationLocation. */
export function parseLocations(xml: string): ReplicationLocations {
  const root = parseXml(xml, "ReplicationLocation");
  const constraints = elements(root, "LocationTransferTypeConstraint", "LocationTransferType");
  const rtc = elements(root, "LocationRTCConstraint");
  return {
    locations: words(root, "Location"),
    transferTypes: Object.fromEntries(
      constraints.map((each) => [word(each, "Location") ?? "", words(each, "TransferTypes", "Type")]),
    ),
    rtcLocations: rtc.length > 0 ? rtc.flatMap((each) => words(each, "Location")) : undefined,
  };
}

/** Answer of GetBucketInfo. */
export function parseBucketInfo(xml: string): BucketInfo {
  const root = parseXml(xml, "BucketInfo");
  return {
    name: required(word(root, "Bucket", "Name"), "Name"),
    location: required(word(root, "Bucket", "Location"), "Location"),
    versioning: word(root, "Bucket", "Versioning"),
  };
}

/**
 * Answer of GetBucketStat.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketstat
 */
export function parseBucketStat(xml: string): BucketStat {
  const root = parseXml(xml, "BucketStat");
  return { storage: amount(root, "Storage"), objectCount: amount(root, "ObjectCount") };
}

function amount(root: XmlNode, name: string): number {
  const value = required(word(root, name), name);
  if (!/^\d+$/.test(value)) throw new XmlError(`${name} of the answer is not a number`);
  return Number(value);
}

export interface PageOfBuckets {
  buckets: BucketInAccount[];
  /** Where the next page begins; empty after the last. */
  next: string;
}

/**
 * Answer of ListBuckets. IsTruncated and NextMarker are absent where the answer holds all. A marker that does not move on
 * would be asked for ever.
 * https://www.alibabacloud.com/help/en/oss/developer-reference/listbuckets
 */
export function parseBuckets(xml: string, marker: string): PageOfBuckets {
  const root = parseXml(xml, "ListAllMyBucketsResult");
  const buckets = elements(root, "Buckets", "Bucket").map(bucketInAccount);
  if (word(root, "IsTruncated") !== "true") return { buckets, next: "" };
  const next = required(text(root, "NextMarker"), "NextMarker");
  if (next <= marker) throw new XmlError("the answer's NextMarker is not after its Marker");
  return { buckets, next };
}

function bucketInAccount(node: XmlNode): BucketInAccount {
  const location = required(word(node, "Location"), "Location");
  return {
    name: required(word(node, "Name"), "Name"),
    location,
    region: word(node, "Region") ?? regionOf(location),
  };
}

/** What an error answer says of itself. */
export interface ErrorAnswer {
  code: string;
  message: string;
  requestId?: string;
  ec?: string;
  /** Where the bucket is, when another endpoint was asked. */
  endpoint?: string;
}

/** Body of an error; nothing else of it is read, since some errors repeat what was signed. Undefined: not OSS's XML. */
export function parseError(xml: string): ErrorAnswer | undefined {
  try {
    const root = parseXml(xml, "Error");
    const code = word(root, "Code");
    return code === undefined
      ? undefined
      : {
          code,
          message: word(root, "Message") ?? "",
          requestId: word(root, "RequestId"),
          ec: word(root, "EC"),
          endpoint: word(root, "Endpoint"),
        };
  } catch (error) {
    if (error instanceof XmlError) return undefined;
    throw error;
  }
}

function words(node: XmlNode | undefined, ...path: string[]): string[] {
  return texts(node, ...path).map((value) => value.trim());
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new XmlError(`the answer lacks ${name}`);
  return value;
}
