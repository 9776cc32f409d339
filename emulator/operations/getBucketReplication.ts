import { refusal } from "../errors";
import { xmlOf } from "../http/reply";
import type { Bucket } from "../model";
import { writeAround } from "../xml/write";
import type { BucketOperation } from "./context";
import { ruleText } from "./ruleText";

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplication */
export const getBucketReplication: BucketOperation = ({ store, now }, bucket) => {
  const rules = store.rulesOf(bucket, now);
  if (rules.length === 0) throw refusal("noConfiguration", { BucketName: bucket.name });
  const texts = rules.map((rule) => ruleText(rule, now));
  return xmlOf(bodyOf(bucket, texts));
};

/** The answer of last time if it says the same. */
function bodyOf(bucket: Bucket, texts: string[]): Buffer {
  const { written } = bucket;
  if (written?.texts.length === texts.length && texts.every((text, at) => text === written.texts[at]))
    return written.body;
  const body = Buffer.from(writeAround("ReplicationConfiguration", texts));
  bucket.written = { texts, body };
  return body;
}
