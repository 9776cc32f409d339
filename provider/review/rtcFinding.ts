import type { ActiveChange, Change, Version } from "./change";
import { type Finding, finding, type Kind, type Risk, risk } from "./finding";
import { known, type Maybe, mayEqual, nameOf, textOf } from "./maybe";
import { type Phrase, say, words } from "./phrase";
import { onlyText } from "./ruleWords";

/** RTC of a rule as a preview shows it. */
export interface Rtc {
  bucket: Maybe<string>;
  ruleId: Maybe<string>;
  /** `false` only where it surely is. */
  enabled: boolean;
}

export function rtcIn({ properties }: Version): Rtc {
  return {
    bucket: textOf(properties.bucket),
    ruleId: textOf(properties.ruleId),
    enabled: properties.status !== "disabled",
  };
}

/** What a change means for replication time control, among the changes of the same update. */
export function rtcFinding(change: ActiveChange, rules: EndingRules): Finding {
  const [old, now] = [rtcIn(change.old), rtcIn(change.new)];
  switch (change.op) {
    case "create":
      return switched(change, now);
    case "import":
      return found(
        change,
        "rtc-updated",
        now,
        say`RTC of ${rtcRuleText(now)} is imported, and nothing changes.`,
      );
    case "update":
      return change.changed.includes("status") ? switched(change, now) : unchanged(change, now);
    case "delete":
      return deleted(change, old, rules);
    case "replace":
      return replaced(change, old, now, rules);
  }
}

function switched(change: Change, rtc: Rtc): Finding {
  if (!rtc.enabled)
    return found(
      change,
      "rtc-disabled",
      rtc,
      say`${off(rtc)}; replication goes on without it.`,
      rtcEnds(rtc),
    );
  const sentence = say`RTC is switched on for ${rtcRuleText(rtc)}: copies are made within minutes.`;
  return found(change, "rtc-enabled", rtc, sentence, rtcIsBilled(rtc));
}

function unchanged(change: Change, rtc: Rtc): Finding {
  const sentence = say`RTC of ${rtcRuleText(rtc)} goes on unchanged; ${onlyText(change)}.`;
  return found(change, "rtc-updated", rtc, sentence);
}

function deleted(change: Change, old: Rtc, rules: EndingRules): Finding {
  const head = say`RTC of ${rtcRuleText(old)} is no longer managed`;
  if (change.old.retained)
    return found(change, "rtc-released", old, say`${head} and stays as it is (retainOnDelete).`);
  if (!old.enabled) return found(change, "rtc-updated", old, say`${head}; it was off.`);
  return found(change, "rtc-disabled", old, say`${off(old)}; ${words(ruleAfter(old, rules))}.`, rtcEnds(old));
}

function ruleAfter(rtc: Rtc, rules: EndingRules): string {
  const end = rules.endOf(rtc);
  if (end === "delete") return "the rule is deleted, too";
  if (end === "replace") return "the rule is recreated without it";
  return "the rule stays, and replication goes on without it";
}

function replaced(change: Change, old: Rtc, now: Rtc, rules: EndingRules): Finding {
  const ended = old.enabled ? rtcEnds(old) : [];
  if (!now.enabled) {
    const sentence = say`RTC of ${rtcRuleText(now)} is recreated, and is off from then on.`;
    return found(change, "rtc-recreated", now, sentence, ended);
  }
  if (rules.isReplaced(old) && mayEqual(old.bucket, now.bucket)) {
    const on = words(old.enabled ? "on again" : "on");
    const sentence = say`RTC of ${rtcRuleText(old)} is recreated with the rule: it is ${on} as soon as the new rule is there.`;
    return found(change, "rtc-recreated", old, sentence, rtcIsBilled(now));
  }
  const sentence = say`RTC is switched on for ${rtcRuleText(now)}, and off for ${rtcRuleText(old)}.`;
  return found(change, "rtc-recreated", now, sentence, [...ended, ...rtcIsBilled(now)]);
}

function found(change: Change, kind: Kind, { bucket }: Rtc, sentence: Phrase, risks: Risk[] = []): Finding {
  return finding(change, kind, { bucket, target: { hidden: "missing" } }, sentence, risks);
}

export function rtcRuleText({ bucket, ruleId }: Rtc): Phrase {
  return say`rule ${nameOf(ruleId, "rule id")} of bucket ${nameOf(bucket)}`;
}

function off(rtc: Rtc): Phrase {
  return say`RTC is switched off for ${rtcRuleText(rtc)}`;
}

export function rtcIsBilled({ bucket }: Rtc): Risk[] {
  return [risk("rtc-billed", say`RTC of bucket ${nameOf(bucket)} is billed.`)];
}

export function rtcEnds({ bucket }: Rtc): Risk[] {
  const text = say`OSS no longer promises a time for copying what is written to bucket ${nameOf(bucket)}.`;
  return [risk("rtc-ends", text)];
}

/** The rules that an RTC may be of, and that end in the same update. */
export class EndingRules {
  private readonly ended = new Map<string, "delete" | "replace">();
  private readonly replaced = new Set<string>();

  constructor(changes: Change[]) {
    for (const { thing, maker, op, old } of changes) {
      if (thing !== "rule" || maker === "other tool" || (op !== "delete" && op !== "replace")) continue;
      const key = keyOf(textOf(old.properties.bucket), textOf(old.id));
      if (key === undefined) continue;
      if (op === "replace") this.replaced.add(key);
      if (!old.retained && !this.ended.has(key)) this.ended.set(key, op);
    }
  }

  /** Whether the rule at OSS is deleted, or gives way to another. */
  endOf({ bucket, ruleId }: Rtc): "delete" | "replace" | undefined {
    return this.ended.get(keyOf(bucket, ruleId) ?? "");
  }

  isReplaced({ bucket, ruleId }: Rtc): boolean {
    return this.replaced.has(keyOf(bucket, ruleId) ?? "");
  }
}

function keyOf(bucket: Maybe<string>, ruleId: Maybe<string>): string | undefined {
  const names = [known(bucket), known(ruleId)];
  return names.includes(undefined) ? undefined : JSON.stringify(names);
}
