import { type Command, Option } from "commander";
import type { RtcStatus } from "../oss";
import { line } from "../terminal/text";
import { type BucketOptions, onBucket, serviceFor } from "./connect";
import type { Io } from "./io";
import { print } from "./print";

/** PutBucketRTC. */
export function fill(command: Command, io: Io): void {
  onBucket(command)
    .requiredOption("--rule-id <id>", "OSS's rule id")
    .addOption(
      new Option("--status <status>", "whether RTC is wanted")
        .choices(["enabled", "disabled"])
        .makeOptionMandatory(),
    )
    .action(async ({ ruleId, status, ...options }: BucketOptions & { ruleId: string; status: RtcStatus }) => {
      const { service } = serviceFor(options, io);
      await service.putBucketRtc(options.bucket, ruleId, status);
      print(io, options.json, { bucket: options.bucket, ruleId, status }, () =>
        line(`RTC of rule ${ruleId} of bucket ${options.bucket} is set to ${status}.`),
      );
    });
}
