import { stripVTControlCharacters } from "node:util";
import { type Note, readNote } from "../lifecycle/engine/notes";
import { isObject } from "../lifecycle/normalise";
import { cut } from "../terminal/text";
import { type Origin, originOf } from "./origin";

/** What the review reads of `pulumi preview --json`, or of `pulumi refresh --preview-only --json`. */
export interface Preview {
  steps: Step[];
  /** What our checks said, in their order and each once. */
  notes: Note[];
  /** Whether it counts resources, and lists no step of any. */
  unlisted?: boolean;
}

/** A step, as far as the review looks at it. */
export interface Step {
  op: string;
  urn: string;
  oldState?: State;
  newState?: State;
  replaceReasons?: string[];
  diffReasons?: string[];
}

export interface State {
  /** Another one than that of the step where an alias gives the resource a new name. */
  urn?: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  external?: boolean;
  retainOnDelete?: boolean;
  /** Set on the older version of a replacement that the engine deletes first. */
  pendingReplacement?: boolean;
  customTimeouts?: unknown;
  /** What the option `import` of the program says. */
  importID?: string;
  /** The URNs that each input depends on. */
  propertyDependencies?: unknown;
  /** URN and id of the provider that serves it. */
  provider?: string;
}

/** What was given cannot be reviewed: why, the errors that it holds, and whose it is. */
export class NotReviewable extends Error {
  constructor(
    readonly why: string,
    readonly errors: string[] = [],
    readonly origin: Origin = {},
  ) {
    super(errors.length > 0 ? `${why}: ${someOf(errors)}` : why);
  }
}

function someOf(errors: string[]): string {
  const more = errors.length > MOST_ERRORS ? ` (and ${errors.length - MOST_ERRORS} more errors)` : "";
  return errors.slice(0, MOST_ERRORS).join(" ") + more;
}

const MOST_ERRORS = 3;

/** The preview that was printed. Throws `NotReviewable` where it failed, or where the text is none. */
export function readPreview(text: string): Preview {
  const preview = parse(text);
  if (!isObject(preview)) throw new NotReviewable(NO_PREVIEW);
  const errors = errorsIn(preview.diagnostics);
  if (errors.length > 0) throw new NotReviewable(FAILED, errors, originOf(preview.steps));
  if (!Array.isArray(preview.steps) && !isObject(preview.changeSummary)) throw new NotReviewable(NO_PREVIEW);
  const steps = stepsIn(preview);
  const unlisted = steps.length === 0 && isCounting(preview.changeSummary);
  return { steps, notes: notesIn(preview.diagnostics), ...(unlisted && { unlisted }) };
}

/** A preview that ended with this code, whatever it printed. */
export function failedWith(code: number, text: string): NotReviewable {
  try {
    const { steps } = readPreview(text);
    return new NotReviewable(endedWith(code), [], originOf(steps));
  } catch (error) {
    const { errors, origin } = error as NotReviewable;
    return errors.length > 0
      ? new NotReviewable(FAILED, errors, origin)
      : new NotReviewable(endedWith(code), [], origin);
  }
}

function endedWith(code: number): string {
  return `${FAILED}: it ended with exit code ${code}. See what it printed on standard error.`;
}

const FAILED = "The preview failed, so there is nothing to review";

function stepsIn({ steps, changeSummary }: Record<string, unknown>): Step[] {
  if (!Array.isArray(steps)) return withoutSteps(changeSummary);
  if (!steps.every(isStep)) throw new NotReviewable(NO_PREVIEW);
  return steps.map((step) => ({
    ...step,
    oldState: stateOf(step.oldState),
    newState: stateOf(step.newState),
  }));
}

/** The engine, or what starts it, may print lines of text before the JSON. */
function parse(text: string): unknown {
  if (text.trim() === "") throw new NotReviewable(EMPTY);
  const start = text.search(/\{(?<=^\s*\{)/m);
  try {
    return JSON.parse(start < 0 ? text : text.slice(start, text.lastIndexOf("}") + 1));
  } catch {
    throw new NotReviewable(NO_JSON);
  }
}

function isCounting(summary: unknown): boolean {
  return isObject(summary) && Object.values(summary).some((count) => count !== 0);
}

/** A preview without steps is one without changes, if its summary says so too. */
function withoutSteps(summary: unknown): Step[] {
  const changes = Object.entries(summary as object).filter(([op, count]) => op !== "same" && count !== 0);
  if (changes.length > 0) throw new NotReviewable(NO_PREVIEW);
  return [];
}

function isStep(step: unknown): step is Step {
  return isObject(step) && typeof step.op === "string" && typeof step.urn === "string";
}

/** `null`, or anything else that is no state, is as good as none. */
function stateOf(state: unknown): State | undefined {
  return isObject(state) ? state : undefined;
}

/** Room for a whole error of ours: its end says what to do next. */
const LONGEST_ERROR = 1_500;

const EMPTY =
  "There is nothing to review: the input is empty. Did `pulumi preview --json` fail? See what it printed on standard error.";
const NO_JSON =
  "The input is not the JSON of one preview. Run `pulumi preview --json` without PULUMI_ENABLE_STREAMING_JSON_PREVIEW, and keep its standard error apart.";
const NO_PREVIEW = "The input is JSON, but not that of `pulumi preview --json`: its steps are missing.";

/** The first lines of each error; the rest is often a stack trace. */
function errorsIn(diagnostics: unknown): string[] {
  const messages = messagesIn(diagnostics, (severity) => severity === "error");
  return [...new Set(messages.map(errorIn))];
}

function errorIn(message: string): string {
  const [first = "", second = ""] = message.replace(/^error: /, "").split("\n", 2);
  return cut(`${first} ${second}`.trim(), LONGEST_ERROR);
}

/**
 * What our checks said, each once: those of the dynamic resources on standard error, which the engine keeps line by line
 * as `info#err`, those of the package as warnings. The colours, and whatever else is in a message, are the engine's.
 */
function notesIn(diagnostics: unknown): Note[] {
  const messages = messagesIn(diagnostics, (severity) => SAYING.includes(severity));
  const lines = messages.flatMap((message) => stripVTControlCharacters(message).split(/[\r\n]/));
  const notes = new Map<string, Note>();
  for (const line of lines) {
    const note = readNote(line);
    if (note) notes.set(`${note.kind}: ${note.text}`, note);
  }
  return [...notes.values()];
}

const SAYING: unknown[] = ["info#err", "warning"];

function messagesIn(diagnostics: unknown, isMeant: (severity: unknown) => boolean): string[] {
  if (!Array.isArray(diagnostics)) return [];
  return diagnostics
    .filter((diagnostic) => isObject(diagnostic) && isMeant(diagnostic.severity))
    .map(({ message }) => (typeof message === "string" ? message : ""));
}
