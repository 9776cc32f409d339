import { Command, InvalidArgumentError, Option } from "commander";

export const parts = ["matrix", "kills", "fuzz", "limits"] as const;
export type Part = (typeof parts)[number];

export interface Options {
  seed: number;
  only?: Part;
  kills: number;
  sample: number;
  cases: number;
}

/** The command line of `npm run reliability`. */
export function optionsOf(argv: string[]): Options {
  return new Command("reliability")
    .description("prove that protection is not lost; without --only it writes docs/reliability.md")
    .option("--seed <number>", "what is drawn by lot is drawn again with the same seed", whole, 7)
    .addOption(new Option("--only <part>", "one part alone, and nothing is written").choices(parts))
    .option("--kills <count>", "killed commands of the real engine", whole, 40)
    .option("--sample <count>", "cells of the matrix that the real engine runs too", whole, 24)
    .option("--cases <count>", "cases of hostile input", whole, 100_000)
    .allowExcessArguments(false)
    .parse(argv, { from: "user" })
    .opts<Options>();
}

function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}
