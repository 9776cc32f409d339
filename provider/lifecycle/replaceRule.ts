import { definitionIn, isPassing, OssError, type OssReplication, type Rule, type RuleToPut } from "../oss";
import { type Context, waitingFor } from "./context";
import { LeftInPlace, ReplicationError } from "./errors";
import { outputsOf, type RuleOutputs } from "./inputs";
import { clearing, listing, stillThere, takingBack } from "./messages";
import { inputsOfRule } from "./normalise";
import { ownerIn } from "./ownership";
import { putRule } from "./putRule";
import { findRule, type RemovalTexts, removeRule, untilGone } from "./removeRule";
import * as messages from "./replacementMessages";
import { type Awaited, patiently, type Waiting } from "./wait";

/** The rule that is replaced, as it is put back where OSS refuses the new one. */
export interface OldRule {
  rule: RuleToPut & { id: string };
  /** What state is to say of it. */
  outputs: RuleOutputs;
  /** Whether state still has it as the resource; else a failure must say what is there. */
  isInState: boolean;
}

/** A rule that is there, with its RTC; what OSS leaves out of its answer is as state has it. */
export function oldRuleOf(rule: Rule, known: RuleOutputs): OldRule {
  const inputs = inputsOfRule(rule, known, known.region);
  const rtc = rule.rtcStatus === undefined ? undefined : "enabled";
  return {
    rule: { id: rule.id, ...definitionIn(inputs), rtc },
    outputs: outputsOf(rule.id, inputs),
    isInState: true,
  };
}

/** What one replacement works with. */
export interface Replacement {
  context: Context;
  service: OssReplication;
  bucket: string;
  old: OldRule;
  /** Milliseconds for each of its waits: until OSS has cleared the old rule, and for the put. */
  limit: number;
  /** Puts the new rule, whatever it meets. */
  put(): Promise<string>;
  /** What is waited for while OSS does not answer that. */
  taking: Awaited;
  /** The rule that holds the pair; `undefined` where it is free. Throws where it is somebody else's. */
  find(): Promise<Found | undefined>;
}

/** A rule of this resource: the new one, or the old one that is in effect again. */
export interface Found {
  id: string;
  isOld: boolean;
}

/** Looks again for as long, where nobody knows what became of a delete. */
const LOOK_AGAIN = 60_000;

/**
 * Removes the old rule, puts the new one, and puts the old one back if OSS refuses that: a pair of buckets has one rule,
 * so that the new one cannot come first. A failure says in its first sentence what is in effect.
 */
export async function replaceRule(replacement: Replacement): Promise<string> {
  await removeOld(replacement);
  return putOrPutBack(replacement);
}

async function removeOld(replacement: Replacement): Promise<void> {
  const { context, bucket, old } = replacement;
  const texts = textsOf(replacement);
  try {
    context.facts.forget(bucket);
    await removeRule(ruleAt(replacement), untilCleared(replacement), texts);
  } catch (error) {
    if (isStopped(error)) throw messages.notRemoved(bucket, old.rule, error);
    if (!(error instanceof OssError)) throw error;
    if (error.operation !== "DeleteBucketReplication") throw messages.removedUnseen(bucket, old.rule, error);
    if (!isPassing(error)) throw messages.notRemoved(bucket, old.rule, error);
    await settleRemoval(replacement, error, texts);
  }
}

function isStopped(error: unknown): error is ReplicationError {
  return error instanceof ReplicationError && error.code === "Stopped";
}

/** The delete was sent and never answered: what is there now tells what it did. */
async function settleRemoval(replacement: Replacement, error: OssError, texts: RemovalTexts): Promise<void> {
  const { context, service, bucket, old } = replacement;
  const look = () => findRule(service, bucket, old.rule.id, "fresh");
  const waiting = waitingFor(context, LOOK_AGAIN, () => listing(bucket));
  const found = await patiently(look, waiting).catch(() => {
    throw messages.removalUnknown(bucket, old.rule, error);
  });
  if (found === undefined) return;
  if (found.status !== "closing") throw messages.notRemoved(bucket, old.rule, error);
  await untilGone(ruleAt(replacement), untilCleared(replacement), texts);
}

function untilCleared({ context, bucket, old, limit }: Replacement): Waiting {
  return waitingFor(context, limit, () => clearing(bucket, old.rule));
}

function ruleAt({ service, bucket, old }: Replacement) {
  return { service, bucket, id: old.rule.id };
}

function textsOf({ bucket, old, limit }: Replacement): RemovalTexts {
  return {
    stillClosing: (seen) => messages.replacedStillClosing(bucket, old.rule, limit, seen),
    stillThere: () => stillThere(bucket, old.rule.id),
  };
}

/** Puts the new rule where the old one is gone already, too. */
export async function putOrPutBack(replacement: Replacement): Promise<string> {
  const { context, limit, taking } = replacement;
  try {
    return await patiently(
      () => replacement.put(),
      waitingFor(context, limit, () => taking),
    );
  } catch (refusal) {
    return putBack(replacement, refusal as Error);
  }
}

/** The new rule was not put: the old one is put again, or the new one found that was put after all. */
export async function putBack(replacement: Replacement, refusal: Error): Promise<string> {
  const { context, service, bucket, old, limit } = replacement;
  const waiting = (awaited: Awaited) => waitingFor(context, limit, () => awaited);
  const put = () => putRule(service, bucket, old.rule, { wasFree: true });
  let id: string;
  try {
    const there = await patiently(() => replacement.find(), waiting(listing(bucket)));
    if (there?.isOld === false) return there.id;
    id = there?.id ?? (await patiently(put, waiting(takingBack(bucket, old.rule))));
  } catch (failure) {
    if (failure instanceof ReplicationError && failure.code === "RuleInTheWay") {
      throw messages.takenMeanwhile(bucket, old.rule, failure);
    }
    throw messages.nothingLeft(bucket, old.rule, refusal, failure as Error);
  }
  throw wasPutBack(bucket, old, id, refusal);
}

function wasPutBack(bucket: string, old: OldRule, id: string, refusal: Error): ReplicationError {
  const failure = messages.putBack(bucket, old.rule, id, refusal);
  if (old.isInState && id === old.rule.id) return failure;
  // The id that OSS makes does not tell the owner.
  return new LeftInPlace(failure.message, failure.code, id, { owner: ownerIn(old.rule.id), ...old.outputs });
}
