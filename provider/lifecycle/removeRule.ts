import type { Freshness, OssReplication, Rule } from "../oss";
import { isCode, type ReplicationError } from "./errors";
import type { Waiting } from "./wait";
import { type Look, type Seen, watchRules } from "./watchRules";

/** One rule at the service that holds it. */
export interface RuleAt {
  service: OssReplication;
  bucket: string;
  id: string;
}

/** How a removal that does not end is told. */
export interface RemovalTexts {
  stillClosing(seen: Seen): ReplicationError;
  stillThere(): ReplicationError;
}

/** Deletes the rule and waits until OSS has cleared it, or is clearing it. */
export async function removeRule(
  rule: RuleAt,
  waiting: Waiting,
  texts: RemovalTexts,
  until?: "closing" | "gone",
): Promise<void> {
  if (await isDeleted(rule)) await untilGone(rule, waiting, texts, until);
}

/** Milliseconds in which a look may still show what was before the delete. */
const SETTLING = 2_000;

/**
 * Waits for a rule that was deleted. Only the deadline ends the wait, or a rule that is still in effect although OSS took
 * its deletion. `until` says how far it must have come: where it is `closing`, OSS copies nothing any more.
 */
export function untilGone(
  rule: RuleAt,
  waiting: Waiting,
  texts: RemovalTexts,
  until: "closing" | "gone" = "gone",
): Promise<boolean> {
  const { clock } = waiting;
  const settled = clock.now() + SETTLING;
  return watchRules(rule, waiting, {
    probe: (look) => {
      const found = ruleIn(look, rule.id);
      if (found === undefined || (found.status === "closing" && until === "closing")) return true;
      if (found.status !== "closing" && clock.now() >= settled) throw texts.stillThere();
      return undefined;
    },
    onTimeout: texts.stillClosing,
  });
}

/** False where there is nothing to wait for: the rule is gone already. */
async function isDeleted({ service, bucket, id }: RuleAt): Promise<boolean> {
  try {
    await service.deleteBucketReplication(bucket, id);
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/** The rule with this id, in whatever state; `undefined` when it, or its bucket, is gone. */
export async function findRule(
  service: OssReplication,
  bucket: string,
  id: string,
  freshness: Freshness,
): Promise<Rule | undefined> {
  try {
    return (await service.getBucketReplication(bucket, freshness)).find((rule) => rule.id === id);
  } catch (error) {
    return absentIfGone(error);
  }
}

function ruleIn(look: Look, id: string): Rule | undefined {
  try {
    return look().find((rule) => rule.id === id);
  } catch (error) {
    return absentIfGone(error);
  }
}

function absentIfGone(error: unknown): undefined {
  if (!isGone(error)) throw error;
}

export function isGone(error: unknown): boolean {
  return isCode(error, "NoSuchReplicationRule", "NoSuchReplicationConfiguration", "NoSuchBucket");
}
