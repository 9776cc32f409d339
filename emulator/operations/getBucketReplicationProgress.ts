import { refusal } from "../errors";
import { xml } from "../http/reply";
import { valuesOf } from "../http/request";
import { stateAt } from "../life";
import type { StoredRule } from "../model";
import { emulatedRule } from "../store";
import { element, type XmlOut } from "../xml/write";
import type { BucketOperation } from "./context";
import { progressXml } from "./ruleXml";

/**
 * https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplicationprogress
 * Without `rule-id` every rule is in the answer, as a live test of the official Go client shows.
 */
export const getBucketReplicationProgress: BucketOperation = (
  { query, store, now, wallAt, switches },
  bucket,
) => {
  const ids = valuesOf(query, "rule-id").filter((id) => id !== "");
  if (ids.length > 1) throw refusal("tooManyRules");
  if (ids.length === 0 && switches.requireRuleIdForProgress) throw refusal("missingRuleId");
  const [ruleId] = ids;
  const rules = store.rulesOf(bucket, now);
  const asked = ruleId === undefined ? rules : rules.filter(({ definition }) => definition.id === ruleId);
  if (asked.length === 0) throw refusal(ruleId === undefined ? "noConfiguration" : "noRule");
  const content = asked.map((rule) => progressXml(emulatedRule(rule, now), progress(rule, now, wallAt)));
  return { ...xml(element("ReplicationProgress", content)), ruleId };
};

function progress(
  { definition, life }: StoredRule,
  now: number,
  wallAt: (time: number) => number,
): XmlOut | undefined {
  const state = stateAt(life, now);
  if (state.status !== "doing") return undefined;
  const share = (Math.floor(state.historicalObject * 100) / 100).toFixed(2);
  return element("Progress", [
    definition.historicalObjectReplication === "enabled" ? element("HistoricalObject", share) : undefined,
    element("NewObject", new Date(wallAt(state.newObject)).toISOString()),
  ]);
}
