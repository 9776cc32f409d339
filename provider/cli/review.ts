import { type Command, InvalidArgumentError, Option } from "commander";
import { LEVELS, type Level, reaches } from "../review/finding";
import { FORMATS, type Format, MOST_STACKS, writeReview } from "../review/format";
import { type Occasion, occasionOf } from "../review/occasion";
import { originOf } from "../review/origin";
import { failedWith, NotReviewable, type Preview, readPreview } from "../review/preview";
import { type Report, reportOn } from "../review/report";
import { isFailed, isUnchanged, type Reviewed } from "../review/reviewed";
import { type ReachOptions, reaching, servicesFor } from "./connect";
import { EXIT, WrongUse } from "./failure";
import { failureLine } from "./failureLine";
import { MOST_BYTES, readText, TooMuch, unreadable } from "./input";
import type { Io } from "./io";

interface ReviewOptions extends Occasion, ReachOptions {
  measure?: boolean;
  format: Format;
  all?: boolean;
  name: string[];
  previewExit: number[];
  quietIfUnchanged?: boolean;
  failOn: Limit[];
}

/** What `--fail-on` takes: a level, or any difference that a refresh found at OSS. */
const LIMITS = [...LEVELS, "drift"] as const;

type Limit = (typeof LIMITS)[number];

export function fill(command: Command, io: Io, exit: (code: number) => void): void {
  reaching(command)
    .argument(
      "[files...]",
      "output of `pulumi preview --json`, best with `--show-sames`, or of `pulumi refresh --preview-only --json`; - or none: standard input",
    )
    .addOption(new Option("--format <format>", "how to write it").choices(FORMATS).default("markdown"))
    .option("--all", "leave nothing out for length; without it a review has at most 60,000 characters")
    .option(
      "--name <name>",
      "what to call the stack in place of PROJECT/STACK; once for each file",
      collected,
      [],
    )
    .option("--commit <id>", "the commit that is reviewed; default: what GitHub Actions or GitLab CI say")
    .option("--run <url>", "address of the run that reviews; default: what GitHub Actions or GitLab CI say")
    .option(
      "--preview-exit <code>",
      "exit code of the preview, once for each file: other than 0, it has failed, whatever it printed",
      exitCodes,
      [],
    )
    .option(
      "--measure",
      "ask OSS, only reading, how much is in the source buckets of which existing objects are copied (needs oss:GetBucketStat)",
    )
    .option("--quiet-if-unchanged", "print nothing where replication does not change")
    .option(
      "--fail-on <level>",
      `exit with 3 at a risk of this level or above, or at any drift (${LIMITS.join(", ")}); may be given twice`,
      limits,
      [],
    )
    .action(async (files: string[], options: ReviewOptions) => {
      const reviews = await reviewsOf(files.length > 0 ? files : ["-"], options, io);
      if (options.failOn.includes("drift")) requireRefresh(reviews);
      const { format, all } = options;
      const occasion = occasionOf(given(options), io.env);
      if (!options.quietIfUnchanged || !reviews.every(isUnchanged)) {
        for (const piece of writeReview(reviews, { format, all, occasion })) io.out(piece);
      }
      const failures = reviews.flatMap(({ outcome }) => (isFailed(outcome) ? outcome : []));
      for (const failure of failures) io.err(failureLine(failure));
      if (failures.length > 0) exit(EXIT.failed);
      else if (options.failOn.some((limit) => isReached(limit, reviews))) exit(EXIT.gate);
    });
}

function given({ commit, run }: ReviewOptions): Occasion {
  return { ...(commit !== undefined && { commit }), ...(run !== undefined && { run }) };
}

async function reviewsOf(files: string[], options: ReviewOptions, io: Io): Promise<Reviewed[]> {
  const { name, previewExit } = options;
  if (files.length > MOST_STACKS) throw new WrongUse(`At most ${MOST_STACKS} previews are reviewed at once.`);
  for (const [option, values] of Object.entries({ "--name": name, "--preview-exit": previewExit })) {
    if (values.length > 0 && values.length !== files.length) {
      throw new WrongUse(
        `${option} is given ${values.length} times for ${files.length} previews: give it once for each, in the same order.`,
      );
    }
  }
  if (files.filter((file) => file === "-").length > 1)
    throw new WrongUse("Standard input holds one preview.");
  const reviews: Reviewed[] = [];
  for (const [at, file] of files.entries()) {
    reviews.push({ name: name[at], ...(await reviewed(io, file, previewExit[at] ?? 0, options)) });
  }
  return reviews;
}

async function reviewed(
  io: Io,
  file: string,
  code: number,
  options: ReviewOptions,
): Promise<Pick<Reviewed, "origin" | "outcome">> {
  try {
    const text = await read(io, file);
    if (code !== 0) throw failedWith(code, text);
    const preview = readPreview(text);
    return { origin: originOf(preview.steps), outcome: await reportFor(preview, options, io) };
  } catch (error) {
    if (!(error instanceof NotReviewable)) throw error;
    return { origin: error.origin, outcome: error };
  }
}

/** A preview that has not asked OSS would pass for one that found nothing. */
function requireRefresh(reviews: Reviewed[]): void {
  for (const { outcome } of reviews) {
    if (isFailed(outcome)) continue;
    const [untold] = outcome.untoldDrifts;
    if (untold !== undefined) throw new WrongUse(`--fail-on drift: ${untold}.`);
    if (!outcome.isRefreshed) throw new WrongUse(NOT_REFRESHED);
  }
}

const NOT_REFRESHED =
  "--fail-on drift needs what a refresh found of every rule, and here it read none, or not all: give the output of `pulumi refresh --preview-only --json`, or of `pulumi preview --json --refresh`, without --target. Leave it out for a stack without rules.";

/** Without `--measure` nobody is asked anything. */
async function reportFor(preview: Preview, options: ReviewOptions, io: Io): Promise<Report> {
  const report = reportOn(preview);
  if (!options.measure) return report;
  const { measure } = require("./measure") as typeof import("./measure");
  const { region, at } = servicesFor(options, io);
  return reportOn(preview, await measure(report.sources(), { region, at, clock: io.clock }));
}

function isReached(limit: Limit, reviews: Reviewed[]): boolean {
  return reviews.some(({ outcome }) => {
    if (isFailed(outcome)) return false;
    return limit === "drift" ? outcome.drifted > 0 : reaches(outcome.highest, limit as Level);
  });
}

function collected(value: string, before: string[]): string[] {
  return [...before, value];
}

function limits(value: string, before: Limit[]): Limit[] {
  const limit = LIMITS.find((each) => each === value);
  if (limit === undefined) throw new InvalidArgumentError(`Allowed choices are ${LIMITS.join(", ")}.`);
  return [...before, limit];
}

function exitCodes(value: string, before: number[]): number[] {
  if (!/^\d{1,3}$/.test(value)) throw new InvalidArgumentError("It is a number from 0 to 255.");
  return [...before, Number(value)];
}

async function read(io: Io, file: string): Promise<string> {
  try {
    return await readText(file === "-" ? io.stdin() : io.file(file));
  } catch (error) {
    if (error instanceof TooMuch) throw new NotReviewable(TOO_MUCH);
    throw unreadable(file, error);
  }
}

const TOO_MUCH = `The preview is longer than ${MOST_BYTES / 1024 / 1024} MiB, which is more than a review reads: preview a part of the stack at a time, with \`--target\`.`;
