import type { Command } from "commander";
import { parseDuration } from "../lifecycle/duration";
import type { OssReplication, RuleProgress } from "../oss";
import { json } from "../terminal/json";
import { line } from "../terminal/text";
import { type BucketOptions, onBucket, serviceFor } from "./connect";
import { WrongUse } from "./failure";
import type { Io } from "./io";

interface ProgressOptions extends BucketOptions {
  ruleId: string;
  watch?: boolean;
  interval: string;
}

/** GetBucketReplicationProgress. */
export function fill(command: Command, io: Io): void {
  onBucket(command)
    .requiredOption("--rule-id <id>", "OSS's rule id")
    .option("--watch", "show it repeatedly, until the objects that were there before are copied")
    .option("--interval <time>", "pause between two calls", "10s")
    .action(async (options: ProgressOptions) => {
      const interval = parseDuration(options.interval);
      if (interval === undefined)
        throw new WrongUse(`--interval ${options.interval} is not a duration such as 10s or 1m.`);
      const { service } = serviceFor(options, io);
      while (!isCaughtUp(await look(service, options, io)) && options.watch) await io.clock.sleep(interval);
    });
}

async function look(service: OssReplication, options: ProgressOptions, io: Io): Promise<RuleProgress> {
  const progress = await service.getBucketReplicationProgress(options.bucket, options.ruleId);
  io.out(options.json ? jsonLine(progress) : line(progressText(progress)));
  return progress;
}

/** Whether there is nothing more to see: no history is copied, or all of it has been, or the rule is deleted. */
function isCaughtUp({ status, historicalObject, historicalObjectReplication }: RuleProgress): boolean {
  if (status !== "doing") return status === "closing";
  return historicalObjectReplication === "disabled" || (historicalObject ?? 0) >= 1;
}

function progressText({ id, status, historicalObject, newObject }: RuleProgress): string {
  const history = historicalObject === undefined ? "" : `, history ${(historicalObject * 100).toFixed(1)} %`;
  const since = newObject ? `, writes copied up to ${newObject.toISOString()}` : "";
  return `${id}: ${status}${history}${since}`;
}

/** One line for each call, so that a program can follow. */
function jsonLine({ id, status, historicalObject, newObject }: RuleProgress): string {
  return `${json({ ruleId: id, status, historicalObject, newObject })}\n`;
}
