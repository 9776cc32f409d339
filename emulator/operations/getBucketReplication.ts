import { refusal } from "../errors";
import { xmlOf } from "../http/reply";
import { nextChange } from "../life";
import type { StoredRule, WrittenRules } from "../model";
import { writeAround } from "../xml/write";
import type { BucketOperation } from "./context";
import { ruleText } from "./ruleText";

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplication */
export const getBucketReplication: BucketOperation = ({ store, now }, bucket) => {
  const { written } = bucket;
  if (written && written.from <= now && now < written.until) return xmlOf(written.body);
  const rules = store.rulesOf(bucket, now);
  if (rules.length === 0) throw refusal("noConfiguration", { BucketName: bucket.name });
  bucket.written = writtenAt(rules, now);
  return xmlOf(bucket.written.body);
};

function writtenAt(rules: readonly StoredRule[], now: number): WrittenRules {
  const texts = rules.map((rule) => ruleText(rule, now));
  const body = Buffer.from(writeAround("ReplicationConfiguration", texts));
  return { body, from: now, until: Math.min(...rules.map(({ life }) => nextChange(life, now))) };
}
