import { refusal } from "../errors";
import { empty } from "../http/reply";
import { closeLife } from "../life";
import { childrenOf, many } from "../xml/shape";
import { type BucketOperation, readBody } from "./context";

/**
 * https://www.alibabacloud.com/help/en/oss/developer-reference/deletebucketreplication
 * The page does not say what an unknown id gets while the bucket has other rules; here it is NoSuchReplicationRule.
 */
export const deleteBucketReplication: BucketOperation = ({ body, store, now, timings }, bucket) => {
  const ruleId = readId(body);
  const rules = store.rulesOf(bucket, now);
  const rule = rules.find(({ definition }) => definition.id === ruleId);
  if (!rule && rules.length > 0) throw refusal("noRule");
  if (rule?.life.goneAt !== undefined) return { ...empty(204), ruleId };
  if (rule) store.setLife(bucket, rule, closeLife(rule.life, now, timings));
  return { ...empty(200), ruleId };
};

function readId(body: Uint8Array): string {
  const root = readBody(body, "ReplicationRules", { ID: many() }, "malformedRule");
  const ids = childrenOf(root, "ID").map((id) => id.text);
  if (ids.length > 1) throw refusal("tooManyRules");
  if (!ids[0]) throw refusal("deleteWithoutId");
  return ids[0];
}
