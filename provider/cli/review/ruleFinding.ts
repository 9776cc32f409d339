import type { Change } from "./change";
import { type Finding, finding } from "./finding";
import { gapOf } from "./gap";
import { say } from "./phrase";
import { risk } from "./risks";
import { isSamePair, type Rule, ruleOf } from "./rule";
import { putRisks, recreateRisks, stopRisks } from "./ruleRisks";
import * as text from "./ruleText";
import { nameIn } from "./urn";

/** What a change means for replication by a rule; `all` are the changes of the same update. */
export function ruleFinding(change: Change, all: Change[]): Finding {
  const [old, now] = [ruleOf(change.old), ruleOf(change.new)];
  switch (change.op) {
    case "create":
      return created(change, now, all);
    case "import":
      return finding(change, "adopted", now, text.importText(now));
    case "update":
      return finding(change, "updated", now, text.updateText(now, change));
    case "delete":
      return change.old.retained
        ? finding(change, "released", old, text.releaseText(old))
        : finding(change, "stopped", old, text.stopText(old), stopRisks(old));
    case "replace":
      return replaced(change, old, now);
  }
}

function created(change: Change, rule: Rule, all: Change[]): Finding {
  if (!("hidden" in rule.adopt && rule.adopt.hidden === "missing")) {
    return finding(change, "adopted", rule, text.adoptText(rule));
  }
  const holder = all.find((other) => other.op === "delete" && isRuleOfPair(other, rule));
  if (!holder) return finding(change, "started", rule, text.startText(rule), putRisks(rule));
  const sentence = text.startInTheWayText(rule, nameIn(holder.urn));
  const gap = risk(
    "gap",
    say`Between the deletion of the one rule and the start of the other, nothing is copied.`,
  );
  return finding(change, "started", rule, sentence, [gap, ...putRisks(rule)]);
}

function isRuleOfPair(other: Change, rule: Rule): boolean {
  return other.type === "rule" && isSamePair(ruleOf(other.old), rule);
}

/** Where the old rule stays and is of the same pair, the update fails before anything changes. */
function replaced(change: Change, old: Rule, now: Rule): Finding {
  const gap = gapOf(change, old, now);
  const sentence = text.recreateText(change, old, now, gap);
  const fails = change.old.retained && isSamePair(old, now);
  const risks = fails
    ? [risk("rule-recreated", say`The update fails as long as the old rule is retained.`)]
    : recreateRisks(change, old, now, gap);
  return finding(change, "recreated", old, sentence, risks, gap);
}
