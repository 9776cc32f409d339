import type { ActiveChange } from "./change";
import { type Finding, finding, type Risk, risk } from "./finding";
import { nameOf } from "./maybe";
import { type Phrase, say, words } from "./phrase";
import { isSamePair, pairText, type Rule, ruleOf } from "./rule";
import { releaseText, stopRisks, stopText } from "./ruleWords";
import { endRisks, heirRisks, resource, sharedRisks } from "./sharing";
import type { Stands } from "./stands";

/** What a change of another tool's resource means for replication; nothing where no rule ends and none of ours is touched. */
export function otherToolFinding(change: ActiveChange, stands: Stands): Finding | undefined {
  const risks = [...endRisks(change, stands), ...heirRisks(change, stands), ...sharedRisks(change, stands)];
  const [old, now] = [ruleOf(change.old), ruleOf(change.new)];
  if (change.op === "delete") {
    return change.old.retained
      ? finding(change, "released", old, releaseText(old))
      : finding(change, "stopped", old, stopText(old), [...stopRisks(old), ...risks]);
  }
  if (change.op === "replace") {
    const all = [...replaceRisks(change, old, now), ...risks];
    return finding(change, "recreated", old, replaceText(change, old, now), all);
  }
  return risks.length > 0 ? finding(change, "shared", now, sharedText(change, now), risks) : undefined;
}

function sharedText(change: ActiveChange, now: Rule): Phrase {
  const does = { create: "is to be created", import: "is imported", update: "is updated" };
  return say`${resource(change)} ${words(does[change.op as keyof typeof does])} for the rule ${pairText(now)}, for which a resource of this package stands, too.`;
}

/**
 * `@pulumi/alicloud` takes BucketReplicationAlreadyExist for success and the bucket's first rule for its own
 * (resource_alicloud_oss_bucket_replication.go), so that the deletion of the old resource then deletes it.
 */
function replaceText(change: ActiveChange, old: Rule, now: Rule): Phrase {
  const head = say`The rule ${pairText(old)} of ${resource(change)} is replaced`;
  if (change.old.retained)
    return say`${head}, and the old one stays at OSS, no longer managed (retainOnDelete).`;
  if (change.deletedFirst)
    return say`${head}: the old one is deleted first, and there is a gap without replication.`;
  if (isSamePair(old, now)) {
    return say`${head}: the engine makes the new one while the old one still holds the two buckets, the provider takes that one for the new one, and then deletes it.`;
  }
  return say`${head} by one ${pairText(now)}, and then replication from bucket ${nameOf(old.bucket)} to bucket ${nameOf(old.target)} stops.`;
}

function replaceRisks(change: ActiveChange, old: Rule, now: Rule): Risk[] {
  if (change.old.retained) return [];
  if (!change.deletedFirst || !isSamePair(old, now)) return stopRisks(old);
  return [
    risk("gap", say`Between the deletion of the one rule and the start of the other, nothing is copied.`),
  ];
}
