import { type Command, Option } from "commander";
import { ReplicationError } from "../lifecycle/errors";
import { endText, notFound } from "../lifecycle/messages";
import { untilRtc } from "../operate/untilRtc";
import type { OssReplication, RtcStatus } from "../oss";
import { line } from "../terminal/text";
import { confirm } from "./confirm";
import { type BucketOptions, onBucket, serviceFor } from "./connect";
import { ofRtc } from "./consequences";
import { timeOption } from "./duration";
import type { Io } from "./io";
import { print } from "./print";
import { withJson } from "./resultJson";
import { waitLine } from "./waitLine";

interface RtcOptions extends BucketOptions {
  ruleId: string;
  status: RtcStatus;
  wait?: boolean;
  timeout: number;
  yes?: boolean;
}

interface Result {
  bucket: string;
  ruleId: string;
  status: RtcStatus;
}

/** PutBucketRTC. */
export function fill(command: Command, io: Io): void {
  withJson<Result>(onBucket(command), "one object:", {
    bucket: "the source bucket",
    ruleId: "OSS's rule id",
    status: "enabled or disabled, as was asked for; with --wait OSS shows it so",
  })
    .requiredOption("--rule-id <id>", "OSS's rule id")
    .addOption(
      new Option("--status <status>", "whether RTC is wanted")
        .choices(["enabled", "disabled"])
        .makeOptionMandatory(),
    )
    .option("--wait", "until OSS shows RTC in force, or off")
    .addOption(timeOption("--timeout", "how long to wait", "30m"))
    .option("--yes", "do not ask")
    .action(async (options: RtcOptions) => {
      const { bucket, ruleId, status } = options;
      const { service } = serviceFor(options, io);
      await confirm(io, options.yes, () => consequencesOf(service, options));
      io.standing.tell = () =>
        `Whether OSS has taken the change is not known: \`oss-replication rules --bucket ${bucket}\` shows RTC of rule ${ruleId}.`;
      await service.putBucketRtc(bucket, ruleId, status);
      io.standing.tell = () =>
        `RTC of rule ${ruleId} of bucket ${bucket} is set to ${status}, and OSS sees to it; nothing more is to be done.`;
      if (options.wait) await inForce(service, options, io);
      print<Result>(io, options.json, { bucket, ruleId, status }, () =>
        line(`RTC of rule ${ruleId} of bucket ${bucket} is ${options.wait ? "" : "set to "}${status}.`),
      );
    });
}

async function consequencesOf(
  service: OssReplication,
  { bucket, ruleId, status }: RtcOptions,
): Promise<string[]> {
  const rule = (await service.getBucketReplication(bucket)).find(({ id }) => id === ruleId);
  if (rule === undefined) throw notFound(ruleId, bucket);
  return ofRtc(bucket, rule, status);
}

async function inForce(service: OssReplication, options: RtcOptions, io: Io): Promise<void> {
  const { bucket, ruleId: id, status, timeout } = options;
  const wait = waitLine(io, `until OSS shows RTC of rule ${id} of bucket ${bucket} ${status}`);
  const waiting = { clock: wait.clock, random: Math.random, deadline: io.clock.now() + timeout };
  try {
    await untilRtc({ service, bucket, id }, status, waiting, (seen, shown) => {
      const text = `RTC of rule ${id} of bucket ${bucket} is set to ${status}, and OSS shows ${shown} ${endText(timeout, seen)}${seen.failure ? ` (the last time: ${seen.failure.code})` : ""}. It goes on: look at it with \`oss-replication rules --bucket ${bucket}\`, or raise \`--timeout\`.`;
      return new ReplicationError(text, "Timeout");
    });
  } finally {
    wait.end();
  }
}
