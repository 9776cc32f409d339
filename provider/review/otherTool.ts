import type { ActiveChange } from "./change";
import { type Finding, finding, type Risk } from "./finding";
import { nameOf } from "./maybe";
import { type Phrase, say, words } from "./phrase";
import { isSamePair, pairText, type Rule, ruleOf } from "./rule";
import { gapRisk, releaseText, stopRisk, stopText } from "./ruleWords";
import { resource, sharingRisks } from "./sharing";
import type { Stands } from "./stands";

/** What a change of another tool's resource means for replication; nothing where no rule ends and none of ours is touched. */
export function otherToolFinding(change: ActiveChange, stands: Stands): Finding | undefined {
  const risks = sharingRisks(change, stands);
  const [old, now] = [ruleOf(change.old), ruleOf(change.new)];
  switch (change.op) {
    case "delete":
      return change.old.retained
        ? finding(change, "released", old, releaseText(old))
        : finding(change, "stopped", old, stopText(old), [stopRisk(old), ...risks]);
    case "replace":
      return finding(change, "recreated", old, replaceText(change, old, now), [
        ...replaceRisks(change, old, now),
        ...risks,
      ]);
    default:
      return risks.length > 0
        ? finding(change, "shared", now, sharedText(change, change.op, now), risks)
        : undefined;
  }
}

const DONE = { create: "is created", import: "is imported", update: "is updated" };

function sharedText(change: ActiveChange, op: keyof typeof DONE, now: Rule): Phrase {
  return say`${resource(change)} ${words(DONE[op])} for the rule ${pairText(now)}, which a resource of this package manages, too.`;
}

/**
 * `@pulumi/alicloud` takes BucketReplicationAlreadyExist for success and the bucket's first rule for its own
 * (resource_alicloud_oss_bucket_replication.go), so the deletion of the old resource then deletes it.
 */
function replaceText(change: ActiveChange, old: Rule, now: Rule): Phrase {
  const head = say`The rule ${pairText(old)} of ${resource(change)} is replaced`;
  if (change.old.retained)
    return say`${head}; the old one stays at OSS, but is no longer managed (retainOnDelete).`;
  if (change.deletedFirst)
    return say`${head}: the old one is deleted first, which leaves a gap in replication.`;
  if (isSamePair(old, now)) {
    return say`${head}: while the old one still occupies the two buckets, the provider takes it for the new one, and then deletes it.`;
  }
  return say`${head} by one ${pairText(now)}; then replication from bucket ${nameOf(old.bucket)} to bucket ${nameOf(old.target)} stops.`;
}

function replaceRisks(change: ActiveChange, old: Rule, now: Rule): Risk[] {
  if (change.old.retained) return [];
  return [change.deletedFirst && isSamePair(old, now) ? gapRisk() : stopRisk(old)];
}
