import { refusal } from "../errors";
import type { Reply } from "../http/reply";
import type { Query } from "../http/request";
import type { Timings } from "../life";
import type { Locations } from "../locations";
import type { Bucket } from "../model";
import type { Switches } from "../options";
import type { Store } from "../store";
import { readXml, type XmlElement, XmlError } from "../xml/read";
import { checkShape, type Shape } from "../xml/shape";

/** What stays the same from request to request. */
export interface World {
  store: Store;
  locations: Locations;
  switches: Switches;
  timings: Timings;
  /** The real time at which the clock of the rules shows a time: what answers tell of when something was. */
  wallAt(time: number): number;
  /** A fresh UUID. */
  newRuleId(): string;
}

/** All that an operation may look at. The caller is known, the signature checked. */
export interface Context extends World {
  /** On the clock of the rules. */
  now: number;
  /** The account that asks. */
  callerId: string;
  /** The region the request was signed for. */
  region: string;
  bucketName: string;
  query: Query;
  body: Uint8Array;
}

export type Operation = (context: Context) => Reply;

/** An operation on a bucket that must exist, be the caller's and be in the region of the signature. */
export type BucketOperation = (context: Context, bucket: Bucket) => Reply;

/** The text of the body. Bytes that are not UTF-8 become U+FFFD. */
function bodyText(body: Uint8Array): string {
  return new TextDecoder().decode(body);
}

export function isUtf8(body: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(body);
    return true;
  } catch {
    return false;
  }
}

/** Reads a body with a given root; a body that is not of that shape is refused as MalformedXML. */
export function readBody(
  body: Uint8Array,
  root: string,
  shape: Shape,
  refuseWith: "malformedXml" | "malformedRule",
): XmlElement {
  try {
    const element = readXml(bodyText(body));
    if (element.name !== root) throw new XmlError(`the root is ${element.name}, not ${root}`);
    checkShape(element, shape);
    return element;
  } catch (error) {
    if (error instanceof XmlError) throw refusal(refuseWith);
    throw error;
  }
}
