import { createOssClient, credentialsFor, type OssReplication, shareReads } from "../oss";
import type { Connection } from "./settings";

/**
 * One client for each way to reach OSS, so that reads of a bucket are shared and writes to it take turns. `beforeWrite` is
 * asked right before each attempt of a write; where it fails, nothing is sent.
 */
export function connections(beforeWrite?: () => Promise<void>): (connection: Connection) => OssReplication {
  const known = new Map<string, OssReplication>();
  return (connection) => {
    const { region, endpoint, network, profile, otherProfile, roleArn, allowHttp } = connection;
    const key = JSON.stringify([region, endpoint, network, profile, otherProfile, roleArn, allowHttp]);
    const service = known.get(key) ?? connect(connection, beforeWrite);
    known.set(key, service);
    return service;
  };
}

function connect(
  { profile, otherProfile, roleArn, ...place }: Connection,
  beforeWrite: (() => Promise<void>) | undefined,
): OssReplication {
  const credentials = credentialsFor({ profile, otherProfile, roleArn });
  return shareReads(createOssClient({ ...place, credentials, beforeWrite }));
}
