/** Exit codes. */
export const EXIT = {
  done: 0,
  failed: 1,
  wrongUse: 2,
  /** A gate is not met, or a review is at or above `--fail-on`. */
  gate: 3,
} as const;

/** The command line asks for what there is not; the message says what, in one paragraph. */
export class WrongUse extends Error {}

/** Somebody was asked, and did not say yes. */
export class Declined extends Error {}

export function exitCodeOf(error: unknown): number {
  return error instanceof WrongUse ? EXIT.wrongUse : EXIT.failed;
}
