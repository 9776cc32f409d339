import { getReplicationRules, type ReplicationRuleInfo } from "pulumi-oss-replication";

/** Where the demo plays: an emulator, or real OSS. */
export interface Scene {
  /** One line on what is there. */
  description: string;
  buckets: { source: string; target: string; targetLocation: string; sameRegionTarget?: string };
  /** All that the rules of the demo copy begins with this. */
  prefix: string;
  replicationTimeControl: boolean;
  /** How OSS is reached, by the engine and by the demo itself. */
  env: NodeJS.ProcessEnv;
  /** How long to watch the historical objects being copied. */
  patienceMs: number;
  /** How often to look at it. */
  intervalMs: number;
  isReal: boolean;
  close(): Promise<void>;
}

export const proxies = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "https_proxy", "http_proxy", "no_proxy"];

/** All rules of the source bucket, whoever's they are. */
export async function rulesOf(scene: Scene): Promise<ReplicationRuleInfo[]> {
  const { rules } = await getReplicationRules({ bucket: scene.buckets.source });
  return rules;
}
