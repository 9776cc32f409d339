import { Command } from "commander";

export interface Options {
  quick?: boolean;
  write?: boolean;
  from?: string;
  only?: string;
}

/** The command line of `npm run bench`. */
export function optionsOf(argv: string[]): Options {
  return new Command("bench")
    .description(
      "what rules cost beside a dynamic resource that does nothing: a table, and the same as JSON in the last line",
    )
    .option("--quick", "fewer rules and one run each, in 3 minutes")
    .option("--write", "write docs/performance.md with its picture and its JSON")
    .option("--from <file>", "take the JSON of an earlier run and measure nothing")
    .option(
      "--only <text>",
      "with --from: measure the rows anew whose conditions, such as `no delay, 50 rules`, contain this",
    )
    .allowExcessArguments(false)
    .parse(argv, { from: "user" })
    .opts<Options>();
}
