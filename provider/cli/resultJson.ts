import type { Command } from "commander";

/** What a command prints with `--json`. */
export interface ResultJson {
  /** One sentence: how many objects, of what. */
  shape: string;
  /** What each field of an object means. */
  fields: Readonly<Record<string, string>>;
}

const results = new WeakMap<Command, ResultJson>();

/** Gives a command the option `--json`, and its help and page the fields of `Result`; none can be forgotten. */
export function withJson<Result>(
  command: Command,
  shape: string,
  fields: Record<keyof Result & string, string>,
): Command {
  results.set(command, { shape, fields });
  return command.option("--json", "print JSON").addHelpText("after", (context) => {
    const help = context.command.createHelp();
    const name = (field: string) => help.styleArgumentTerm(field);
    const longest = Math.max(...Object.keys(fields).map((field) => field.length));
    const items = Object.entries<string>(fields).map(([field, text]) =>
      help.formatItem(name(field), longest, text, help),
    );
    return `\nWith --json: ${shape}\n${items.join("\n")}`;
  });
}

export function resultJsonOf(command: Command): ResultJson | undefined {
  return results.get(command);
}
