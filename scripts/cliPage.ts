import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { systemIo } from "../provider/cli/io";
import { programOf } from "../provider/cli/main";

const FILE = "docs/cli.md";

/** Writes the page of the command from its own help; with `--check` it compares them. */
function main(): void {
  const path = join(__dirname, "..", FILE);
  const page = pageOf(programOf(systemIo(), () => {}));
  if (!process.argv.includes("--check")) writeFileSync(path, page);
  else if (readFileSync(path, "utf8") !== page) {
    console.log(`${FILE} is not what the command's help says: run \`npm run cli-docs\`.`);
    process.exitCode = 1;
  }
}

function pageOf(program: Command): string {
  const sections = program.commands.map((command) => `## ${command.name()}\n\n${helpOf(command)}`);
  return [INTRODUCTION, helpOf(program), COMMON, ...sections].join("\n\n").concat("\n");
}

/** As `--help` prints it, 100 characters wide. */
function helpOf(command: Command): string {
  let help = "";
  command.configureOutput({
    getOutHelpWidth: () => 100,
    getOutHasColors: () => false,
    writeOut: (text) => {
      help += text;
    },
  });
  command.outputHelp();
  return `\`\`\`text\n${help.trimEnd()}\n\`\`\``;
}

const INTRODUCTION = `# The command \`oss-replication\`

It comes with the package: \`npx --no oss-replication\`. This page is made from the command's own help by \`npm run cli-docs\`.`;

const COMMON = `## What all subcommands have in common

**Results** are on standard output, everything else that is said is on standard error. \`--json\` prints results for programs: the fields
that the help of a subcommand names stay as they are; there may be more with a later version, so ignore what you do not know. Times are
ISO 8601 in UTC. What cannot be seen, such as a control character in a prefix, is written as \`\\u001b\`.

| Exit code | Meaning |
|---|---|
| 0 | done |
| 1 | failed, or you answered no; what was attempted, why it failed and what to do next is on standard error |
| 2 | wrong use: an option or value that there is not |
| 3 | a gate is not met: \`progress --until\`, or a review at or above its limits |
| 129, 130, 143 | ended by SIGHUP, SIGINT (Ctrl-C) or SIGTERM, at once; standard error says in which state things are |

**Questions.** \`put\`, \`delete\` and \`rtc\` say what will happen and ask first. They do not ask with \`--yes\`, or where standard input is no
terminal.

**Terminal.** Colours are used on a terminal, but not with \`NO_COLOR\` or \`TERM=dumb\`; \`FORCE_COLOR\` forces them. On a narrow terminal a
table's columns wrap, or each row becomes a list. Where there is no terminal, waits and \`progress --watch\` write plain lines.

**Credentials and region** come from the same places as those of the package: [connecting.md](connecting.md).`;

main();
