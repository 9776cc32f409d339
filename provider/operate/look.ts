import { isCode } from "../lifecycle/errors";
import {
  canonicalDefinition,
  type OssReplication,
  type Rule,
  type RuleDefinition,
  type RuleProgress,
} from "../oss";
import type { GatedRule } from "./gate";

/** A rule, how far it has come, and where it copies to. */
export interface RuleSeen extends GatedRule {
  /** Absent where OSS has not shown the rule. */
  target?: string;
}

/** How far the rules of a bucket have come, or the one that is asked for. Of one that is deleted OSS tells no more. */
export async function lookAt(service: OssReplication, bucket: string, ruleId?: string): Promise<RuleSeen[]> {
  if (ruleId !== undefined) return [seenOf({}, await service.getBucketReplicationProgress(bucket, ruleId))];
  const rules = await service.getBucketReplication(bucket);
  return Promise.all(rules.map((rule) => progressOf(service, bucket, rule)));
}

async function progressOf(service: OssReplication, bucket: string, rule: Rule): Promise<RuleSeen> {
  if (rule.status === "closing") return seenOf(rule, rule);
  try {
    return seenOf(rule, await service.getBucketReplicationProgress(bucket, rule.id));
  } catch (error) {
    // It has gone since the list was made.
    if (!isNoRule(error)) throw error;
    return { id: rule.id, status: "gone", target: rule.destination.bucket };
  }
}

/** OSS says that there is no rule of this id, or none at all. */
export function isNoRule(error: unknown): boolean {
  return isCode(error, "NoSuchReplicationRule", "NoSuchReplicationConfiguration");
}

/** The answer about the progress has only a part of the rule. */
function seenOf(rule: Partial<RuleDefinition>, progress: RuleProgress): RuleSeen {
  const { id, status, historicalObject, newObject, destination } = progress;
  const said = canonicalDefinition({ ...progress, ...rule });
  return {
    id,
    status,
    target: destination.bucket,
    copiesHistory: said.historicalObjectReplication === "enabled",
    history: historicalObject,
    newObject,
  };
}

/** With the rules that were seen before and are no more. */
export function withGone(before: readonly RuleSeen[], now: readonly RuleSeen[]): RuleSeen[] {
  const ids = new Set(now.map(({ id }) => id));
  const gone = before
    .filter(({ id }) => !ids.has(id))
    .map(({ id, target }) => ({ id, target, status: "gone" as const }));
  return [...now, ...gone];
}
