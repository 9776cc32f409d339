import { type Command, Option } from "commander";
import { type Condition, conditionsIn, judge, NotConditions, type Verdict } from "../operate/gate";
import { isNoRule, lookAt, type RuleSeen, withGone } from "../operate/look";
import { paceOf, type Sample, withSample } from "../operate/pace";
import { isPassing, type OssError, type OssReplication } from "../oss";
import { json } from "../terminal/json";
import { canRedraw } from "../terminal/screen";
import { line } from "../terminal/text";
import { type BucketOptions, onBucket, serviceFor } from "./connect";
import { timeOption } from "./duration";
import { EXIT, WrongUse } from "./failure";
import { type Io, NOTHING_CHANGED } from "./io";
import { gateText } from "./progress/gateText";
import { barsOnce, jsonView, liveBars, plainView, type RuleJson, type View } from "./progress/views";
import { withJson } from "./resultJson";
import { ticking } from "./ticking";

interface ProgressOptions extends BucketOptions {
  ruleId?: string;
  watch?: boolean;
  until?: Condition[];
  timeout: number;
  interval: number;
}

interface Result extends RuleJson, GateJson {}

/** The last line of JSON of a gate. */
interface GateJson {
  gate: "met" | "not met";
  timedOut: boolean;
  conditions: Verdict["outcomes"];
}

/** GetBucketReplicationProgress. */
export function fill(command: Command, io: Io, exit: (code: number) => void): void {
  withJson<Result>(onBucket(command), SHAPE, FIELDS)
    .option("--rule-id <id>", "OSS's rule id; default: all rules of the bucket")
    .option("--watch", "show it repeatedly, until the objects that were there before are copied")
    .addOption(
      new Option(
        "--until <conditions>",
        "wait until they hold for all the rules, such as history=100%,lag=15m, and exit with 3 where they do not. history: how much of the objects from before is copied (met by a rule that copies none); lag: how long what is written waits to be copied (not met where OSS does not say)",
      ).argParser(conditions),
    )
    .addOption(timeOption("--timeout", "how long to wait with --until", "2h"))
    .addOption(timeOption("--interval", "pause between two looks, 1s or more", "10s"))
    .action(async (options: ProgressOptions) => {
      if (options.interval < 1_000) throw new WrongUse("--interval must be 1s or more.");
      if (!options.until && command.getOptionValueSource("timeout") === "cli")
        throw new WrongUse("--timeout is for --until, which is not given.");
      const { service } = serviceFor(options, io);
      const view = viewOf(options, io);
      io.standing.tell = () => {
        view.end();
        return NOTHING_CHANGED;
      };
      const watch = new Watch(service, options, view, io);
      if (!(await watch.run())) exit(EXIT.gate);
    });
}

const SHAPE =
  "a line with an object for each rule and look; with --until the last line has gate, timedOut and conditions:";

const FIELDS: Record<keyof Result, string> = {
  bucket: "the source bucket",
  ruleId: "OSS's rule id",
  status:
    "starting, doing (in effect), closing (deleted, being cleared) or gone (OSS does not list it any more)",
  targetBucket: "the target bucket",
  historicalObjectReplication: "enabled: objects from before the rule are copied, too; or disabled",
  historicalObject: "share of them that is copied, 0 to 1; absent where OSS does not say",
  leftSeconds: "until they all are, as estimated from what was seen in this run; absent where unknown",
  newObject: "everything written before this time is copied; absent where OSS does not say",
  lagSeconds: "how long ago that is",
  gate: "met or not met",
  timedOut: "whether the time was over",
  conditions: "ruleId, condition, met and reason of each condition and rule",
};

function conditions(text: string): Condition[] {
  try {
    return conditionsIn(text);
  } catch (error) {
    if (error instanceof NotConditions) throw new WrongUse(error.message);
    throw error;
  }
}

