import { type BulkheadPolicy, bulkhead } from "cockatiel";
import { authority, type Endpoint } from "./endpoint";

const turns = new Map<string, BulkheadPolicy>();

/** Turns at one endpoint, the same for every client in the process: so many calls at once, the others wait in line. */
export function turnsAt(endpoint: Endpoint, atOnce: number): BulkheadPolicy {
  const key = `${authority(endpoint)} ${atOnce}`;
  const known = turns.get(key) ?? bulkhead(atOnce, Number.POSITIVE_INFINITY);
  turns.set(key, known);
  return known;
}
