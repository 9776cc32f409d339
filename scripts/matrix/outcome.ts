import type { Cell } from "./cells";

/** How the try of a cell ended. */
export type Outcome = { cell: Cell } & (
  | { kind: "passed"; seconds: number }
  | { kind: "failed"; step: string; problem: string }
  | { kind: "not available here"; reason: string }
);

/** Nothing failed, and something was tried. */
export function isGood(outcomes: Outcome[]): boolean {
  const has = (kind: Outcome["kind"]) => outcomes.some((outcome) => outcome.kind === kind);
  return has("passed") && !has("failed");
}

/** The result in a few words. */
export function wordsOf(outcome: Outcome): string {
  if (outcome.kind === "passed") return "works";
  if (outcome.kind === "failed") return `fails at: ${outcome.step}`;
  return `not available here: ${outcome.reason}`;
}
