import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as oss from "pulumi-oss-replication";
import { parse } from "yaml";

/** The list: the arguments of a rule by the name of its resource, and whether RTC is on. */
type Rules = Record<string, oss.ReplicationRuleArgs & { rtc?: boolean }>;

const rules = parse(readFileSync(join(__dirname, "rules.yaml"), "utf8")) as Rules;

for (const [name, { rtc = false, ...args }] of Object.entries(rules)) {
  const rule = new oss.ReplicationRule(name, args);
  if (rtc) new oss.ReplicationRtc(name, { rule });
}
