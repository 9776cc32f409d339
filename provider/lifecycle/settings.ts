import type { Network } from "../oss";
import { ReplicationError } from "./errors";

/** How a bucket is reached: what a resource says itself, else the stack configuration, else the environment. */
export interface Connection {
  region: string;
  endpoint?: string;
  network?: Network;
  profile?: string;
  roleArn?: string;
  /** Whether `endpoint` may be `http://` to another machine. */
  allowHttp?: boolean;
}

/** Stack configuration `oss:*` and the environment, read once; the first that says something counts. */
export interface Settings {
  region?: string;
  endpoint?: string;
  profile?: string;
  roleArn?: string;
  /** What `oss:checks` says: `off` for previews that have no credentials; default `on`. */
  checks?: string;
  allowHttp?: boolean;
}

export function settingsFrom(config: (key: string) => string | undefined, env: NodeJS.ProcessEnv): Settings {
  return {
    region: config("region") || env.OSS_REGION || undefined,
    endpoint: config("endpoint") || env.OSS_ENDPOINT || undefined,
    profile: config("profile") || undefined,
    roleArn: config("roleArn") || undefined,
    checks: config("checks") || undefined,
    ...(String(config("allowHttp")) === "true" && { allowHttp: true }),
  };
}

/** The connection for a resource that says `own` itself. A given endpoint, wherever from, is used instead of `network`. */
export function connectionOf(
  own: { region?: string; endpoint?: string; network?: string },
  settings: Settings,
): Connection {
  const region = own.region ?? settings.region;
  if (!region) throw noRegion();
  return {
    region,
    endpoint: own.endpoint ?? settings.endpoint,
    network: own.network as Network | undefined,
    profile: settings.profile,
    roleArn: settings.roleArn,
    ...(settings.allowHttp && { allowHttp: true }),
  };
}

/** What is wrong with the settings themselves. */
export function settingProblems({ checks = "on" }: Settings): string[] {
  if (["on", "off"].includes(checks)) return [];
  return [
    `The stack configuration \`oss:checks\` is ${JSON.stringify(checks)}; it must be "on", the default, or "off", by which previews ask OSS nothing.`,
  ];
}

export function noRegion(): ReplicationError {
  return new ReplicationError(
    "No region is known for the source bucket. Give `region`, or run `pulumi config set oss:region cn-hangzhou`, or set OSS_REGION.",
    "NoRegion",
  );
}
