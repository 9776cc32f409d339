import { type Command, Option } from "commander";
import { LEVELS, type Level, reaches } from "../review/finding";
import { FORMATS, type Format, writeReview } from "../review/format";
import { NotReviewable, readPreview } from "../review/preview";
import { reportOn } from "../review/report";
import { EXIT } from "./failure";
import { MOST_BYTES, readText, TooMuch, unreadable } from "./input";
import type { Io } from "./io";

interface ReviewOptions {
  format: Format;
  failOn?: Level;
}

export function fill(command: Command, io: Io, exit: (code: number) => void): void {
  command
    .argument(
      "[file]",
      "output of `pulumi preview --json`, best with `--show-sames`; - or none: standard input",
    )
    .addOption(new Option("--format <format>", "how to write it").choices(FORMATS).default("markdown"))
    .addOption(
      new Option("--fail-on <level>", "exit with 3 at a risk of this level or above").choices(LEVELS),
    )
    .action(async (file: string | undefined, options: ReviewOptions) => {
      const report = reportOn(readPreview(await read(io, file)));
      for (const piece of writeReview(report, options.format)) io.out(piece);
      if (options.failOn && reaches(report.highest, options.failOn)) exit(EXIT.gate);
    });
}

async function read(io: Io, file = "-"): Promise<string> {
  try {
    return await readText(file === "-" ? io.stdin() : io.file(file));
  } catch (error) {
    if (error instanceof TooMuch) throw new NotReviewable(TOO_MUCH);
    throw unreadable(file, error);
  }
}

const TOO_MUCH = `The preview is longer than ${MOST_BYTES / 1024 / 1024} MiB, which is more than a review reads: preview a part of the stack at a time, with \`--target\`.`;
