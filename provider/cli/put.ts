import { type Command, Option } from "commander";
import { remarksOn, validateRule } from "../lifecycle/check/validate";
import { normaliseRule, withoutNulls } from "../lifecycle/normalise";
import { isOfTheLook, putAsGiven } from "../lifecycle/putRule";
import { argumentsGiven, inOptions, RULE_OPTIONS } from "../lifecycle/ruleOptions";
import { definitionIn, type OssReplication, type RtcStatus, type RuleToPut } from "../oss";
import { line } from "../terminal/text";
import { confirm } from "./confirm";
import { type BucketOptions, onBucket, serviceFor } from "./connect";
import { ofPut } from "./consequences";
import { WrongUse } from "./failure";
import type { Io } from "./io";
import { print } from "./print";
import { withJson } from "./resultJson";

interface PutOptions extends BucketOptions {
  targetBucket: string;
  ruleId?: string;
  rtc?: RtcStatus;
  yes?: boolean;
}

interface Result {
  bucket: string;
  ruleId: string | undefined;
}

/** PutBucketReplication. What is wrong with a rule is found by the same checks as for the resource. */
export function fill(command: Command, io: Io): void {
  withJson<Result>(onBucket(command), "one object:", {
    bucket: "the source bucket",
    ruleId: "OSS's id of the rule; absent where OSS does not show it yet",
  });
  for (const { flag, value, help, required, repeats } of RULE_OPTIONS) {
    const option = new Option(`--${flag} <${value}>`, help).makeOptionMandatory(required ?? false);
    command.addOption(repeats ? option.argParser(collect) : option);
  }
  command
    .option("--rule-id <id>", "id of the rule; default: OSS chooses")
    .addOption(new Option("--rtc <status>", "replication time control").choices(["enabled", "disabled"]))
    .option("--yes", "do not ask")
    .action(async (options: PutOptions) => {
      const { service, region } = serviceFor(options, io);
      const args = { ...givenIn(command), bucket: options.bucket, region };
      const problems = validateRule(args);
      if (problems.length > 0) throw new WrongUse(problems.map(({ reason }) => inOptions(reason)).join(" "));
      const inputs = normaliseRule(args, region);
      for (const remark of remarksOn(inputs)) io.err(line(`oss-replication, note: ${inOptions(remark)}.`));
      const rule = { ...definitionIn(inputs), id: options.ruleId, rtc: options.rtc };
      await confirm(io, options.yes, async () => ofPut(options.bucket, rule));
      io.standing.tell = () =>
        `Whether OSS has taken the rule is not known: \`oss-replication rules --bucket ${options.bucket}\` shows it.`;
      const ruleId = await put(service, options, rule, io);
      print<Result>(io, options.json, { bucket: options.bucket, ruleId }, () =>
        line(
          `Rule ${ruleId ?? "(OSS shows none yet)"} from bucket ${options.bucket} to bucket ${options.targetBucket} was put.`,
        ),
      );
    });
}

async function put(
  service: OssReplication,
  { bucket, targetBucket }: PutOptions,
  rule: RuleToPut,
  io: Io,
): Promise<string | undefined> {
  try {
    return await putAsGiven(service, bucket, rule);
  } catch (error) {
    if (isOfTheLook(error))
      io.err(
        line(
          `The rule from bucket ${bucket} to bucket ${targetBucket} was put; only its id could not be read.`,
        ),
      );
    throw error;
  }
}

/** The arguments of the resource that the options of the command stand for. */
function givenIn(command: Command): Record<string, unknown> {
  const given = argumentsGiven((flag) => {
    const option = command.options.find(({ long }) => long === `--${flag}`);
    const value = option && (command.getOptionValue(option.attributeName()) as string | string[] | undefined);
    return value === undefined ? [] : [value].flat();
  });
  return withoutNulls(given) as Record<string, unknown>;
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}
