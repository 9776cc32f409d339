import type { Command } from "commander";

/**
 * Gives a command the option `--json`, and its help what is printed then: `shape` says how many objects, of what, and
 * `fields` what each field of `Result` means; none can be forgotten.
 */
export function withJson<Result>(
  command: Command,
  shape: string,
  fields: Record<keyof Result & string, string>,
): Command {
  return command.option("--json", "print JSON").addHelpText("after", (context) => {
    const help = context.command.createHelp();
    help.prepareContext({ helpWidth: context.command.configureOutput().getOutHelpWidth?.() });
    const longest = Math.max(...Object.keys(fields).map((field) => field.length));
    const items = Object.entries<string>(fields).map(([field, text]) =>
      help.formatItem(help.styleArgumentTerm(field), longest, text, help),
    );
    const title = help.boxWrap(`With --json: ${shape}`, help.helpWidth ?? 80);
    return `\n${title}\n${items.join("\n")}`;
  });
}
