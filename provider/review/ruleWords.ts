import { type Change, nameIn, placeIn } from "./change";
import { type Risk, risk } from "./finding";
import { nameOf } from "./maybe";
import { code, isPlain, joined, listed, type Phrase, say, words } from "./phrase";
import { objectsOf } from "./prefixes";
import { pairText, type Rule } from "./rule";

export function startText(rule: Rule): Phrase {
  const clauses = [words(HISTORY_AT_START[rule.history]), words(DELETES[rule.deletes])];
  return say`Replication ${pairText(rule)} starts for ${objectsOf(rule.coverage)}${filterText(rule)}; ${joined(clauses, "; ")}.`;
}

/** A rule of the same two buckets is deleted by the same update, under another name. */
export function startInTheWayText(rule: Rule, change: Change, ended: Change): Phrase {
  return say`Replication ${pairText(rule)} is to start while the rule of ${nameIn(ended.oldUrn)}, which this update deletes, still holds the two buckets: OSS takes one rule for them, so that this fails, or leaves a gap once the other is gone. If both are the same rule, tell Pulumi so by ${aliasText(change, ended)}, and nothing is deleted.`;
}

function aliasText(change: Change, ended: Change): Phrase {
  const [name, urn] = [nameIn(ended.oldUrn), ended.oldUrn];
  if (!isPlain(urn)) return say`the option aliases with the old name ${name}`;
  const alias = placeIn(change.urn) === placeIn(urn) ? `{ name: "${name}" }` : `"${urn}"`;
  return say`the option ${code(`aliases: [${alias}]`)}`;
}

export function adoptText(rule: Rule): Phrase {
  return say`The rule ${nameOf(rule.adopt)} ${pairText(rule)} is taken over as it is, and nothing changes at OSS; if it is not what the program says, the update fails.`;
}

/** The checks found a rule of ours that says what the program says. */
export function takeoverText(rule: Rule, id: string): Phrase {
  return say`The rule ${id} ${pairText(rule)}, which is at OSS already, is taken over as it is: nothing is written, and replication goes on.`;
}

export function importText(rule: Rule): Phrase {
  return say`The rule ${pairText(rule)} is imported, and nothing changes at OSS.`;
}

export function stopText(rule: Rule): Phrase {
  return say`Replication ${pairText(rule)} stops: ${objectsOf(rule.coverage)} are no longer protected by it; copies that were made stay.`;
}

export function releaseText(rule: Rule): Phrase {
  return say`The rule ${pairText(rule)} is no longer managed and stays at OSS, where replication goes on.`;
}

/** Two names of ours for one rule, of which one goes. */
export function handOverText(rule: Rule, heir: Change): Phrase {
  return say`The rule ${pairText(rule)} is managed as ${nameIn(heir.urn)} from then on and stays at OSS, where replication goes on.`;
}

export function updateText(rule: Rule, { changed }: Change): Phrase {
  const what =
    changed.length > 0
      ? say`Of the rule ${pairText(rule)} only ${names(changed)} ${are(changed)}`
      : say`The rule ${pairText(rule)} is brought up to date in the state`;
  return say`${what}, and replication goes on as it is.`;
}

export function names(changed: string[]): Phrase {
  return listed(changed.map((name) => say`${name}`));
}

export function are(changed: string[]): Phrase {
  return words(changed.length === 1 ? "changes" : "change");
}

function filterText(rule: Rule): Phrase {
  return rule.tagged === "yes" ? words(" with the given tags") : [];
}

/** For a pair of buckets that was not replicated before. */
export const HISTORY_AT_START = {
  yes: "objects that are there already are copied, too",
  no: "objects that are there already are not copied",
  maybe: "whether objects that are there already are copied is not to be seen in the preview",
};

const DELETES = {
  yes: "deletions are repeated in the target",
  no: "deletions are not repeated in the target",
  maybe: "whether deletions are repeated in the target is not to be seen in the preview",
};

/** What it risks that a rule is put. */
export function putRisks(rule: Rule): Risk[] {
  const from = say`bucket ${nameOf(rule.bucket)}`;
  const to = say`bucket ${nameOf(rule.target)}`;
  return [
    ...(rule.deletes === "no"
      ? []
      : [
          risk(
            "deletes-replicated",
            say`What is deleted in ${from} ${words(will(rule.deletes))} deleted in ${to}, too.`,
          ),
        ]),
    ...(rule.history === "no"
      ? []
      : [
          risk(
            "history-copied",
            say`What is in ${from} already ${words(will(rule.history))} copied to ${to}, and billed.`,
          ),
        ]),
  ];
}

export function stopRisks(rule: Rule, certain = true): Risk[] {
  const is = words(certain ? "is" : "may be");
  const text = say`What is written to bucket ${nameOf(rule.bucket)} ${is} no longer copied to bucket ${nameOf(rule.target)} by this rule.`;
  return [risk("replication-stops", text)];
}

function will(certain: Rule["deletes"]): string {
  return certain === "yes" ? "is" : "may be";
}
