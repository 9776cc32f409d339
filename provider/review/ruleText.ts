import type { Change } from "./change";
import { differences, HISTORY_AT_START } from "./differences";
import { type Gap, isMadeAnew, isPutBack } from "./gap";
import { nameOf } from "./maybe";
import { code, isPlain, joined, listed, type Phrase, say, words } from "./phrase";
import { objectsOf } from "./prefixes";
import { keepsPair, pairText, type Rule } from "./rule";
import { nameIn, placeIn } from "./urn";

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

export function recreateText(change: Change, old: Rule, now: Rule, gap: Gap | undefined): Phrase {
  const samePair = keepsPair(change, old, now);
  const as = samePair ? [] : say` as one ${pairText(now)}`;
  const head = say`The rule ${pairText(old)} is recreated${as}, ${reason(change)}`;
  if (change.old.retained && samePair) return say`${head}: ${words(REFUSED)}.`;
  return say`${head}: ${joined([orderText(change, old, now, gap), ...differences(change, old, now)], "; ")}.`;
}

const REFUSED =
  "the old rule stays (retainOnDelete), and OSS takes one rule for a source and a target, so that the update fails and nothing changes at OSS";

function orderText(change: Change, old: Rule, now: Rule, gap: Gap | undefined): Phrase {
  if (gap) return gapText(change, old, now, gap);
  if (change.old.retained)
    return words(
      "the old rule stays at OSS, no longer managed (retainOnDelete), and replication by it goes on",
    );
  return say`the new rule comes first, without a gap, and then replication from bucket ${nameOf(old.bucket)} to bucket ${nameOf(old.target)} stops`;
}

function gapText(change: Change, old: Rule, now: Rule, gap: Gap): Phrase {
  const limit = gap.timeout === undefined ? [] : say` (for up to ${gap.timeout})`;
  const order = isMadeAnew(change)
    ? MADE_ANEW
    : isPutBack(change, old, now)
      ? PUT_BACK
      : "the old rule is deleted first";
  return say`${words(order)}, and there is a gap without replication, usually of minutes, while OSS clears it${limit}`;
}

const MADE_ANEW = "it is removed and put again under the same id";
const PUT_BACK = "the old rule is removed first, and put back if OSS refuses the new one";

function reason({ changed, requested }: Change): Phrase {
  if (changed.length === 0)
    return words(requested ? "on request" : "because something that it depends on is recreated");
  return say`because ${names(changed)} ${are(changed)}`;
}

function names(changed: string[]): Phrase {
  return listed(changed.map((name) => say`${name}`));
}

function are(changed: string[]): Phrase {
  return words(changed.length === 1 ? "changes" : "change");
}

function filterText(rule: Rule): Phrase {
  return rule.tagged === "yes" ? words(" with the given tags") : [];
}

const DELETES = {
  yes: "deletions are repeated in the target",
  no: "deletions are not repeated in the target",
  maybe: "whether deletions are repeated in the target is not to be seen in the preview",
};
