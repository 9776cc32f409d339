import { isIpEndpoint, NETWORKS, type Network, type Open } from "../oss";
import { ReplicationError } from "./errors";

/** How a bucket is reached: by the resource's own arguments, else the stack configuration, else the environment. */
export interface Connection {
  region: string;
  endpoint?: string;
  network?: Network;
  profile?: string;
  /** The profile of `@pulumi/alicloud`. It is used if the environment has no keys. */
  otherProfile?: string;
  roleArn?: string;
  /** Whether `endpoint` may be `http://` on another machine. */
  allowHttp?: boolean;
}

/** Whether a preview asks OSS. */
export type Checks =
  /** It does. */
  | "on"
  /** It asks nothing, and says so: for previews that have no credentials. */
  | "off";

/** What a program sets for one account and region. */
export interface ProviderSettings {
  /** Region id of the source buckets, such as `cn-hangzhou`. Default: `OSS_REGION`. */
  region?: string;
  /** Host or URL to reach OSS at. Default: `OSS_ENDPOINT`, else the region's own endpoint, by `network`. */
  endpoint?: string;
  /**
   * Which endpoint of the region to use: `public`, `internal` (inside the region's cloud network) or `dual-stack`.
   * Ignored with `endpoint`. Default: `public`.
   * https://www.alibabacloud.com/help/en/oss/user-guide/regions-and-endpoints
   */
  network?: Open<Network>;
  /** Name of a profile of the Alibaba Cloud CLI. Default: the credentials of the environment. */
  profile?: string;
  /**
   * `on` or `off`. With `off` a preview asks OSS nothing, and says so: for previews that have no credentials.
   * @default on
   */
  checks?: Open<Checks>;
  /** ARN of a RAM role to assume with these credentials, such as `acs:ram::1001:role/deploy`. Default: none. */
  roleArn?: string;
  /**
   * Whether `endpoint` may be `http://` on another machine, such as a gateway inside your own network.
   * @default false
   */
  allowHttp?: boolean;
  /**
   * Whether the deletion of a rule ends only when OSS has cleared it.
   * @default true
   */
  waitForClearing?: boolean;
}

/** Stack configuration `oss:*` and the environment, read once. The first source that has a value wins. */
export interface Settings {
  region?: string;
  endpoint?: string;
  network?: string;
  profile?: string;
  otherProfile?: string;
  roleArn?: string;
  /** The value of `oss:checks`: `on` (default), or `off` for previews that have no credentials. */
  checks?: string;
  allowHttp?: boolean;
  /** The value of `oss:waitForClearing`: whether a deletion ends only when OSS has cleared the rule. Default `true`. */
  waitForClearing?: string;
}

/**
 * `config` is asked for whole keys, such as `oss:region`. The settings of `@pulumi/alicloud` and the Alibaba Cloud CLI
 * come after our own.
 */
export function settingsFrom(
  config: (key: string) => string | undefined,
  env: NodeJS.ProcessEnv,
  regionOfProfile: (profile: string | undefined) => string | undefined = () => undefined,
): Settings {
  const profile = config("oss:profile") || undefined;
  const otherProfile = config("alicloud:profile") || env.ALICLOUD_PROFILE || undefined;
  const region =
    config("oss:region") ||
    env.OSS_REGION ||
    config("alicloud:region") ||
    env.ALICLOUD_REGION ||
    env.ALIBABA_CLOUD_REGION ||
    regionOfProfile(profile ?? otherProfile) ||
    undefined;
  return {
    region,
    endpoint: config("oss:endpoint") || env.OSS_ENDPOINT || undefined,
    network: config("oss:network") || undefined,
    profile,
    otherProfile,
    roleArn: config("oss:roleArn") || undefined,
    checks: config("oss:checks") || undefined,
    allowHttp: String(config("oss:allowHttp")) === "true" || undefined,
    waitForClearing: word(config("oss:waitForClearing")),
  };
}

/** The settings of a `Provider` may be of the types that its arguments have. */
function word(value: unknown): string | undefined {
  return value === undefined || value === "" ? undefined : String(value);
}

/** Where the region is looked for when the resource does not name it. */
export const REGION_SOURCES =
  "`oss:region`, OSS_REGION, `alicloud:region`, ALICLOUD_REGION, ALIBABA_CLOUD_REGION and the `region_id` of the profile in ~/.aliyun/config.json";

/** The region of a bucket: what is said of it itself, else the settings' own. */
export function regionFor(own: { region?: string }, settings: Settings): string | undefined {
  return own.region ?? settings.region;
}

/** The connection of a resource with the arguments `own`. An endpoint, wherever it comes from, is used instead of `network`. */
export function connectionOf(
  own: { region?: string; endpoint?: string; network?: string },
  settings: Settings,
): Connection {
  const region = regionFor(own, settings);
  if (!region) throw noRegion();
  return {
    region,
    endpoint: own.endpoint ?? settings.endpoint,
    network: (own.network ?? settings.network) as Network | undefined,
    profile: settings.profile,
    otherProfile: settings.otherProfile,
    roleArn: settings.roleArn,
    allowHttp: settings.allowHttp,
  };
}

/**
 * The connection to a bucket of `region`, by the account of `own`. In another region than `own`'s it is that region's
 * public endpoint, but for an IP endpoint, which serves every region.
 */
export function connectionIn(region: string, own: Connection): Connection {
  if (region === own.region) return own;
  const endpoint = own.endpoint && isIpEndpoint(own.endpoint) ? own.endpoint : undefined;
  return { ...own, region, endpoint, network: undefined };
}

/** What is wrong with the settings themselves. */
export function settingProblems({ checks = "on", waitForClearing = "true", network }: Settings): string[] {
  const problems: string[] = [];
  if (network !== undefined && !(NETWORKS as readonly string[]).includes(network))
    problems.push(
      `The stack configuration \`oss:network\` is ${JSON.stringify(network)}; it must be ${NETWORKS.map((each) => JSON.stringify(each)).join(", ")}.`,
    );
  if (!["on", "off"].includes(checks))
    problems.push(
      `The stack configuration \`oss:checks\` is ${JSON.stringify(checks)}; it must be "on" (the default) or "off" (previews ask OSS nothing).`,
    );
  if (!["true", "false"].includes(waitForClearing))
    problems.push(
      `The stack configuration \`oss:waitForClearing\` is ${JSON.stringify(waitForClearing)}; it must be "true" (the default) or "false" (a deletion ends as soon as the rule is closing).`,
    );
  return problems;
}

export function noRegion(): ReplicationError {
  return new ReplicationError(
    `No region is known for the source bucket. Give \`region\`, or run \`pulumi config set oss:region cn-hangzhou\`, or set OSS_REGION. Looked at: ${REGION_SOURCES}.`,
    "NoRegion",
  );
}
