import { infoOf } from "../functions/answers";
import { pairText } from "../lifecycle/messages";
import { isOurForm } from "../lifecycle/ownership";
import { canonicalDefinition, type RtcStatus, type Rule, type RuleToPut } from "../oss";
import { objectsOf } from "./ruleWords";

/** What a write does, in sentences for one who is asked whether it may be done. */

export function ofDelete(bucket: string, rule: Rule): string[] {
  const { destination, action } = canonicalDefinition(rule);
  const { id } = rule;
  const info = infoOf(rule);
  return [
    `Rule ${id} copies from ${pairText(bucket, rule)}: objects ${objectsOf(info)}, action ${action}. It will be deleted.`,
    `What is written to ${bucket} from then on is no longer copied to ${destination.bucket} by it; what was copied stays there.${info.rtcStatus === "disabled" ? "" : " Its RTC ends, too."}`,
    "A deletion is not taken back. A new rule misses what is written meanwhile, or copies all objects from before again, which is billed.",
    ...(isOurForm(id) ? ["Its id shows that a Pulumi program manages it: remove it there instead."] : []),
  ];
}

export function ofPut(bucket: string, rule: RuleToPut): string[] {
  const { destination, action, historicalObjectReplication } = canonicalDefinition(rule);
  const target = destination.bucket;
  const copiesDeletions = action === "ALL" || action.split(",").includes("DELETE");
  return [
    `A rule will be put from ${pairText(bucket, rule)}: objects ${objectsOf(infoOf({ ...rule, id: "", status: "starting" }))}, action ${action}.`,
    copiesDeletions
      ? `What is deleted in ${bucket} is deleted in ${target}, too.`
      : `What is deleted in ${bucket} stays in ${target}.`,
    historicalObjectReplication === "enabled"
      ? "Objects that are there already are copied, too, which is billed."
      : "Objects that are there already are not copied.",
    ...(rule.rtc === "enabled" ? ["RTC will be on, which is billed."] : []),
  ];
}

export function ofRtc(bucket: string, rule: Rule, status: RtcStatus): string[] {
  const which = `RTC of rule ${rule.id} from ${pairText(bucket, rule)}`;
  return status === "enabled"
    ? [`${which} will be switched on. OSS bills for it as long as it is on.`]
    : [
        `${which} will be switched off. The rule stays in effect, and nothing says any more how soon it copies.`,
      ];
}
