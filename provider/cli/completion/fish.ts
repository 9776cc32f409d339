import type { Completable, CompletableOption, Structure } from "./structure";

export function fish({ name, subcommands }: Structure): string {
  const lines = [
    "-f",
    "-n __fish_use_subcommand -l help -d 'display help'",
    "-n __fish_use_subcommand -l version -d 'output the version number'",
    ...subcommands.flatMap(linesOf),
  ];
  return [`# fish completion for ${name}`, ...lines.map((line) => `complete -c ${name} ${line}`), ""].join(
    "\n",
  );
}

function linesOf({ name, description, options, values, takesFile }: Completable): string[] {
  const after = `-n '__fish_seen_subcommand_from ${name}'`;
  return [
    `-n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ...options.map((option) => `${after} ${optionText(option)}`),
    ...(values.length > 0 ? [`${after} -a ${quoted(values.join(" "))}`] : []),
    ...(takesFile ? [`${after} -F`] : []),
  ];
}

function optionText({ flag, description, value, choices }: CompletableOption): string {
  const action = { none: "", choice: ` -x -a ${quoted(choices.join(" "))}`, file: " -r -F", text: " -x" };
  return `-l ${flag.slice(2)}${action[value]} -d ${quoted(description)}`;
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}
