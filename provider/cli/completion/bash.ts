import type { Completable, Structure } from "./structure";

/** For bash 3.2, as macOS has it, and later, without the package bash-completion. */
export function bash({ name, subcommands }: Structure): string {
  const names = subcommands.map((each) => each.name);
  return `# bash completion for ${name}
_${identifier(name)}() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" subcommand="" word words="" IFS=$' \\t\\n'
  COMPREPLY=()
  # bash splits --option=value at the sign.
  if [[ "$cur" == "=" ]]; then cur=""; elif [[ "$prev" == "=" ]]; then prev="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in ${names.join("|")}) subcommand="$word"; break ;; esac
  done
  case "$subcommand $prev" in
${subcommands.flatMap(valueCases).join("\n")}
  esac
  case "$subcommand" in
    "") words="${[...names, "--help", "--version"].join(" ")}" ;;
${subcommands.map(wordCase).join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
_oss_replication_files() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$1"))
}
complete -F _${identifier(name)} ${name}
`;

  /** After an option that takes a value. */
  function valueCases(subcommand: Completable): string[] {
    return subcommand.options.flatMap(({ flag, value, choices }) => {
      if (value === "none") return [];
      return [`    "${subcommand.name} ${flag}") ${actions[value](choices)}return ;;`];
    });
  }

  function wordCase({ name: subcommand, options, values, takesFile }: Completable): string {
    const words = [...values, ...options.map(({ flag }) => flag)].join(" ");
    const files = takesFile ? `if [[ "$cur" != -* ]]; then _oss_replication_files "$cur"; return; fi; ` : "";
    return `    ${subcommand}) ${files}words="${words}" ;;`;
  }
}

const actions = {
  choice: (choices: readonly string[]) => `COMPREPLY=($(compgen -W "${choices.join(" ")}" -- "$cur")); `,
  file: () => `_oss_replication_files "$cur"; `,
  text: () => "",
};

function identifier(name: string): string {
  return name.replaceAll("-", "_");
}
