import { type Command, Option } from "commander";
import {
  type Connection,
  connectionIn,
  connectionOf,
  regionFor,
  type Settings,
  settingsFrom,
} from "../lifecycle/settings";
import { NotABucket, type Place, placesOf, RegionUnknown } from "../operate/places";
import { NotAState, rulesInState, type StateRule } from "../operate/stateFile";
import { NETWORKS, type Network, OssError, type OssService, regionOf, regionOfProfile } from "../oss";
import { line } from "../terminal/text";
import { WrongUse } from "./failure";
import { inputName, readInput } from "./input";
import type { Io } from "./io";

/** How OSS is reached. */
export interface ReachOptions {
  region?: string;
  endpoint?: string;
  network?: Network;
  profile?: string;
  roleArn?: string;
  allowHttp?: boolean;
}

/** The options of every subcommand that works on one source bucket. */
export interface BucketOptions extends ReachOptions {
  bucket: string;
  json?: boolean;
}

/** The options of every subcommand that works on many source buckets. */
export interface BucketsOptions extends ReachOptions {
  bucket?: string[];
  all?: boolean;
  /** A file. */
  state?: string;
}

/** Gives a subcommand the options of one that works on one source bucket. */
export function onBucket(command: Command): Command {
  return reaching(command.requiredOption("--bucket <name>", "source bucket"));
}

/** Gives a subcommand the options of one that works on many source buckets. */
export function onBuckets(command: Command): Command {
  return reaching(
    command
      .option("--bucket <name...>", "source buckets; REGION/NAME for one of another region")
      .addOption(
        new Option("--all", "all buckets of the account (needs oss:ListBuckets)").conflicts("bucket"),
      )
      .option(
        "--state <file>",
        "output of `pulumi stack export`; without --bucket and --all: the source buckets of its rules",
      ),
  );
}

/** How OSS is reached. */
export function reaching(command: Command): Command {
  return command
    .option("--region <id>", "region of the source bucket, such as cn-hangzhou; default: OSS_REGION")
    .option("--endpoint <host>", "host or URL to reach OSS at; default: OSS_ENDPOINT, else the region's own")
    .addOption(new Option("--network <which>", "endpoint of the region").choices(NETWORKS))
    .option("--profile <name>", "profile of the Alibaba Cloud CLI; default: the environment's credentials")
    .option("--role-arn <arn>", "RAM role to assume with these credentials")
    .option("--allow-http", "allow an endpoint with http:// on another machine");
}

/** The service and the region, from the options, else from the environment. */
export function serviceFor(options: BucketOptions, io: Io): { service: OssService; region: string } {
  const { region, at } = servicesFor(options, io);
  if (!region) throw noRegion(`bucket ${options.bucket}`);
  return { service: at(region), region };
}

/** The services of all regions, and the region that is meant where none is named, if one is known. */
export function servicesFor(
  options: ReachOptions,
  io: Io,
): { region?: string; at(region: string): OssService } {
  const { region, to } = connectionsFor(options, io);
  return { region, at: (other) => io.connect(to(other)) };
}

/** How each region is reached, and the region that is meant where none is named, if one is known. */
export function connectionsFor(
  options: ReachOptions,
  io: Pick<Io, "env">,
): { region?: string; to(region: string): Connection } {
  const settings = settingsOf(options, io);
  const given = regionFor(options, settings);
  const own = given === undefined ? undefined : regionOf(given);
  return {
    region: own,
    to: (region) => connectionIn(region, connectionOf({ ...options, region: own ?? region }, settings)),
  };
}

function settingsOf({ profile, roleArn, allowHttp }: ReachOptions, io: Pick<Io, "env">): Settings {
  const environment = settingsFrom(
    () => undefined,
    io.env,
    (known) => regionOfProfile(profile ?? known),
  );
  return { ...environment, profile, roleArn, allowHttp };
}

/** The source buckets that the options ask for, and what the state owns; none where no state is given. */
export async function bucketsFor(
  options: BucketsOptions,
  io: Io,
): Promise<{ places: Place[]; state: StateRule[]; at(region: string): OssService }> {
  if (!options.bucket && !options.all && !options.state)
    throw new WrongUse("Name source buckets with --bucket, or give --all or --state.");
  const { region, at } = servicesFor(options, io);
  const state = options.state === undefined ? [] : await stateIn(options.state, io);
  const account = () => {
    if (!region) throw noRegion("the list of buckets");
    return at(region);
  };
  try {
    const asked = { buckets: options.bucket, all: options.all, state };
    return { places: await placesOf(asked, region, account), state, at };
  } catch (error) {
    if (error instanceof RegionUnknown) throw noRegion(`bucket ${error.bucket}`);
    if (error instanceof NotABucket) throw new WrongUse(error.message);
    if (isDenied(error)) io.err(line(LIST_DENIED));
    throw error;
  }
}

function isDenied(error: unknown): boolean {
  return error instanceof OssError && error.operation === "ListBuckets" && error.status === 403;
}

const LIST_DENIED =
  "oss-replication, note: --all needs the RAM action oss:ListBuckets on acs:oss:*:*:*. Without it, name the buckets with --bucket, or give --state.";

/** The rules and RTCs in a file that `pulumi stack export` made. */
export async function stateIn(file: string, io: Io): Promise<StateRule[]> {
  try {
    return rulesInState(await readInput(io, file, "state"));
  } catch (error) {
    if (!(error instanceof NotAState)) throw error;
    throw new WrongUse(`${inputName(file)} is not a state. ${error.message}`);
  }
}

function noRegion(what: string): WrongUse {
  return new WrongUse(
    `No region is known for ${what}. Give --region, such as cn-hangzhou, or set OSS_REGION. Looked at: OSS_REGION, ALICLOUD_REGION, ALIBABA_CLOUD_REGION and the region_id of the profile in ~/.aliyun/config.json.`,
  );
}
