import { type Command, Option } from "commander";
import { remarksOn, validateRule } from "../lifecycle/check/validate";
import { definitionOf } from "../lifecycle/inputs";
import { normaliseRule, withoutUndefined } from "../lifecycle/normalise";
import type { OssReplication, RtcStatus } from "../oss";
import { line } from "../terminal/text";
import { type BucketOptions, bucketCommand, serviceFor } from "./connect";
import { WrongUse } from "./failure";
import type { Io } from "./io";
import { print } from "./print";

interface PutOptions extends BucketOptions {
  targetBucket: string;
  targetLocation: string;
  transferType?: string;
  prefix?: string[];
  action?: string;
  historical?: string;
  syncRole?: string;
  replicaKmsKeyId?: string;
  ruleId?: string;
  rtc?: RtcStatus;
}

/** PutBucketReplication. What is wrong with a rule is found by the same checks as for the resource. */
export function addPut(program: Command, io: Io): void {
  bucketCommand(program, "put", "put a replication rule on a bucket")
    .requiredOption("--target-bucket <name>", "target bucket")
    .requiredOption("--target-location <location>", "OSS location of the target bucket, as oss-cn-beijing")
    .option("--transfer-type <type>", "internal (default) or oss_acc")
    .option("--prefix <text>", "copy objects whose names begin so; can be given again; default: all", collect)
    .option("--action <action>", "ALL (default), PUT, or a comma list of PUT, DELETE and ABORT")
    .option("--historical <what>", "copy objects that are there before: enabled (default) or disabled")
    .option("--sync-role <name>", "RAM role that OSS takes to copy")
    .option("--replica-kms-key-id <id>", "copy objects encrypted by KMS, too, with this key at the target")
    .option("--rule-id <id>", "id of the rule; default: OSS chooses")
    .addOption(new Option("--rtc <status>", "replication time control").choices(["enabled", "disabled"]))
    .action(async (options: PutOptions) => {
      const { service, region } = serviceFor(options, io);
      const args = argumentsOf(options, region);
      const problems = validateRule(args);
      if (problems.length > 0) throw new WrongUse(problems.join(" "));
      const inputs = normaliseRule(args, region);
      for (const remark of remarksOn(inputs)) io.err(line(`oss-replication, note: ${remark}.`));
      const rule = { ...definitionOf(inputs), id: options.ruleId, rtc: options.rtc };
      const answer = await service.putBucketReplication(options.bucket, rule);
      const ruleId = answer.ruleId ?? (await idOfThePair(service, options));
      print(io, options.json, { bucket: options.bucket, ruleId }, () =>
        line(
          `Rule ${ruleId ?? "(OSS shows none yet)"} from bucket ${options.bucket} to bucket ${options.targetBucket} was put.`,
        ),
      );
    });
}

/** OSS may choose another id than the one asked for, and need not tell it in its answer. */
async function idOfThePair(service: OssReplication, options: PutOptions): Promise<string | undefined> {
  const rules = await service.getBucketReplication(options.bucket);
  return rules.find(({ destination }) => destination.bucket === options.targetBucket)?.id;
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/** The options under the names of the resource's arguments. */
function argumentsOf(options: PutOptions, region: string): Record<string, unknown> {
  const { bucket, targetBucket, targetLocation, transferType, replicaKmsKeyId } = options;
  const kms = replicaKmsKeyId && {
    sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
    encryptionConfiguration: { replicaKmsKeyId },
  };
  return withoutUndefined({
    bucket,
    region,
    destination: withoutUndefined({ bucket: targetBucket, location: targetLocation, transferType }),
    prefixSet: options.prefix && { prefixes: options.prefix },
    action: options.action,
    historicalObjectReplication: options.historical,
    syncRole: options.syncRole,
    ...kms,
  });
}
