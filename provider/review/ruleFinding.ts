import type { ActiveChange } from "./change";
import { type Finding, finding } from "./finding";
import { replacementFinding } from "./replacement";
import { isAdopting, type Rule, ruleOf } from "./rule";
import * as words from "./ruleWords";
import { isHandedOver, isRenaming, sharingRisks } from "./sharing";
import type { Stands } from "./stands";

/** What a change means for replication by a rule, among the changes of the same update. */
export function ruleFinding(change: ActiveChange, stands: Stands): Finding {
  const found = alone(change, stands);
  return { ...found, risks: [...found.risks, ...sharingRisks(change, stands)] };
}

function alone(change: ActiveChange, stands: Stands): Finding {
  const [old, now] = [ruleOf(change.old), ruleOf(change.new)];
  switch (change.op) {
    case "create":
      return created(change, now, stands);
    case "import":
      return finding(change, "adopted", now, words.importText(now));
    case "update":
      return finding(change, "updated", now, words.updateText(now, change));
    case "delete":
      return deleted(change, old, stands);
    case "replace":
      return replacementFinding(change, old, now);
  }
}

function created(change: ActiveChange, rule: Rule, stands: Stands): Finding {
  if (isAdopting(change.new)) return finding(change, "adopted", rule, words.adoptText(rule));
  if (change.takenOver !== undefined)
    return finding(change, "adopted", rule, words.takeoverText(rule, change.takenOver));
  const end = stands.endOf(change);
  if (!end || !isRenaming(end, change))
    return finding(change, "started", rule, words.startText(rule), words.putRisks(rule));
  const sentence = words.startInTheWayText(rule, change, end.change);
  return finding(change, "started", rule, sentence, [words.gapRisk(), ...words.putRisks(rule)]);
}

function deleted(change: ActiveChange, rule: Rule, stands: Stands): Finding {
  if (change.old.retained) return finding(change, "released", rule, words.releaseText(rule));
  const heir = stands.heirOf(change);
  return heir && isHandedOver(change, heir)
    ? finding(change, "released", rule, words.handOverText(rule, heir.change))
    : finding(change, "stopped", rule, words.stopText(rule), [words.stopRisk(rule)]);
}
