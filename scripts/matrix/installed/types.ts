/** Compiled where our package is installed: the types of its whole surface, as strict as a compiler can be. */
import type * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";
import { rule as engineRule, rtc } from "pulumi-oss-replication/engine";

declare const name: pulumi.Output<string>;
declare const perhaps: string[] | undefined;

const args: oss.ReplicationRuleArgs = {
  bucket: "src",
  region: name,
  destination: { bucket: name, location: "oss-cn-beijing", transferType: "internal" },
  // What may be left out may be undefined, also with exactOptionalPropertyTypes.
  prefixSet: perhaps && { prefixes: perhaps },
  syncRole: undefined,
};
const rule = new oss.ReplicationRule("rule", args);
new oss.ReplicationRtc("rtc", { rule, status: "enabled" }, { parent: rule });
new oss.ReplicationRtc("of-id", { bucket: "src", ruleId: rule.id });
new oss.Provider("other", { region: "cn-beijing" });
export const location: pulumi.Output<string> = rule.destination.location;
export const targets: Promise<string[]> = oss
  .getReplicationLocations({ bucket: "src" })
  .then(({ locations }) => locations.map((each) => each.location));
export const progress: pulumi.Output<"starting" | "doing" | "closing"> = oss.getReplicationProgressOutput({
  bucket: "src",
  ruleId: rule.id,
}).status;
export const missing: Promise<boolean | undefined> = oss
  .getReplicationRules({ bucket: "src" })
  .then(() => false)
  .catch((error: unknown) => (error instanceof oss.OssError ? error.code === "NoSuchBucket" : undefined));
export const providers: pulumi.dynamic.ResourceProvider[] = [rtc, engineRule];
// @ts-expect-error a rule needs a target
new oss.ReplicationRule("no-target", { bucket: "src" });
// @ts-expect-error a bucket's name is a text
new oss.ReplicationRule("wrong-type", { ...args, bucket: 1 });
