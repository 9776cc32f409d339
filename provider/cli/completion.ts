import { Argument, type Command } from "commander";
import { SHELLS, type Shell } from "./completion/shells";
import { structureOf } from "./completion/structure";
import type { Io } from "./io";

/** Writes a script by which a shell completes the command. */
export function fill(command: Command, io: Io): void {
  command
    .addArgument(new Argument("<shell>", "which shell").choices(Object.keys(SHELLS)))
    .addHelpText("after", INSTALLATION)
    .action((shell: Shell) => {
      io.out(SHELLS[shell](structureOf(command.parent as Command)));
    });
}

const INSTALLATION = `
To have it in every new shell:
  bash  echo 'source <(oss-replication completion bash)' >> ~/.bashrc
  zsh   oss-replication completion zsh > "\${fpath[1]}/_oss-replication"
  fish  oss-replication completion fish > ~/.config/fish/completions/oss-replication.fish`;
