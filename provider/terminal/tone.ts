import pico from "picocolors";
import { controlsEscaped } from "./text";

/** What a text says at a glance; never the only sign of it, since not everybody sees colours. */
export type Tone =
  /** As it should be: green. */
  | "good"
  /** Somebody should look at it: yellow. */
  | "doubtful"
  /** Somebody must act: red. */
  | "bad"
  /** Of less weight than what is beside it. */
  | "faint"
  /** A heading. */
  | "strong";

/** A text with its tone; text alone has none. */
export type Toned = string | { text: string; tone: Tone };

const FORMATTER = { good: "green", doubtful: "yellow", bad: "red", faint: "dim", strong: "bold" } as const;

/** The text in its colour, on a screen that has colours. What would steer the terminal is escaped. */
export function toned(text: Toned, { colours }: { colours: boolean }): string {
  if (typeof text === "string") return controlsEscaped(text);
  const shown = controlsEscaped(text.text);
  // Nothing to see needs no colour, which would keep a line from ending where its text ends.
  return shown === "" ? "" : pico.createColors(colours)[FORMATTER[text.tone]](shown);
}
