import type { OssReplication, Rule } from "../oss";
import { isCode, type ReplicationError } from "./errors";
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
export async function removeRule(rule: RuleAt, waiting: Waiting, texts: RemovalTexts): Promise<void> {
  if (await isDeleted(rule)) await untilGone(rule, waiting, texts);
}

/** Milliseconds in which a look may still show what was before the delete. */
const SETTLING = 2_000;

/** Waits for a rule that was deleted. Only the deadline ends the wait, or a rule that is still in effect although OSS took its deletion. */
export async function untilGone(
  { service, bucket, id }: RuleAt,
  waiting: Waiting,
  texts: RemovalTexts,
): Promise<void> {
  const { clock } = waiting;
  const settled = clock.now() + SETTLING;
  await waitFor(
    async () => {
      const found = await findRule(service, bucket, id);
      if (found === undefined) return true;
      if (found.status !== "closing" && clock.now() >= settled) throw texts.stillThere();
      return undefined;
    },
    waiting,
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
