import type { Completable, CompletableOption, Structure } from "./structure";

/** As a file in `fpath`, or by `source`. */
export function zsh({ name, subcommands }: Structure): string {
  const described = subcommands.map((each) => quoted(`${each.name}:${each.description}`));
  return `#compdef ${name}
_${name}() {
  local state line
  local -a subcommands
  subcommands=(
${described.map((each) => `    ${each}`).join("\n")}
  )
  _arguments -C '--help[display help]' '--version[output the version number]' '1: :->subcommand' '*:: :->rest'
  case $state in
    subcommand) _describe -t commands subcommand subcommands ;;
    rest)
      case $words[1] in
${subcommands.map(caseOf).join("\n")}
      esac ;;
  esac
}
if [ "$funcstack[1]" = "_${name}" ]; then _${name} "$@"; else compdef _${name} ${name}; fi
`;
}

function caseOf({ name, options, values, takesFile }: Completable): string {
  const rest = values.length > 0 ? [quoted(`1: :(${values.join(" ")})`)] : takesFile ? ["'*: :_files'"] : [];
  return `        ${name}) _arguments ${[...options.map(specOf), ...rest].join(" ")} ;;`;
}

function specOf({ flag, description, value, choices }: CompletableOption): string {
  const text = description.replace(/[[\]\\:]/g, "\\$&");
  const action = {
    none: "",
    choice: `:value:(${choices.join(" ")})`,
    file: ":file:_files",
    text: ":value: ",
  };
  // The star: an option may be given again.
  return quoted(`*${flag}[${text}]${action[value]}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
