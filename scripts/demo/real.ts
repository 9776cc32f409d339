import { getReplicationLocations } from "pulumi-oss-replication";
import {
  createOssClient,
  credentialsFor,
  isIpEndpoint,
  normaliseLocation,
  OssError,
  type OssReplication,
  regionOf,
} from "../../provider/oss";
import type { OwnBuckets } from "./options";
import { proxies, type Scene } from "./scene";

/** The user can put it right, so the message is all there is to show. */
export class Mistake extends Error {}

/** What a network needs to be reached, and what the keys are; the engine gets nothing else of the user's. */
const passedOn = [
  ...["OSS_ACCESS_KEY_ID", "OSS_ACCESS_KEY_SECRET", "OSS_SESSION_TOKEN", "OSS_ENDPOINT"],
  ...proxies,
  ...["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"],
];

export async function realScene(own: OwnBuckets): Promise<Scene> {
  const { region, source, target, sameRegionTarget } = own;
  if (!process.env.OSS_ACCESS_KEY_ID || !process.env.OSS_ACCESS_KEY_SECRET)
    throw new Mistake(
      "Set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET to run the demo on buckets of your own.",
    );
  const { locations, ownLocation } = await getReplicationLocations({ bucket: source, region }).catch(
    (problem: Error) => {
      throw new Mistake(problem.message);
    },
  );
  const regions = [ownLocation, ...locations.map(({ location }) => location)].map(regionOf);
  const targetLocation = own.targetLocation
    ? normaliseLocation(own.targetLocation)
    : await locationOfBucket(target, regions);
  const offer = locations.find(({ location }) => location === targetLocation);
  return {
    description: `OSS, bucket ${source} in ${region}, to ${target} at ${targetLocation}`,
    buckets: { source, target, targetLocation, sameRegionTarget },
    prefix: "pulumi-oss-replication-demo/",
    replicationTimeControl: offer?.rtc ?? false,
    env: { ...Object.fromEntries(passedOn.map((name) => [name, process.env[name]])), OSS_REGION: region },
    patienceMs: 10 * 60_000,
    intervalMs: 10_000,
    isReal: true,
    close: async () => {},
  };
}

/** GetBucketInfo is answered in the bucket's own region; that may be any that the source can replicate to. */
async function locationOfBucket(bucket: string, regions: string[]): Promise<string> {
  const [own, ...others] = regions.map((region) => () => serviceIn(region).getBucketInfo(bucket));
  const found = await own?.().catch((problem: Error) => {
    if (isEverywhere(problem)) throw new Mistake(problem.message);
    return Promise.any(others.map((ask) => ask())).catch(() => undefined);
  });
  if (found) return found.location;
  throw new Mistake(
    `Bucket ${bucket} was not found. Say where it is with --target-location, as oss-cn-beijing.`,
  );
}

/** A failure that another region would answer alike. */
function isEverywhere(problem: Error): boolean {
  const codes = ["NetworkError", "Timeout", "NoCredentials", "InvalidAccessKeyId", "SignatureDoesNotMatch"];
  return problem instanceof OssError && codes.includes(problem.code);
}

function serviceIn(region: string): OssReplication {
  const { OSS_ENDPOINT } = process.env;
  // Another endpoint than an IP address is that of one region.
  const endpoint = OSS_ENDPOINT && isIpEndpoint(OSS_ENDPOINT) ? OSS_ENDPOINT : undefined;
  return createOssClient({ region, endpoint, credentials: credentialsFor({}), maxAttempts: 1 });
}
