/**
 * What a check says without failing. The engine shows it in the preview and keeps it in the `diagnostics` of
 * `preview --json`. The review reads it back from there, so writing and reading stand side by side here.
 */
export type NoteKind =
  /** OSS could not be asked something, so the preview does not prove it. */
  | "not checked"
  /** A rule that is already at OSS becomes the resource's, without a write. */
  | "taken over"
  /** Anything else that the user should know before the change is applied. */
  | "note";

export interface Note {
  kind: NoteKind;
  text: string;
}

const FORM = /OSS replication, (not checked|taken over|note): ([^\n]*)/;

/** The line that the engine prints. */
export function noteLine({ kind, text }: Note): string {
  return `OSS replication, ${kind}: ${text}`;
}

/** The note in a message of the engine, or `undefined` for any other message. */
export function readNote(message: string): Note | undefined {
  const [, kind, text] = FORM.exec(message) ?? [];
  return kind === undefined || text === undefined ? undefined : { kind: kind as NoteKind, text };
}

/** Says each note once. The engine checks a resource twice if it replaces it. */
export class Notes {
  private readonly said = new Set<string>();

  constructor(private readonly print: (line: string) => void) {}

  say(note: Note, print = this.print): void {
    const line = noteLine(note);
    if (this.said.has(line)) return;
    this.said.add(line);
    print(line);
  }
}
