import { Command, CommanderError } from "commander";
import { controlsEscaped } from "../terminal/text";
import { EXIT, exitCodeOf } from "./failure";
import { type Io, systemIo } from "./io";
import { SUBCOMMANDS, type Subcommand } from "./subcommands";
import { version } from "./version";

/** Runs the command line and returns the exit code. */
export async function run(args: string[], io: Io = systemIo()): Promise<number> {
  let code: number = EXIT.done;
  const isAsked = ({ name }: Subcommand) => args.includes(name);
  const isAll = SUBCOMMANDS.some((each) => each.needsAll && isAsked(each));
  const setCode = (wanted: number) => {
    code = wanted;
  };
  const program = programOf(io, setCode, (each) => isAll || isAsked(each));
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
    io.err((require("./failureLine") as typeof import("./failureLine")).failureLine(error));
    return exitCodeOf(error);
  }
}

/** The whole command. Of the subcommands that are not `wanted` the options are not there, and nothing is loaded. */
export function programOf(
  io: Io,
  exit: (code: number) => void,
  wanted: (subcommand: Subcommand) => boolean = () => true,
): Command {
  const program = new Command("oss-replication")
    .description("Replication of Alibaba Cloud OSS buckets: review, look, operate")
    .version(version(), "--version")
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      outputError: (text, write) => write(escapedError(text)),
    });
  for (const subcommand of SUBCOMMANDS) {
    const { name, description, load } = subcommand;
    const command = program.command(name).description(description);
    if (wanted(subcommand)) load().fill(command, io, exit);
  }
  return program;
}

/** An error of commander repeats what was given. Only the line end before a suggestion is commander's own. */
function escapedError(text: string): string {
  const [error = "", ...suggestion] = text.trimEnd().split(/\n(?=\(Did you mean )/);
  return `${[controlsEscaped(error), ...suggestion].join("\n")}\n`;
}
