import type { ActiveChange, Change } from "./change";
import { type Finding, finding, type Kind, type Risk, risk } from "./finding";
import { known, type Maybe, mayEqual, nameOf, textOf } from "./maybe";
import { listed, type Phrase, say, words } from "./phrase";

/** RTC of a rule as a preview shows it. */
interface Rtc {
  bucket: Maybe<string>;
  ruleId: Maybe<string>;
  /** `disabled`, or what is or may be `enabled`. */
  enabled: boolean;
}

/** What a change means for replication time control, among the changes of the same update. */
export function rtcFinding(change: ActiveChange, all: RtcSurroundings): Finding {
  const [old, now] = [rtcOf(change.old.properties), rtcOf(change.new.properties)];
  switch (change.op) {
    case "create":
      return turned(change, now);
    case "import":
      return told(
        change,
        "rtc-updated",
        now,
        say`RTC of ${ruleText(now)} is imported, and nothing changes at OSS.`,
      );
    case "update":
      return change.changed.includes("status") ? turned(change, now) : unchanged(change, now);
    case "delete":
      return deleted(change, old, all);
    case "replace":
      return replaced(change, old, now, all);
  }
}

function turned(change: Change, rtc: Rtc): Finding {
  if (!rtc.enabled)
    return told(change, "rtc-disabled", rtc, say`${off(rtc)}; replication goes on without it.`, ends(rtc));
  const sentence = say`RTC is switched on for ${ruleText(rtc)}, for copies within minutes.`;
  return told(change, "rtc-enabled", rtc, sentence, billed(rtc));
}

function unchanged(change: Change, rtc: Rtc): Finding {
  const what = listed(change.changed.map((name) => say`${name}`));
  const only =
    change.changed.length > 0 ? say`only ${what} changes` : words("only the state is brought up to date");
  return told(change, "rtc-updated", rtc, say`Of RTC of ${ruleText(rtc)} ${only}, and it goes on as it is.`);
}

function deleted(change: Change, old: Rtc, all: RtcSurroundings): Finding {
  if (change.old.retained) {
    return told(
      change,
      "rtc-released",
      old,
      say`RTC of ${ruleText(old)} is no longer managed and stays as it is (retainOnDelete).`,
    );
  }
  if (!old.enabled)
    return told(change, "rtc-updated", old, say`RTC of ${ruleText(old)} is no longer managed; it was off.`);
  return told(change, "rtc-disabled", old, say`${off(old)}; ${words(ruleAfter(old, all))}.`, ends(old));
}

function ruleAfter({ bucket, ruleId }: Rtc, all: RtcSurroundings): string {
  const end = all.endOf(bucket, ruleId);
  if (end === "delete") return "and the rule is deleted, too";
  if (end === "replace") return "and the rule is recreated without it";
  return "the rule stays, and replication goes on without it";
}

function replaced(change: Change, old: Rtc, now: Rtc, all: RtcSurroundings): Finding {
  const follows = all.isReplaced(old.bucket, old.ruleId) && mayEqual(old.bucket, now.bucket);
  if (!now.enabled)
    return told(
      change,
      "rtc-recreated",
      now,
      say`RTC of ${ruleText(now)} is recreated and is off.`,
      old.enabled ? ends(old) : [],
    );
  if (follows) {
    const sentence = say`RTC of ${ruleText(old)} is recreated with the rule: it is on${words(old.enabled ? " again" : "")} when the new rule is there.`;
    return told(change, "rtc-recreated", old, sentence, billed(now));
  }
  const sentence = say`RTC is switched on for ${ruleText(now)}, and off for ${ruleText(old)}.`;
  return told(change, "rtc-recreated", now, sentence, [...(old.enabled ? ends(old) : []), ...billed(now)]);
}

function told(change: Change, kind: Kind, rtc: Rtc, sentence: Phrase, risks: Risk[] = []): Finding {
  return finding(change, kind, { bucket: rtc.bucket, target: { hidden: "missing" } }, sentence, risks);
}

function ruleText({ bucket, ruleId }: Rtc): Phrase {
  return say`rule ${nameOf(ruleId)} of bucket ${nameOf(bucket)}`;
}

function off(rtc: Rtc): Phrase {
  return say`RTC is switched off for ${ruleText(rtc)}`;
}

function billed({ bucket }: Rtc): Risk[] {
  return [risk("rtc-billed", say`RTC of bucket ${nameOf(bucket)} is billed.`)];
}

function ends({ bucket }: Rtc): Risk[] {
  return [
    risk(
      "rtc-ends",
      say`No time is promised any more for copies of what is written to bucket ${nameOf(bucket)}.`,
    ),
  ];
}

function rtcOf(properties: Record<string, unknown>): Rtc {
  return {
    bucket: textOf(properties.bucket),
    ruleId: textOf(properties.ruleId),
    enabled: properties.status !== "disabled",
  };
}

/** What becomes of the rules that an RTC may be of. */
export class RtcSurroundings {
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

  /** Whether the rule at OSS is deleted, or gives place to another. */
  endOf(bucket: Maybe<string>, ruleId: Maybe<string>): "delete" | "replace" | undefined {
    return this.ended.get(keyOf(bucket, ruleId) ?? "");
  }

  isReplaced(bucket: Maybe<string>, ruleId: Maybe<string>): boolean {
    return this.replaced.has(keyOf(bucket, ruleId) ?? "");
  }
}

function keyOf(bucket: Maybe<string>, ruleId: Maybe<string>): string | undefined {
  const names = [known(bucket), known(ruleId)];
  return names.includes(undefined) ? undefined : JSON.stringify(names);
}
