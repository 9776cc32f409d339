import { TaskCancelledError, TimeoutStrategy, timeout } from "cockatiel";
import { type Command, Option } from "commander";
import { type Condition, conditionsIn, judge, NotConditions, type Verdict } from "../operate/gate";
import { isNoRule, lookAt, type RuleSeen, withGone } from "../operate/look";
import { paceOf, type Sample, withSample } from "../operate/pace";
import { isPassing, OssError, type OssReplication } from "../oss";
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
    .option(
      "--watch",
      "show it repeatedly, until the objects that were there before are copied; exit with 1 where a rule is deleted before that",
    )
    .addOption(
      new Option(
        "--until <conditions>",
        "wait until they hold for all the rules, such as history=100%,lag=15m, and exit with 3 where they do not. history: how much of the objects from before is copied (met by a rule that copies none); lag: how long what is written waits to be copied (not met where OSS does not say)",
      ).argParser(conditions),
    )
    .addOption(
      timeOption("--timeout", "how long to wait with --until; the last look may take 10s more", "2h"),
    )
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
      exit(await watch.run());
    });
}

const SHAPE =
  "a line with an object for each rule and look; with --until the last line has gate, timedOut and conditions:";

const FIELDS: Record<keyof Result, string> = {
  bucket: "the source bucket",
  ruleId: "OSS's rule id",
  status:
    "starting, doing (in effect), closing (deleted, being cleared) or gone (OSS does not list it any more); another word of OSS's is shown as it is",
  targetBucket: "the target bucket",
  historicalObjectReplication: "enabled: objects from before the rule are copied, too; or disabled",
  historicalObject: "share of them that is copied, 0 to 1; absent where OSS does not say",
  leftSeconds: "until they all are, as estimated from what was seen in this run; absent where unknown",
  newObject: "everything written before this time is copied; absent where OSS does not say",
  lagSeconds: "how long ago that is; absent where this machine's clock is behind OSS's",
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

/** A look has at least this long, in ms, so that there is one at the very end of the time. */
const LEAST_LOOK = 10_000;
/** A longer timer of Node fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Looks at the rules, once or until there is nothing more to wait for. */
class Watch {
  private seen: RuleSeen[] = [];
  private readonly samples = new Map<string, Sample[]>();
  private hasLooked = false;
  /** A look is still under way. */
  private isCutShort = false;
  /** What was deleted before the first look, and what was seen to have copied all. */
  private leaving: string[] = [];
  private readonly finished = new Set<string>();
  private readonly deadline: number;

  constructor(
    private readonly service: OssReplication,
    private readonly options: ProgressOptions,
    private readonly view: View,
    private readonly io: Io,
  ) {
    this.deadline = options.until ? io.clock.now() + options.timeout : Number.POSITIVE_INFINITY;
  }

  /** The exit code. */
  async run(): Promise<number> {
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
        if (this.isCutShort) this.io.abandon();
        return verdict ? this.judged(verdict, left <= 0, failure) : this.ended();
      }
      await sleep(Math.min(interval, left));
    }
  }

  /** Answers the failure where the next look may do without. */
  private async look(): Promise<OssError | undefined> {
    const { options, view, io } = this;
    try {
      this.seen = withGone(this.seen, await this.foundInTime());
      if (!this.hasLooked) this.leaving = this.seen.filter(isDead).map(({ id }) => id);
      this.hasLooked = true;
      for (const rule of this.seen) if (!isDead(rule) && isCaughtUp(rule)) this.finished.add(rule.id);
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

  /** The deadline holds also for a look, which may try again for minutes. */
  private async foundInTime(): Promise<RuleSeen[]> {
    const left = this.deadline - this.io.clock.now();
    if (left > LONGEST_TIMER) return this.found();
    try {
      const within = timeout(Math.max(left, LEAST_LOOK), TimeoutStrategy.Aggressive);
      return await within.execute(() => this.found());
    } catch (error) {
      if (!(error instanceof TaskCancelledError)) throw error;
      this.isCutShort = true;
      throw new OssError({
        operation: "GetBucketReplicationProgress",
        bucket: this.options.bucket,
        code: "Timeout",
        serviceMessage: "no answer in time",
      });
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

  /** What is watched has ended well only where it has copied all. */
  private ended(): number {
    const { options, io, seen } = this;
    if (seen.length === 0 && !options.json) io.out(line(`Bucket ${options.bucket} has no rules.`));
    if (!options.watch) return EXIT.done;
    const cut = seen.filter((rule) => isDead(rule) && !this.finished.has(rule.id));
    const unfinished = cut.filter(({ id }) => options.ruleId !== undefined || !this.leaving.includes(id));
    for (const { id } of unfinished)
      io.err(
        line(`Rule ${id} of bucket ${options.bucket} was deleted before it was seen to have copied all.`),
      );
    return unfinished.length > 0 ? EXIT.failed : EXIT.done;
  }

  private judged(verdict: Verdict, timedOut: boolean, failure: OssError | undefined): number {
    const { options, io, seen } = this;
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
    return met ? EXIT.done : EXIT.gate;
  }
}

/** Whether there is nothing more to see: no history is copied, or all of it has been, or the rule is deleted. */
function isCaughtUp(rule: RuleSeen): boolean {
  if (isDead(rule)) return true;
  return rule.status === "doing" && (!rule.copiesHistory || (rule.history ?? 0) >= 1);
}

function isDead({ status }: RuleSeen): boolean {
  return status === "closing" || status === "gone";
}