function viewOf({ json, watch, until, bucket }: ProgressOptions, io: Io): View {
  if (json) return jsonView(io, bucket);
  if (!canRedraw(io.screen(), io.env)) return plainView(io);
  return watch || until ? liveBars(io, io.liveLines()) : barsOnce(io);
}

/** Looks at the rules, once or until there is nothing more to wait for. */
class Watch {
  private seen: RuleSeen[] = [];
  private readonly samples = new Map<string, Sample[]>();
  private hasLooked = false;
  private readonly deadline: number;

  constructor(
    private readonly service: OssReplication,
    private readonly options: ProgressOptions,
    private readonly view: View,
    private readonly io: Io,
  ) {
    this.deadline = options.until ? io.clock.now() + options.timeout : Number.POSITIVE_INFINITY;
  }

  /** False where a gate is not met. */
  async run(): Promise<boolean> {
    const { clock } = this.io;
    const { until, interval } = this.options;
    const { sleep } = ticking(clock, 1_000, () => this.view.tick(clock.now()));
    for (;;) {
      const failure = await this.look();
      const verdict = until && judge(this.seen, until, clock.now());
      const left = this.deadline - clock.now();
      if (
        verdict ? (failure === undefined && (verdict.met || verdict.final)) || left <= 0 : this.hasEnded()
      ) {
        this.view.end();
        return this.told(verdict, left <= 0, failure);
      }
      await sleep(Math.min(interval, left));
    }
  }

  /** Answers the failure where the next look may do without. */
  private async look(): Promise<OssError | undefined> {
    const { options, view, io } = this;
    try {
      this.seen = withGone(this.seen, await this.found());
      this.hasLooked = true;
      view.show(
        this.seen.map((rule) => ({ rule, pace: this.paceOf(rule) })),
        io.clock.now(),
      );
    } catch (failure) {
      const isWaitedFor = options.until !== undefined || (options.watch && this.hasLooked);
      if (!isWaitedFor || !isPassing(failure)) {
        view.end();
        throw failure;
      }
      view.failed(`No answer about bucket ${options.bucket} (${failure.code}); asking again.`);
      return failure;
    }
  }

  /** A rule that goes meanwhile, or that a gate asks for, is seen to be gone. */
  private async found(): Promise<RuleSeen[]> {
    const { bucket, ruleId, until } = this.options;
    try {
      return await lookAt(this.service, bucket, ruleId);
    } catch (error) {
      if (ruleId === undefined || !isNoRule(error)) throw error;
      if (!until && !this.hasLooked) throw error;
      return this.hasLooked ? [] : [{ id: ruleId, status: "gone" }];
    }
  }

  private paceOf({ id, history }: RuleSeen) {
    if (history === undefined) return undefined;
    const samples = withSample(this.samples.get(id) ?? [], { at: this.io.clock.now(), share: history });
    this.samples.set(id, samples);
    return paceOf(samples);
  }

  private hasEnded(): boolean {
    return !this.options.watch || this.seen.every(isCaughtUp);
  }

  private told(verdict: Verdict | undefined, timedOut: boolean, failure: OssError | undefined): boolean {
    const { options, io, seen } = this;
    if (!verdict) {
      if (seen.length === 0 && !options.json) io.out(line(`Bucket ${options.bucket} has no rules.`));
      return true;
    }
    const met = verdict.met && failure === undefined;
    const last: GateJson = {
      gate: met ? "met" : "not met",
      timedOut: !met && timedOut && (failure !== undefined || !verdict.final),
      conditions: verdict.outcomes,
    };
    io.out(
      options.json
        ? `${json({ bucket: options.bucket, ...last })}\n`
        : gateText(options.bucket, seen.length, last, options.timeout, failure),
    );
    return met;
  }
}

/** Whether there is nothing more to see: no history is copied, or all of it has been, or the rule is deleted. */
function isCaughtUp({ status, copiesHistory, history }: RuleSeen): boolean {
  if (status === "closing" || status === "gone") return true;
  if (status !== "doing") return false;
  return !copiesHistory || (history ?? 0) >= 1;
}
