import type { OssReplication, Rule } from "../oss";
import type { Context } from "./context";
import { parseDuration } from "./duration";
import { isCode } from "./errors";
import { stillClosing } from "./messages";
import { RULE_DEFAULTS } from "./ruleInputs";
import { type Waiting, waitFor } from "./wait";

/** Deletes the rule with this id and waits until OSS has cleared it. */
export async function removeRule(
  context: Context,
  service: OssReplication,
  bucket: string,
  id: string,
  limit: number,
  option: "create" | "delete",
): Promise<void> {
  context.facts.forget(bucket);
  try {
    await service.deleteBucketReplication(bucket, id);
  } catch (error) {
    if (isGone(error)) return;
    throw error;
  }
  await waitFor(
    async () => ((await findRule(service, bucket, id)) === undefined ? true : undefined),
    waitingFor(context, limit),
    (asked) => stillClosing(bucket, id, limit, asked, option),
  );
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
