import { Command, InvalidArgumentError } from "commander";

export interface Options {
  only?: RegExp;
  list?: true;
  write?: true;
  jobs: number;
}

/** The command line of `npm run matrix`. */
export function optionsOf(argv: string[]): Options {
  return new Command("matrix")
    .description("install the packed packages in many ways, and run `pulumi up` with each on the emulator")
    .option("--only <pattern>", "cells that fit this regular expression, in any letter case", pattern)
    .option("--list", "show the cells and run none")
    .option("--write", "write docs/compatibility.md, when nothing has failed")
    .option("--jobs <count>", "cells at a time", count, 2)
    .allowExcessArguments(false)
    .parse(argv, { from: "user" })
    .opts<Options>();
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, "i");
  } catch {
    throw new InvalidArgumentError("It must be a regular expression.");
  }
}

function count(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError("It must be a whole number from 1.");
  return Number(text);
}
