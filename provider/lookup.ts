import * as pulumi from "@pulumi/pulumi";
import { connections } from "./lifecycle/connections";
import { isTold, withoutStack } from "./lifecycle/errors";
import { connectionOf, noRegion, type Settings, settingsFrom } from "./lifecycle/settings";
import { type OssReplication, regionOf } from "./oss";

/** Where a bucket is and how it is reached; common to the functions. */
export interface BucketLookup {
  /** Name of the source bucket. */
  bucket: string;
  /** Region id of the bucket, as `cn-hangzhou`. Default: stack configuration `oss:region`, else `OSS_REGION`. */
  region?: string | undefined;
  /** Host or URL to reach OSS at. Default: stack configuration `oss:endpoint`, else `OSS_ENDPOINT`, else the region's own. */
  endpoint?: string | undefined;
  /** `public` (default), `internal` or `dual-stack`. */
  network?: "public" | "internal" | "dual-stack" | (string & {}) | undefined;
  /** Name of a profile of the Alibaba Cloud CLI. Default: stack configuration `oss:profile`, else the environment's credentials. */
  profile?: string | undefined;
}

const connect = connections();

/** Asks OSS about a bucket; a failure ends a Pulumi program with its message alone. */
export async function lookUp<T>(
  lookup: BucketLookup,
  ask: (service: OssReplication, region: string) => Promise<T>,
): Promise<T> {
  try {
    const settings = settingsOf(lookup);
    const region = regionIn(lookup, settings);
    return await ask(connect(connectionOf({ ...lookup, region }, settings)), region);
  } catch (error) {
    // What pulumi.RunError carries: the engine prints the message of such an error without a stack trace.
    if (isTold(error)) Object.assign(error, { __pulumiRunError: true });
    throw withoutStack(error);
  }
}

function settingsOf(lookup: BucketLookup): Settings {
  const settings = settingsFrom((key) => new pulumi.Config("oss").get(key), process.env);
  return lookup.profile ? { ...settings, profile: lookup.profile, roleArn: undefined } : settings;
}

function regionIn({ region }: BucketLookup, settings: Settings): string {
  const known = region ?? settings.region;
  if (!known) throw noRegion();
  return regionOf(String(known));
}
