import { regionOf } from "../../oss";
import type { Survey } from "../survey";
import { type Ends, endsOf } from "./ends";
import type { Problem } from "./problem";

const MOST_NAMES = 5;

interface Unread {
  bucket: string;
  reason: string;
}

/** Buckets at an end of a rule that could not be asked about, once for each location: most often one reason holds for all. */
export function infoUnread(survey: Survey, ends: Ends): Problem[] {
  const byLocation = new Map<string, Unread[]>();
  for (const place of endsOf(survey)) {
    const end = ends.at(place);
    if (end?.kind !== "unknown") continue;
    const before = byLocation.get(place.location) ?? [];
    byLocation.set(place.location, [...before, { bucket: place.bucket, reason: end.reason }]);
  }
  return [...byLocation].map(([location, unread]) => ({
    kind: "info-unread",
    region: regionOf(location),
    message: messageFor(location, unread),
    next: "If it is denied, permit `oss:GetBucketInfo` there; else look again later.",
  }));
}

function messageFor(location: string, unread: Unread[]): string {
  const names = unread.slice(0, MOST_NAMES).map(({ bucket }) => bucket);
  const more = unread.length > names.length ? ` and ${unread.length - names.length} more` : "";
  const which = `Source or target ${unread.length === 1 ? "bucket" : "buckets"} ${names.join(", ")}${more} in ${location}`;
  return `${which} could not be asked about, so that nobody knows whether a target is there and versioning is equal: ${unread[0]?.reason}`;
}
