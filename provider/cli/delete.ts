import type { Command } from "commander";
import { TIMEOUTS } from "../lifecycle/inputs";
import { stillClosing, stillThere } from "../lifecycle/messages";
import { isGone, untilGone } from "../lifecycle/removeRule";
import type { OssReplication } from "../oss";
import { line } from "../terminal/text";
import { confirm } from "./confirm";
import { type BucketOptions, onBucket, serviceFor } from "./connect";
import { ofDelete } from "./consequences";
import { timeOption } from "./duration";
import type { Io } from "./io";
import { print } from "./print";
import { withJson } from "./resultJson";
import { waitLine } from "./waitLine";

interface DeleteOptions extends BucketOptions {
  ruleId: string;
  wait?: boolean;
  timeout: number;
  yes?: boolean;
}

interface Result {
  bucket: string;
  ruleId: string;
  status: keyof typeof TEXT;
}

/** DeleteBucketReplication. */
export function fill(command: Command, io: Io): void {
  withJson<Result>(onBucket(command), "one object:", {
    bucket: "the source bucket",
    ruleId: "OSS's rule id",
    status:
      "missing: there was no such rule; closing: it is deleted, and OSS clears it; gone: OSS has cleared it",
  })
    .requiredOption("--rule-id <id>", "OSS's rule id")
    .option("--wait", "until OSS has cleared it")
    .addOption(timeOption("--timeout", "how long to wait", TIMEOUTS.delete))
    .option("--yes", "do not ask")
    .action(async (options: DeleteOptions) => {
      const { bucket, ruleId } = options;
      const { service } = serviceFor(options, io);
      const status = await remove(service, options, io);
      print<Result>(io, options.json, { bucket, ruleId, status }, () =>
        line(`${TEXT[status]} (rule ${ruleId}, bucket ${bucket}).`),
      );
    });
}

const TEXT = {
  missing: "There is no such rule; nothing was deleted",
  closing: "The rule is deleted and is being cleared by OSS; --wait waits for its end",
  gone: "The rule is deleted and cleared",
};

async function remove(service: OssReplication, options: DeleteOptions, io: Io): Promise<Result["status"]> {
  const { bucket, ruleId } = options;
  const rule = (await service.getBucketReplication(bucket)).find(({ id }) => id === ruleId);
  if (rule === undefined) return "missing";
  if (rule.status !== "closing") await confirm(io, options.yes, async () => ofDelete(bucket, rule));
  if (!(await isDeleted(service, options, io))) return "gone";
  return options.wait ? cleared(service, options, io) : "closing";
}

/** False where it was gone already. */
async function isDeleted(
  service: OssReplication,
  { bucket, ruleId }: DeleteOptions,
  io: Io,
): Promise<boolean> {
  io.standing.tell = () =>
    `Whether OSS has deleted rule ${ruleId} is not known: \`oss-replication rules --bucket ${bucket}\` shows it.`;
  try {
    await service.deleteBucketReplication(bucket, ruleId);
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
  io.standing.tell = () =>
    `Rule ${ruleId} of bucket ${bucket} is deleted, and OSS is clearing it; nothing more is to be done.`;
  return true;
}

async function cleared(service: OssReplication, options: DeleteOptions, io: Io): Promise<"gone"> {
  const { bucket, ruleId: id, timeout } = options;
  const wait = waitLine(io, `until OSS has cleared rule ${id} of bucket ${bucket}`);
  const waiting = { clock: wait.clock, random: Math.random, deadline: io.clock.now() + timeout };
  try {
    await untilGone({ service, bucket, id }, waiting, {
      stillClosing: (seen) => stillClosing(bucket, id, timeout, seen, "--timeout"),
      stillThere: () => stillThere(bucket, id),
    });
  } finally {
    wait.end();
  }
  return "gone";
}
