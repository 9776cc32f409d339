import type { GetReplicationProgressResult } from "pulumi-oss-replication";

/** A rule, and how far it has come. */
type Seen = Pick<GetReplicationProgressResult, "status" | "historicalObject" | "newObject"> & {
  destination: { bucket: string };
};

/** Clocks differ: a time that is little ahead of ours is now. */
const CLOCKS_DIFFER_MS = 5_000;

/** Why the copy does not count as complete; `undefined` where it does. What OSS does not say counts against it. */
export function whyNot(
  { status, destination, historicalObject, newObject }: Seen,
  copy: string,
  mostLagMs: number,
  now: number,
): string | undefined {
  // An update of some resources alone may have left the rule as it was.
  if (destination.bucket !== copy) return `its rule copies to bucket ${destination.bucket}`;
  if (status !== "doing") return `its rule is ${status}`;
  // A rule that copies nothing from before the rule says nothing either.
  if (historicalObject === undefined)
    return "OSS does not say how much of what was there before the rule is copied";
  if (historicalObject < 1)
    return `${Math.floor(historicalObject * 100)} % of what was there before the rule is copied`;
  if (newObject === undefined) return "OSS does not say up to when new objects are copied";
  const lagMs = now - Date.parse(newObject);
  if (lagMs < -CLOCKS_DIFFER_MS)
    return `OSS has copied all up to ${newObject}, which this machine's clock has yet to reach: set it`;
  if (!(lagMs <= mostLagMs)) return `what was written since ${newObject} may not be copied`;
  return undefined;
}
