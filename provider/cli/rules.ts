import type { Command } from "commander";
import { infoOf, type ReplicationRuleInfo } from "../functions/answers";
import { table } from "../terminal/table";
import { line } from "../terminal/text";
import { type BucketOptions, onBucket, serviceFor } from "./connect";
import type { Io } from "./io";
import { print } from "./print";

/** GetBucketReplication. */
export function fill(command: Command, io: Io): void {
  onBucket(command).action(async (options: BucketOptions) => {
    const { service } = serviceFor(options, io);
    const rules = (await service.getBucketReplication(options.bucket)).map(infoOf);
    print(io, options.json, rules, () =>
      rules.length > 0
        ? table(HEAD, rules.map(rowOf), io.screen())
        : line(`Bucket ${options.bucket} has no rules.`),
    );
  });
}

const HEAD = ["RULE", "STATUS", "TARGET", "LOCATION", "TRANSFER", "OBJECTS", "ACTION", "HISTORY", "RTC"];

function rowOf(rule: ReplicationRuleInfo): string[] {
  const { bucket, location, transferType } = rule.destination;
  const { ruleId, status, action, historicalObjectReplication, rtcStatus } = rule;
  return [
    ruleId,
    status,
    bucket,
    location,
    transferType,
    objectsOf(rule),
    action,
    historicalObjectReplication,
    rtcStatus,
  ];
}

/** Which objects it copies: `"logs/","media/" tagged "env=prod" or "env=test", KMS-encrypted too`. */
function objectsOf({ prefixes, userTaggings, sourceSelectionCriteria }: ReplicationRuleInfo): string {
  const tags = userTaggings?.tags.map(({ key, value }) => JSON.stringify(`${key}=${value}`)) ?? [];
  const tagged =
    tags.length > 0 ? ` tagged ${tags.join(userTaggings?.filterType === "OR" ? " or " : " and ")}` : "";
  const encrypted = sourceSelectionCriteria ? ", KMS-encrypted too" : "";
  const named = prefixes.length > 0 ? prefixes.map((prefix) => JSON.stringify(prefix)).join(",") : "(all)";
  return `${named}${tagged}${encrypted}`;
}
