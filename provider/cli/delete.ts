import type { Command } from "commander";
import { parseDuration } from "../lifecycle/duration";
import { TIMEOUTS } from "../lifecycle/inputs";
import { stillClosing, stillThere } from "../lifecycle/messages";
import { removeRule } from "../lifecycle/removeRule";
import type { OssReplication } from "../oss";
import { line } from "../terminal/text";
import { type BucketOptions, onBucket, serviceFor } from "./connect";
import { WrongUse } from "./failure";
import type { Io } from "./io";
import { print } from "./print";

interface DeleteOptions extends BucketOptions {
  ruleId: string;
  wait?: boolean;
  timeout: string;
}

/** DeleteBucketReplication. */
export function fill(command: Command, io: Io): void {
  onBucket(command)
    .requiredOption("--rule-id <id>", "OSS's rule id")
    .option("--wait", "until OSS has cleared it")
    .option("--timeout <time>", "how long to wait", TIMEOUTS.delete)
    .action(async (options: DeleteOptions) => {
      const { bucket, ruleId } = options;
      const timeout = parseDuration(options.timeout);
      if (timeout === undefined)
        throw new WrongUse(`--timeout ${options.timeout} is not a duration such as 30m or 90s.`);
      const { service } = serviceFor(options, io);
      const status = await remove(service, options, timeout, io);
      print(io, options.json, { bucket, ruleId, status }, () =>
        line(`${TEXT[status]} (rule ${ruleId}, bucket ${bucket})`),
      );
    });
}

const TEXT = {
  missing: "There is no such rule; nothing was deleted",
  closing: "The rule is deleted and is being cleared by OSS; --wait waits for its end",
  gone: "The rule is deleted and cleared",
};

async function remove(
  service: OssReplication,
  { bucket, ruleId: id, wait }: DeleteOptions,
  timeout: number,
  { clock }: Io,
): Promise<keyof typeof TEXT> {
  const rules = await service.getBucketReplication(bucket);
  if (!rules.some((rule) => rule.id === id)) return "missing";
  if (!wait) {
    await service.deleteBucketReplication(bucket, id);
    return "closing";
  }
  const waiting = { clock, random: Math.random, deadline: clock.now() + timeout };
  await removeRule({ service, bucket, id }, waiting, {
    stillClosing: (seen) => stillClosing(bucket, id, timeout, seen, "--timeout"),
    stillThere: () => stillThere(bucket, id),
  });
  return "gone";
}
