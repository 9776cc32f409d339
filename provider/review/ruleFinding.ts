import type { ActiveChange } from "./change";
import { type Finding, finding, type Risk, risk } from "./finding";
import { say } from "./phrase";
import { replacementFinding } from "./replacement";
import { type Rule, ruleOf } from "./rule";
import * as text from "./ruleWords";
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
      return replacementFinding(change, old, now);
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
    return finding(change, "started", rule, text.startText(rule), text.putRisks(rule));
  }
  const gap: Risk = risk(
    "gap",
    say`Between the deletion of the one rule and the start of the other, nothing is copied.`,
  );
  return finding(change, "started", rule, text.startInTheWayText(rule, change, end.change), [
    gap,
    ...text.putRisks(rule),
  ]);
}

function deleted(change: ActiveChange, rule: Rule, stands: Stands): Finding {
  if (change.old.retained) return finding(change, "released", rule, text.releaseText(rule));
  const heir = stands.heirOf(change);
  return heir && isHandedOver(change, heir)
    ? finding(change, "released", rule, text.handOverText(rule, heir.change))
    : finding(change, "stopped", rule, text.stopText(rule), text.stopRisks(rule));
}
