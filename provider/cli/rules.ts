import type { Command } from "commander";
import { RULE_DEFAULTS } from "../lifecycle/ruleInputs";
import type { Rule } from "../oss";
import type { ReplicationRuleInfo } from "../rules";
import { type BucketOptions, bucketCommand, serviceFor } from "./connect";
import type { Io } from "./io";
import { line, print, table } from "./print";

/** GetBucketReplication. */
export function addRules(program: Command, io: Io): void {
  bucketCommand(program, "rules", "list the replication rules of a bucket").action(
    async (options: BucketOptions) => {
      const { service } = serviceFor(options, io);
      const rules = (await service.getBucketReplication(options.bucket)).map(infoOf);
      print(io, options.json, rules, () =>
        rules.length > 0 ? table(HEAD, rules.map(rowOf)) : line(`Bucket ${options.bucket} has no rules.`),
      );
    },
  );
}

const HEAD = ["RULE", "STATUS", "TARGET", "LOCATION", "TRANSFER", "PREFIXES", "ACTION", "HISTORY", "RTC"];

function rowOf(rule: ReplicationRuleInfo): string[] {
  const { bucket, location, transferType } = rule.destination;
  const prefixes =
    rule.prefixes.length > 0 ? rule.prefixes.map((prefix) => JSON.stringify(prefix)).join(",") : "(all)";
  const { ruleId, status, action, historicalObjectReplication, rtcStatus } = rule;
  return [
    ruleId,
    status,
    bucket,
    location,
    transferType,
    prefixes,
    action,
    historicalObjectReplication,
    rtcStatus,
  ];
}

/** What OSS leaves out is its default. */
function infoOf(rule: Rule): ReplicationRuleInfo {
  const { bucket, location, transferType = RULE_DEFAULTS.transferType } = rule.destination;
  return {
    ruleId: rule.id,
    status: rule.status,
    destination: { bucket, location, transferType },
    prefixes: rule.prefixes,
    action: rule.action ?? RULE_DEFAULTS.action,
    historicalObjectReplication:
      rule.historicalObjectReplication ?? RULE_DEFAULTS.historicalObjectReplication,
    rtcStatus: rule.rtcStatus ?? "disabled",
    syncRole: rule.syncRole,
    replicaKmsKeyId: rule.replicaKmsKeyId,
  };
}
