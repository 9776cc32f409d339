import { refusal } from "../errors";
import { xml } from "../http/reply";
import { emulatedRule } from "../store";
import { element } from "../xml/write";
import type { BucketOperation } from "./context";
import { ruleXml } from "./ruleXml";

/** https://www.alibabacloud.com/help/en/oss/developer-reference/getbucketreplication */
export const getBucketReplication: BucketOperation = ({ store, now }, bucket) => {
  const rules = store.rulesOf(bucket, now);
  if (rules.length === 0) throw refusal("noConfiguration", { BucketName: bucket.name });
  return xml(
    element(
      "ReplicationConfiguration",
      rules.map((rule) => ruleXml(emulatedRule(rule, now))),
    ),
  );
};
