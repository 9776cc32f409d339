import { evidenceIn } from "../lifecycle/check/evidence";
import { isUserFacing } from "../lifecycle/errors";
import { type BucketInfo, isPassing, locationOf, type OssReplication, regionOfHost } from "../oss";

/** What is known of the target bucket of a rule. */
export type Target =
  | { kind: "there"; info: BucketInfo }
  /** There is no bucket of this name, in any region. */
  | { kind: "gone" }
  /** It is not in the location where it was looked for; where it is, if OSS has told. */
  | { kind: "elsewhere"; location?: string; info?: BucketInfo }
  /** It is another account's, and only its owner may ask about it. */
  | { kind: "foreign"; reason: string }
  /** It could not be asked about: no permission, no answer. `isPassing`: that may go away by itself. */
  | { kind: "unknown"; reason: string; isPassing: boolean };

export interface TargetPlace {
  bucket: string;
  location: string;
}

/** Asks about a target bucket in the region where it is said to be. */
export async function askTarget(
  service: Pick<OssReplication, "getBucketInfo">,
  { bucket, location }: TargetPlace,
): Promise<Target> {
  try {
    const info = await service.getBucketInfo(bucket);
    return info.location === location
      ? { kind: "there", info }
      : { kind: "elsewhere", location: info.location, info };
  } catch (error) {
    return unseen(error);
  }
}

/** What the failure of the question tells. One that is not for the user is thrown. */
export function unseen(error: unknown): Target {
  if (!isUserFacing(error)) throw error;
  const evidence = evidenceIn(error);
  switch (evidence?.kind) {
    case "missing":
      return { kind: "gone" };
    case "not ours":
      return { kind: "foreign", reason: error.message };
    case "elsewhere": {
      const region = regionOfHost(evidence.endpoint ?? "");
      return { kind: "elsewhere", location: region && locationOf(region) };
    }
    default:
      return { kind: "unknown", reason: error.message, isPassing: isPassing(error) };
  }
}
