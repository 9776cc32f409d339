import { type Command, Option } from "commander";
import { connectionOf, regionFor, settingsFrom } from "../lifecycle/settings";
import { NETWORKS, type Network, type OssReplication, regionOf, regionOfProfile } from "../oss";
import { WrongUse } from "./failure";
import type { Io } from "./io";

/** The options of every subcommand that calls OSS. */
export interface BucketOptions {
  bucket: string;
  region?: string;
  endpoint?: string;
  network?: Network;
  profile?: string;
  allowHttp?: boolean;
  json?: boolean;
}

/** Gives a subcommand the options of one that works on one source bucket, and can print JSON. */
export function onBucket(command: Command): Command {
  return reaching(command).option("--json", "print JSON");
}

/** Which bucket, and how OSS is reached. */
export function reaching(command: Command): Command {
  return command
    .requiredOption("--bucket <name>", "source bucket")
    .option("--region <id>", "region of the source bucket, such as cn-hangzhou; default: OSS_REGION")
    .option("--endpoint <host>", "host or URL to reach OSS at; default: OSS_ENDPOINT, else the region's own")
    .addOption(new Option("--network <which>", "endpoint of the region").choices(NETWORKS))
    .option("--profile <name>", "profile of the Alibaba Cloud CLI; default: the environment's credentials")
    .option("--allow-http", "allow an endpoint with http:// on another machine");
}

/** The service and the region, from the options, else from the environment. */
export function serviceFor(options: BucketOptions, io: Io): { service: OssReplication; region: string } {
  const settings = {
    ...settingsFrom(
      () => undefined,
      io.env,
      (profile) => regionOfProfile(options.profile ?? profile),
    ),
    profile: options.profile,
    allowHttp: options.allowHttp,
  };
  const given = regionFor(options, settings);
  if (!given) {
    throw new WrongUse(
      `No region is known for bucket ${options.bucket}. Give --region, such as cn-hangzhou, or set OSS_REGION. Looked at: OSS_REGION, ALICLOUD_REGION, ALIBABA_CLOUD_REGION and the region_id of the profile in ~/.aliyun/config.json.`,
    );
  }
  const region = regionOf(given);
  return { service: io.connect(connectionOf({ ...options, region }, settings)), region };
}
