import { toLocation } from "./locations";
import type { BucketToCreate, Rulebook } from "./rulebook";

/**
 * Makes a bucket unless it is there, kept from an earlier run: then it stays as it is, and must be where it is asked
 * for. Says whether it was made.
 */
export function createMissing(
  book: Rulebook,
  { name, location, ...options }: { name: string; location: string } & BucketToCreate,
): boolean {
  if (!book.has(name)) {
    book.createBucket(name, location, options);
    return true;
  }
  const kept = book.locationOf(name);
  if (kept !== toLocation(location)) throw new Error(`bucket ${name} is kept in ${kept}, not in ${location}`);
  return false;
}
