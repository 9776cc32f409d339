import { Command, CommanderError } from "commander";
import { controlsEscaped } from "../terminal/text";
import { EXIT, exitCodeOf } from "./failure";
import { type Io, systemIo } from "./io";
import { SUBCOMMANDS } from "./subcommands";

/** Runs the command line and returns the exit code: 0 done, 1 failed, 2 wrong use, 3 a review at or above `--fail-on`. */
export async function run(args: string[], io: Io = systemIo()): Promise<number> {
  let code: number = EXIT.done;
  const program = new Command("oss-replication")
    .description("Replication of Alibaba Cloud OSS buckets: review, look, operate")
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      outputError: (text, write) => write(escapedError(text)),
    });
  for (const { name, description, load } of SUBCOMMANDS) {
    const subcommand = program.command(name).description(description);
    if (!args.includes(name)) continue;
    load().fill(subcommand, io, (wanted) => {
      code = wanted;
    });
  }
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
    io.err((require("./failureLine") as typeof import("./failureLine")).failureLine(error));
    return exitCodeOf(error);
  }
}

/** An error of commander repeats what was given. Only the line end before a suggestion is commander's own. */
function escapedError(text: string): string {
  const [error = "", ...suggestion] = text.trimEnd().split(/\n(?=\(Did you mean )/);
  return `${[controlsEscaped(error), ...suggestion].join("\n")}\n`;
}
