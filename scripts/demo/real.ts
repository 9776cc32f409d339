import { getReplicationLocations } from "pulumi-oss-replication";
import { createOssClient, credentialsFor } from "../../provider/oss";
import { Mistake } from "./mistake";
import type { OwnBuckets } from "./options";
import { proxies, type Scene } from "./scene";

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
  const targetLocation = own.targetLocation ?? (await locationOfBucket(target, region));
  const { locations } = await getReplicationLocations({ bucket: source, region });
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

/** Some regions answer for buckets of all; where not, the user has to say it. */
async function locationOfBucket(bucket: string, region: string): Promise<string> {
  const oss = createOssClient({
    region,
    endpoint: process.env.OSS_ENDPOINT,
    credentials: credentialsFor({}),
  });
  const info = await oss.getBucketInfo(bucket).catch((problem: Error) => {
    throw new Mistake(
      `Say where bucket ${bucket} is with --target-location, as oss-cn-beijing. ${problem.message}`,
    );
  });
  return info.location;
}
