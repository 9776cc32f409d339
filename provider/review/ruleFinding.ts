import type { ActiveChange } from "./change";
import { type Finding, finding } from "./finding";
import { gapOf } from "./gap";
import { say } from "./phrase";
import { type Risk, risk } from "./risks";
import { keepsPair, type Rule, ruleOf } from "./rule";
import { putRisks, recreateRisks, stopRisks } from "./ruleRisks";
import * as text from "./ruleText";
import { endRisks, heirRisks, isHandedOver, isRenaming, sharedRisks } from "./sharing";
import type { Stands } from "./stands";

/** What a change means for replication by a rule, among the changes of the same update. */
export function ruleFinding(change: ActiveChange, stands: Stands): Finding {
  const found = alone(change, stands);
  const risks = [...endRisks(change, stands), ...heirRisks(change, stands), ...sharedRisks(change, stands)];
  return { ...found, risks: [...found.risks, ...risks] };
}

function alone(change: ActiveChange, stands: Stands): Finding {
  const [old, now] = [ruleOf(change.old), ruleOf(change.new)];
  switch (change.op) {
    case "create":
      return created(change, now, stands);
    case "import":
      return finding(change, "adopted", now, text.importText(now));
    case "update":
      return finding(change, "updated", now, text.updateText(now, change));
    case "delete":
      return deleted(change, old, stands);
    case "replace":
      return replaced(change, old, now);
  }
}

function created(change: ActiveChange, rule: Rule, stands: Stands): Finding {
  if (!("hidden" in rule.adopt && rule.adopt.hidden === "missing")) {
    return finding(change, "adopted", rule, text.adoptText(rule));
  }
  if (change.takenOver !== undefined) {
    return finding(change, "adopted", rule, text.takeoverText(rule, change.takenOver));
  }
  const end = stands.endOf(change);
  if (!end || !isRenaming(end, change)) {
    return finding(change, "started", rule, text.startText(rule), putRisks(rule));
  }
  const gap: Risk = risk(
    "gap",
    say`Between the deletion of the one rule and the start of the other, nothing is copied.`,
  );
  return finding(change, "started", rule, text.startInTheWayText(rule, change, end.change), [
    gap,
    ...putRisks(rule),
  ]);
}

function deleted(change: ActiveChange, rule: Rule, stands: Stands): Finding {
  if (change.old.retained) return finding(change, "released", rule, text.releaseText(rule));
  const heir = stands.heirOf(change);
  return heir && isHandedOver(change, heir)
    ? finding(change, "released", rule, text.handOverText(rule, heir.change))
    : finding(change, "stopped", rule, text.stopText(rule), stopRisks(rule));
}

/** Where the old rule stays and is of the same pair, the update fails before anything changes. */
function replaced(change: ActiveChange, old: Rule, now: Rule): Finding {
  const gap = gapOf(change, old, now);
  const sentence = text.recreateText(change, old, now, gap);
  const fails = change.old.retained && keepsPair(change, old, now);
  const risks = fails
    ? [risk("rule-recreated", say`The update fails as long as the old rule is retained.`)]
    : recreateRisks(change, old, now, gap);
  return finding(change, "recreated", old, sentence, risks, gap);
}
