import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "./project";

/** What the engine tells its displays of a resource; without a URN, of the stack. */
export interface Told {
  urn: string;
  text: string;
  /** Shown beside the resource for the time being, and not among the diagnostics at the end. */
  isEphemeral: boolean;
}

/** A command of the engine as a user meets it. */
export interface Story {
  exitCode: number;
  /** What its last phase has told: the update, or the preview where that has failed. */
  told: Told[];
  /** What is read in the terminal at the end, line by line as written. */
  lines: string[];
  /** The same as the terminal breaks it. */
  screen: string[];
}

/** Runs a command in a terminal of so many columns. */
export async function told(project: Project, args: string[], columns: number): Promise<Story> {
  const log = join(project.folder, "events.json");
  // The option is for those who work on the engine.
  project.env.PULUMI_DEBUG_COMMANDS = "true";
  const command = project.seen([...args, "--event-log", log], { columns, rows: 60 });
  const exitCode = await command.done;
  return {
    exitCode,
    told: toldIn(readFileSync(log, "utf8")),
    lines: await command.unbroken(),
    screen: await command.screen(),
  };
}

interface EngineEvent {
  diagnosticEvent?: { urn?: string; severity: string; message: string; ephemeral?: boolean };
}

function toldIn(log: string): Told[] {
  const events = log.split("\n").filter((line) => line !== "");
  return events.flatMap((line) => {
    const { diagnosticEvent } = JSON.parse(line) as EngineEvent;
    if (!diagnosticEvent || diagnosticEvent.severity === "debug") return [];
    const { urn = "", message, ephemeral: isEphemeral = false } = diagnosticEvent;
    return [{ urn, text: plain(message), isEphemeral }];
  });
}

/** Without the engine's marks of colour. */
function plain(message: string): string {
  return message.replace(/<\{%.*?%\}>/g, "").trim();
}
