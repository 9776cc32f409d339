import type { Command } from "commander";
import { parseDuration } from "../lifecycle/duration";
import { askEnds } from "../operate/overview/ends";
import { type Overview, overviewOf } from "../operate/overview/overview";
import { StateRules } from "../operate/overview/owner";
import type { ProblemKind } from "../operate/overview/problem";
import { survey } from "../operate/survey";
import { line } from "../terminal/text";
import { type BucketsOptions, bucketsFor, onBuckets } from "./connect";
import { EXIT, WrongUse } from "./failure";
import type { Io } from "./io";
import { overviewText } from "./overviewText";
import { print } from "./print";

interface OverviewOptions extends BucketsOptions {
  lag?: string;
  failOnProblem?: boolean;
  json?: boolean;
}

/** Every rule of many buckets, and what is wrong with them. It only reads. */
export function fill(command: Command, io: Io, exit: (code: number) => void): void {
  onBuckets(command)
    .option(
      "--lag <time>",
      "how far a rule may be behind, such as 15m or 2h; default: 15m where RTC is in force, else 24h",
    )
    .option("--fail-on-problem", "exit with 3 where there is a problem")
    .option("--json", "print JSON")
    .addHelpText("after", `\n${EXPLANATION}`)
    .action(async (options: OverviewOptions) => {
      const overview = await look(options, limitIn(options), io);
      print(io, options.json, overview, () => overviewText(overview, io.screen()));
      exit(codeFor(overview, options));
    });
}

const EXPLANATION = `Problems and rules with the worst ones come first. With --state each rule is told to be the state's, another
stack's (by its id), or nobody's.
Exit code: 0 everything was read, 1 something could not be read, 3 a problem with --fail-on-problem.`;

function limitIn({ lag }: OverviewOptions): number | undefined {
  const limit = parseDuration(lag);
  if (lag !== undefined && limit === undefined)
    throw new WrongUse(`--lag ${lag} is not a duration such as 15m or 2h.`);
  return limit;
}

async function look(options: OverviewOptions, lagLimit: number | undefined, io: Io): Promise<Overview> {
  const { places, state, at } = await bucketsFor(options, io);
  const owned = options.state === undefined ? undefined : new StateRules(state);
  if (owned?.size === 0) io.err(line("oss-replication, note: the state has no rule, so none is missed."));
  const found = await survey(places, { at, clock: io.clock, progress: true });
  return overviewOf(found, {
    ends: await askEnds(found, at),
    state: owned,
    lagLimit,
    isWhole: options.all,
  });
}

/** Where these are, not all is known that was asked for. */
const UNKNOWN: ProblemKind[] = [
  "bucket-gone",
  "bucket-unread",
  "rule-not-checked",
  "progress-unread",
  "info-unread",
];

function codeFor({ problems }: Overview, { failOnProblem }: OverviewOptions): number {
  if (problems.some(({ kind }) => UNKNOWN.includes(kind))) return EXIT.failed;
  return failOnProblem && problems.length > 0 ? EXIT.gate : EXIT.done;
}
