import { SUBCOMMANDS } from "../../../provider/cli/subcommands";
import { isShell } from "./checkers";
import { allCode, type Span } from "./pages";
import { sessionIn } from "./shell";

/** All that the pages say can be typed: blocks of commands, and commands within a line. */
export function typedOnPages(): Span[] {
  const { blocks, spans } = allCode();
  return [
    ...blocks.filter(isShell).map((block) => ({ ...block, text: sessionIn(block).commands })),
    ...spans.map((span) => ({ ...span, text: whole(span.text) })).filter(({ text }) => COMMAND.test(text)),
  ];
}

/** With arguments: without, a name may be that of a thing, such as the package. */
const COMMAND =
  /^([A-Z_]+=\S* )*(npx|npm|pulumi|oss-replication|oss-replication-emulator|terraform|aliyun|pip|go) \S/;

/** One of ours may stand without its first word, such as `map --all`. What a reader fills in is left out. */
function whole(text: string): string {
  const isOurs = SUBCOMMANDS.some(({ name }) => text.startsWith(`${name} --`));
  return (isOurs ? `oss-replication ${text}` : text).replace(/ (\.\.\.|…)/g, "");
}
