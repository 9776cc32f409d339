import { stripVTControlCharacters } from "node:util";
import { type Note, readNote } from "../lifecycle/engine/notes";
import { isObject } from "../lifecycle/normalise";

/** The first lines of each error; the rest is often a stack trace. */
export function errorsIn(diagnostics: unknown): string[] {
  return messagesIn(diagnostics, (severity) => severity === "error").map((message) =>
    message
      .replace(/^error: /, "")
      .split("\n")
      .slice(0, 2)
      .join(" ")
      .trim(),
  );
}

/**
 * What our checks said, each once. They write to standard error, which the engine keeps line by line as `info#err`;
 * what else stands in a message, and how it is coloured, is the engine's.
 */
export function notesIn(diagnostics: unknown): Note[] {
  const messages = messagesIn(diagnostics, (severity) => severity === "info#err");
  const lines = messages.flatMap((message) => stripVTControlCharacters(message).split(/[\r\n]+/));
  const notes = new Map<string, Note>();
  for (const line of lines) {
    const note = readNote(line);
    if (note) notes.set(`${note.kind}: ${note.text}`, note);
  }
  return [...notes.values()];
}

function messagesIn(diagnostics: unknown, isMeant: (severity: unknown) => boolean): string[] {
  if (!Array.isArray(diagnostics)) return [];
  return diagnostics
    .filter((diagnostic) => isObject(diagnostic) && isMeant(diagnostic.severity))
    .map(({ message }) => (typeof message === "string" ? message : ""));
}
