import type { StateRule } from "../operate/stateFile";
import { isObject, RULE_DEFAULTS, regionOf } from "../oss";
import { naturally } from "../terminal/naturally";
import { type Copies, type Label, type Picture, pictureOf, type RuleToDraw } from "./picture";

/** What copies where, as a state says it, which is how it was when Pulumi last looked. */
export function pictureOfState(owned: readonly StateRule[]): Picture {
  const withRtc = new Set(owned.filter(hasRtc).map(({ ruleId }) => ruleId));
  const rules = owned.filter(({ kind }) => kind === "rule").sort((a, b) => naturally(a.urn, b.urn));
  return pictureOf(
    "What copies where, as the state says",
    rules.map((rule) => ruleToDraw(rule, withRtc.has(rule.ruleId))),
  );
}

function hasRtc({ kind, outputs }: StateRule): boolean {
  return kind === "rtc" && outputs.status !== "disabled";
}

function ruleToDraw({ bucket, region, target, name, leaving, outputs }: StateRule, rtc: boolean): RuleToDraw {
  return {
    from: { label: labelOf(bucket), region },
    to: { label: labelOf(target?.bucket), region: target && regionOf(target.location) },
    mark: "kept",
    copies: { ...copiesIn(outputs), rtc: rtc ? "RTC" : undefined },
    note: leaving ? "waits to be deleted" : undefined,
    rule: name,
  };
}

/** What a state does not show is a secret. */
function labelOf(name: string | undefined): Label {
  return name === undefined ? { words: "(secret)" } : { name };
}

function copiesIn({ prefixSet, action = RULE_DEFAULTS.action, userTaggings }: StateRule["outputs"]): Copies {
  const prefixes = isObject(prefixSet) ? (prefixSet.prefixes ?? prefixSet) : (prefixSet ?? []);
  const shown = Array.isArray(prefixes) ? prefixes.filter((prefix) => typeof prefix === "string") : [];
  const hidden = !Array.isArray(prefixes) || shown.length < prefixes.length;
  return {
    prefixes: shown,
    hidden: hidden || undefined,
    tagged: (userTaggings !== undefined && userTaggings !== null) || undefined,
    action: typeof action === "string" ? action : undefined,
  };
}
