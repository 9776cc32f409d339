import { setTimeout as sleep } from "node:timers/promises";
import { type GetReplicationProgressResult, getReplicationProgress } from "pulumi-oss-replication";
import type { Scene } from "./scene";

/** Shows how far the rules are until all is copied, or patience ends; tells whether all is copied. */
export async function watchProgress(
  scene: Scene,
  rules: Record<string, string>,
  stopped: AbortSignal,
): Promise<boolean> {
  const end = Date.now() + scene.patienceMs;
  while (true) {
    const progress = await Promise.all(
      Object.values(rules).map((ruleId) => getReplicationProgress({ bucket: scene.buckets.source, ruleId })),
    );
    console.log(
      Object.keys(rules)
        .map((name, at) => `  ${name}: ${inWords(progress[at])}`)
        .join(","),
    );
    if (progress.every(({ historicalObject }) => historicalObject === 1)) return true;
    if (Date.now() >= end) return false;
    await sleep(scene.intervalMs, undefined, { signal: stopped });
  }
}

export function inWords(progress: GetReplicationProgressResult | undefined): string {
  if (progress?.historicalObject === undefined) return progress?.status ?? "unknown";
  return `${Math.floor(progress.historicalObject * 100)} % copied`;
}
