import type { Command, Option } from "commander";

/** What can be completed after the name of the command. */
export interface Structure {
  name: string;
  subcommands: Completable[];
}

export interface Completable {
  name: string;
  description: string;
  options: CompletableOption[];
  /** Whether it takes a file as an argument. */
  takesFile: boolean;
  /** The values of its argument, where they are known. */
  values: string[];
}

export interface CompletableOption {
  /** With its dashes. */
  flag: string;
  description: string;
  value: ValueKind;
  /** Where `value` is `choice`. */
  choices: readonly string[];
}

/** `none`: the option takes no value; `text`: a value that nobody can know. */
export type ValueKind = "none" | "choice" | "file" | "text";

/** As the program's own options and subcommands say it. */
export function structureOf(program: Command): Structure {
  return { name: program.name(), subcommands: program.commands.map(completable) };
}

function completable(command: Command): Completable {
  const named = command.registeredArguments;
  return {
    name: command.name(),
    description: command.description(),
    options: [...command.options.flatMap(completableOption), HELP],
    takesFile: named.some((argument) => /file/i.test(argument.name())),
    values: named.flatMap(({ argChoices = [] }) => argChoices),
  };
}

function completableOption(option: Option): CompletableOption[] {
  const { long, description, argChoices: choices = [], hidden } = option;
  return long && !hidden ? [{ flag: long, description, value: kindOf(option), choices }] : [];
}

function kindOf({ required, optional, argChoices, flags }: Option): ValueKind {
  if (!required && !optional) return "none";
  if (argChoices) return "choice";
  return /<(file|path)/i.test(flags) ? "file" : "text";
}

const HELP: CompletableOption = {
  flag: "--help",
  description: "display help for command",
  value: "none",
  choices: [],
};
