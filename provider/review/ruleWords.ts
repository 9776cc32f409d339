import { type Change, nameIn, placeIn } from "./change";
import { type Risk, risk } from "./finding";
import { nameOf } from "./maybe";
import { code, isPlain, listed, named, type Phrase, say, words } from "./phrase";
import { objectsOf } from "./prefixes";
import { type Answer, pairText, type Rule } from "./rule";

export function startText(rule: Rule): Phrase {
  const filter = words(rule.tagged === "yes" ? " with the given tags" : "");
  return say`Replication ${pairText(rule)} starts for ${objectsOf(rule.coverage)}${filter}; ${words(EXISTING[rule.history])}; ${words(DELETIONS[rule.deletes])}.`;
}

/** For a pair of buckets that was not replicated before. */
export const EXISTING: Record<Answer, string> = {
  yes: "existing objects are copied, too",
  no: "existing objects are not copied",
  maybe: "the preview does not show whether existing objects are copied",
};

const DELETIONS: Record<Answer, string> = {
  yes: "deletions are repeated in the target",
  no: "deletions are not repeated in the target",
  maybe: "the preview does not show whether deletions are repeated in the target",
};

/** A rule of the same two buckets is deleted by the same update, under another name. */
export function startInTheWayText(rule: Rule, change: Change, ended: Change): Phrase {
  return say`Replication ${pairText(rule)} is to start while the rule of ${named("old name", nameIn(ended.oldUrn))}, which this update deletes, still occupies the two buckets. OSS allows one rule from a source to a target, so the update fails, or leaves a gap once the other rule is gone. If both are the same rule, tell Pulumi with ${aliasText(change, ended)}, and nothing is deleted.`;
}

function aliasText(change: Change, ended: Change): Phrase {
  const [name, urn] = [nameIn(ended.oldUrn), ended.oldUrn];
  if (!isPlain(urn)) return say`the option aliases and the old name ${name}`;
  const alias = placeIn(change.urn) === placeIn(urn) ? `{ name: "${name}" }` : `"${urn}"`;
  return say`the option ${code(`aliases: [${alias}]`)}`;
}

export function adoptText(rule: Rule): Phrase {
  return say`The rule ${nameOf(rule.adopt, "rule id")} ${pairText(rule)} is taken over as it is, and nothing changes at OSS; if it differs from the program, the update fails.`;
}

/** The checks found a rule of ours that says what the program says. */
export function takeoverText(rule: Rule, id: string): Phrase {
  return say`The rule ${named("rule id", id)} ${pairText(rule)}, which OSS already has, is taken over as it is: nothing is written, and replication goes on.`;
}

export function importText(rule: Rule): Phrase {
  return say`The rule ${pairText(rule)} is imported, and nothing changes at OSS.`;
}

export function stopText(rule: Rule): Phrase {
  return say`Replication ${pairText(rule)} stops for ${objectsOf(rule.coverage)}; the copies made so far stay.`;
}

export function releaseText(rule: Rule): Phrase {
  return say`The rule ${pairText(rule)} is no longer managed; it stays at OSS, and replication goes on.`;
}

/** Two names of ours for one rule, of which one goes. */
export function handOverText(rule: Rule, heir: Change): Phrase {
  return say`The rule ${pairText(rule)} is managed as ${nameIn(heir.urn)} from now on; it stays at OSS, and replication goes on.`;
}

export function updateText(rule: Rule, change: Change): Phrase {
  return say`Replication ${pairText(rule)} goes on unchanged; ${onlyText(change)}.`;
}

/** What an update changes that is without effect at OSS. */
export function onlyText({ changed }: Change): Phrase {
  return changed.length > 0
    ? say`only ${changesText(changed)}`
    : words("only its state is brought up to date");
}

/** `a changes`, `a and b change`. */
export function changesText(changed: string[]): Phrase {
  return say`${listed(changed.map((name) => say`${name}`))} ${words(changed.length === 1 ? "changes" : "change")}`;
}

/** `a has changed`, `a and b have changed`. */
export function changedText(changed: string[]): Phrase {
  return say`${listed(changed.map((name) => say`${name}`))} ${words(changed.length === 1 ? "has" : "have")} changed`;
}

/** What it risks that a rule is put. */
export function putRisks({ bucket, target, deletes, history }: Rule): Risk[] {
  const [from, to] = [nameOf(bucket), nameOf(target)];
  const deleted = say`Objects deleted in bucket ${from} ${words(deletes === "yes" ? "are" : "may be")} deleted in bucket ${to}, too.`;
  const copied = say`Objects already in bucket ${from} ${words(history === "yes" ? "are" : "may be")} copied to bucket ${to}, and billed.`;
  return [
    ...(deletes === "no" ? [] : [risk("deletes-replicated", deleted)]),
    ...(history === "no" ? [] : [risk("history-copied", copied)]),
  ];
}

export function stopRisk({ bucket, target }: Rule, certain = true): Risk {
  const text = say`Objects written to bucket ${nameOf(bucket)} ${areNoLonger(certain)} copied to bucket ${nameOf(target)} by this rule.`;
  return risk("replication-stops", text);
}

export function areNoLonger(certain: boolean): Phrase {
  return words(certain ? "are no longer" : "may no longer be");
}

/** One resource is deleted, and another that is not made as its successor comes in its place. */
export function gapRisk(): Risk {
  return risk(
    "gap",
    words("Nothing is copied between the deletion of the old rule and the start of the new one."),
  );
}
