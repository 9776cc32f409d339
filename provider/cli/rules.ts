import type { Command } from "commander";
import { infoOf, type ReplicationRuleInfo } from "../functions/answers";
import { type Column, table } from "../terminal/table";
import { line } from "../terminal/text";
import type { Toned } from "../terminal/tone";
import { type BucketOptions, onBucket, serviceFor } from "./connect";
import type { Io } from "./io";
import { print } from "./print";
import { withJson } from "./resultJson";
import { objectsOf } from "./ruleWords";

/** GetBucketReplication. */
export function fill(command: Command, io: Io): void {
  withJson<ReplicationRuleInfo>(onBucket(command), "a list, for each rule:", FIELDS).action(
    async (options: BucketOptions) => {
      const { service } = serviceFor(options, io);
      const rules = (await service.getBucketReplication(options.bucket)).map(infoOf);
      print(io, options.json, rules, () =>
        rules.length > 0
          ? table(COLUMNS, rules.map(rowOf), io.screen())
          : line(`Bucket ${options.bucket} has no rules.`),
      );
    },
  );
}

const FIELDS: Record<keyof ReplicationRuleInfo, string> = {
  ruleId: "OSS's rule id",
  status: "starting, doing (in effect) or closing (deleted, being cleared)",
  destination: "bucket, location and transferType of the target",
  prefixes: "beginnings of the names of the objects that are copied; empty: all",
  userTaggings: "filterType and tags of the objects that are copied, where OSS shows them",
  action: "ALL, PUT, or a comma-separated list of PUT, DELETE and ABORT",
  historicalObjectReplication: "enabled: objects from before the rule are copied, too; or disabled",
  syncRole: "RAM role that OSS assumes to copy, where OSS shows it",
  sourceSelectionCriteria: "present where objects encrypted by KMS are copied, too",
  replicaKmsKeyId: "KMS key of their copies, where OSS shows it",
  rtcStatus: "enabling, enabled, or disabled",
};

const COLUMNS: Column[] = [
  "RULE",
  "STATUS",
  "TARGET",
  "LOCATION",
  "TRANSFER",
  { head: "OBJECTS", wraps: true },
  "ACTION",
  "HISTORY",
  "RTC",
];

function rowOf(rule: ReplicationRuleInfo): Toned[] {
  const { bucket, location, transferType } = rule.destination;
  return [
    rule.ruleId,
    { text: rule.status, tone: rule.status === "doing" ? "good" : "doubtful" },
    bucket,
    location,
    transferType,
    objectsOf(rule),
    rule.action,
    rule.historicalObjectReplication,
    rule.rtcStatus,
  ];
}
