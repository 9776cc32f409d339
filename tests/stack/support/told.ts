import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "./project";

/** What the engine tells its displays of a resource, or of the stack. */
export interface Told {
  urn: string;
  severity: string;
  text: string;
  /** Shown beside the resource for the time being, and not among the diagnostics at the end. */
  isEphemeral: boolean;
}

/** What a command of the engine has told. */
export interface Story {
  exitCode: number;
  /** Of the preview, and of the update. */
  phases: Told[][];
  /** What is read in the terminal at the end, line by line as written. */
  lines: string[];
  /** The same as the terminal breaks it. */
  screen: string[];
  /** All that was written, with what steers the terminal. */
  written: string;
}

/** Runs a command in a terminal of so many columns. */
export async function told(project: Project, args: string[], columns = 80): Promise<Story> {
  const log = join(project.folder, "events.json");
  project.env.PULUMI_DEBUG_COMMANDS = "true";
  const command = project.seen([...args, "--event-log", log], { columns, rows: 60 });
  const exitCode = await command.done;
  return {
    exitCode,
    phases: phasesIn(readFileSync(log, "utf8")),
    lines: await command.unbroken(),
    screen: await command.screen(),
    written: command.written(),
  };
}

interface EngineEvent {
  preludeEvent?: object;
  diagnosticEvent?: { urn?: string; severity: string; message: string; prefix?: string; ephemeral?: boolean };
}

function phasesIn(log: string): Told[][] {
  const phases: Told[][] = [];
  for (const line of log.split("\n").filter((each) => each !== "")) {
    const { preludeEvent, diagnosticEvent } = JSON.parse(line) as EngineEvent;
    if (preludeEvent) phases.push([]);
    if (!diagnosticEvent) continue;
    const { urn = "", severity, message, ephemeral = false } = diagnosticEvent;
    phases.at(-1)?.push({ urn, severity, text: plain(message), isEphemeral: ephemeral });
  }
  return phases;
}

/** Without the engine's marks of colour. */
function plain(message: string): string {
  return message.replace(/<\{%.*?%\}>/g, "").trim();
}
