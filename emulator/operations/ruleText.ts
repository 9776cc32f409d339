import { rtcStatusAt, statusAt } from "../life";
import type { StoredRule } from "../model";
import { emulatedRule } from "../store";
import { writeChild } from "../xml/write";
import { ruleXml } from "./ruleXml";

/** A rule as GetBucketReplication writes it. It is written again when it or its state has changed. */
export function ruleText(rule: StoredRule, now: number): string {
  const { definition, life, written } = rule;
  const isSame =
    written?.definition === definition &&
    written.status === statusAt(life, now) &&
    written.rtcStatus === rtcStatusAt(life, now);
  if (isSame) return written.text;
  const shown = emulatedRule(rule, now);
  const text = writeChild(ruleXml(shown));
  rule.written = { definition, status: shown.status, rtcStatus: shown.rtcStatus, text };
  return text;
}
