import { writeFile } from "node:fs/promises";
import { type Command, InvalidArgumentError, Option } from "commander";
import { survey } from "../operate/survey";
import { dot } from "../picture/dot";
import { fittingMermaid } from "../picture/fittingMermaid";
import { folded } from "../picture/fold";
import { html } from "../picture/html";
import { layout } from "../picture/layout";
import type { Picture } from "../picture/picture";
import { pictureOfState } from "../picture/state";
import { pictureOfSurvey } from "../picture/survey";
import { svg } from "../picture/svg";
import { readPreview } from "../review/preview";
import { reportOn } from "../review/report";
import { line } from "../terminal/text";
import { type BucketsOptions, bucketsFor, reaching, stateIn } from "./connect";
import { EXIT, WrongUse } from "./failure";
import { readInput } from "./input";
import type { Io } from "./io";

const FORMATS = ["mermaid", "dot", "svg", "html"] as const;

interface MapOptions extends BucketsOptions {
  preview?: string;
  format: (typeof FORMATS)[number];
  output?: string;
  most: number;
}

/** The picture of what copies where: as OSS says it, as a state says it, or before and after an update. */
export function fill(command: Command, io: Io, exit: (code: number) => void): void {
  reaching(
    command
      .option("--bucket <name...>", "source buckets; REGION/NAME for one of another region")
      .addOption(option("--all", "all buckets of the account (needs oss:ListBuckets)", "bucket"))
      .addOption(
        option("--state <file>", "output of `pulumi stack export`; OSS is not asked", "bucket", "all"),
      )
      .addOption(
        option(
          "--preview <file>",
          "output of `pulumi preview --json`, best with --show-sames: what starts, stops and is made anew stands out; OSS is not asked",
          "bucket",
          "all",
          "state",
        ),
      )
      .addOption(new Option("--format <format>", "how to write it").choices(FORMATS).makeOptionMandatory())
      .option("--output <file>", "write it to this file; default: standard output")
      .option(
        "--most <number>",
        "rules drawn each for itself, 1 to 1000; the rest is counted by region",
        most,
        100,
      ),
  ).action(async (options: MapOptions) => {
    const picture = await pictureFor(options, io, exit);
    await write(await written(picture, options), options, io);
  });
}

function option(flags: string, description: string, ...others: string[]): Option {
  return new Option(flags, description).conflicts(others);
}

function most(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > 1000)
    throw new InvalidArgumentError("It is not 1 to 1000.");
  return number;
}

async function pictureFor(options: MapOptions, io: Io, exit: (code: number) => void): Promise<Picture> {
  const { preview, state, bucket, all } = options;
  if (preview !== undefined) return pictureOfPreview(await readInput(io, preview, "preview"));
  if (state !== undefined) return pictureOfState(await stateIn(state, io));
  if (!bucket && !all)
    throw new WrongUse("Name source buckets with --bucket, or give --all, --state or --preview.");
  const { places, at } = await bucketsFor(options, io);
  const found = await survey(places, { at, clock: io.clock });
  const failures = found.buckets.flatMap(({ failure }) => failure ?? []);
  for (const { message } of failures) io.err(line(`oss-replication: ${message}`));
  if (failures.length > 0) exit(EXIT.failed);
  return pictureOfSurvey(found);
}

function pictureOfPreview(text: string): Picture {
  const report = reportOn(readPreview(text));
  if (report.isRefresh) throw new WrongUse(REFRESH);
  return report.picture();
}

const REFRESH =
  "The preview is that of a refresh, which tells what OSS has and nothing of an update: give the output of `pulumi preview --json --show-sames`, or use `oss-replication review` to read it.";

async function written(picture: Picture, { format, most }: MapOptions): Promise<string> {
  const drawn = folded(picture, most);
  switch (format) {
    case "mermaid":
      return fittingMermaid(picture, most);
    case "dot":
      return dot(drawn);
    case "svg":
      return svg(drawn, layout);
    case "html":
      return html(picture, await svg(drawn, layout));
  }
}

async function write(text: string, { output }: MapOptions, io: Io): Promise<void> {
  if (output === undefined) return io.out(text);
  try {
    await writeFile(output, text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown reason";
    throw new WrongUse(`The file ${JSON.stringify(output)} cannot be written (${code}).`);
  }
}
