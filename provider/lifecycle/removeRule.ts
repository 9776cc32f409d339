import type { OssReplication, Rule } from "../oss";
import type { Context } from "./context";
import { parseDuration } from "./duration";
import { isCode, type ReplicationError } from "./errors";
import { RULE_DEFAULTS } from "./inputs";
import { type Seen, type Waiting, waitFor } from "./wait";

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

/** Deletes the rule and waits until OSS has cleared it. */
export async function removeRule(
  context: Context,
  rule: RuleAt,
  limit: number,
  texts: RemovalTexts,
): Promise<void> {
  context.facts.forget(rule.bucket);
  if (await isDeleted(rule)) await untilGone(context, rule, limit, texts);
}

/** Milliseconds in which a look may still show what was before the delete. */
const SETTLING = 2_000;

/** Waits for a rule that was deleted. Only the deadline ends the wait, or a rule that is in effect all the same. */
export async function untilGone(
  context: Context,
  { service, bucket, id }: RuleAt,
  limit: number,
  texts: RemovalTexts,
): Promise<void> {
  const { clock } = context;
  const settled = clock.now() + SETTLING;
  await waitFor(
    async () => {
      const found = await findRule(service, bucket, id);
      if (found === undefined) return true;
      if (found.status !== "closing" && clock.now() >= settled) throw texts.stillThere();
      return undefined;
    },
    waitingFor(context, limit),
    { onTimeout: texts.stillClosing },
  );
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
): Promise<Rule | undefined> {
  try {
    return (await service.getBucketReplication(bucket)).find((rule) => rule.id === id);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

export function isGone(error: unknown): boolean {
  return isCode(error, "NoSuchReplicationRule", "NoSuchReplicationConfiguration", "NoSuchBucket");
}

export function waitingFor(context: Context, limit: number): Waiting {
  return { clock: context.clock, random: context.random, deadline: context.clock.now() + limit };
}

/** A timeout of state; states written by hand may lack it. */
export function milliseconds(text: string | undefined): number {
  return parseDuration(text) ?? (parseDuration(RULE_DEFAULTS.timeouts.create) as number);
}
