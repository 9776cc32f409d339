import { join } from "node:path";
import type { CommandResult } from "../../../scripts/processes/command";
import { type Shell, typed } from "../../support/pages/shell";
import type { Project } from "./project";
import { stack } from "./stackFiles";

interface Typing extends Pick<Shell, "instead"> {
  /** The commands make their stack themselves. Otherwise the project's is selected. */
  makesStack?: boolean;
}

/** Types commands in a project's folder as a reader does who answers every question with yes. */
export async function typeIn(
  project: Project,
  commands: string,
  { makesStack = false, instead }: Typing = {},
): Promise<CommandResult> {
  if (makesStack) project.forgetStack();
  const selected = makesStack ? {} : { PULUMI_STACK: stack };
  const env = { ...project.env, PULUMI_SKIP_CONFIRMATIONS: "true", ...selected };
  const result = await typed(commands, { cwd: join(project.folder, "program"), env, instead }).done;
  if (result.exitCode !== 0) throw new Error(`${commands}\nended with ${result.exitCode}\n${result.output}`);
  return result;
}
