import { type Clock, createOssClient, credentialsFor, type OssService, shareReads } from "../oss";
import type { Connection } from "./settings";

export interface ConnectionsOptions {
  /** Asked right before each attempt of a write; where it fails, nothing is sent. */
  beforeWrite?: (operation: string) => Promise<void>;
  /** How long a read is shared after it came, in ms. Default 1,000. */
  keepMs?: number;
  /** Default: the system's. */
  clock?: Clock;
}

/** One client for each way to reach OSS, so that reads of a bucket are shared and writes to it take turns. */
export function connections(options: ConnectionsOptions = {}): (connection: Connection) => OssService {
  const known = new Map<string, OssService>();
  return (connection) => {
    const { region, endpoint, network, profile, otherProfile, roleArn, allowHttp } = connection;
    const key = JSON.stringify([region, endpoint, network, profile, otherProfile, roleArn, allowHttp]);
    const service = known.get(key) ?? connect(connection, options);
    known.set(key, service);
    return service;
  };
}

function connect(
  { profile, otherProfile, roleArn, ...place }: Connection,
  { beforeWrite, keepMs, clock }: ConnectionsOptions,
): OssService {
  const credentials = credentialsFor({ profile, otherProfile, roleArn });
  return shareReads(createOssClient({ ...place, credentials, beforeWrite, clock }), { keepMs });
}
