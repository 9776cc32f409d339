/** Exit codes. */
export const EXIT = { done: 0, failed: 1, wrongUse: 2, risky: 3 } as const;

/** The command line asks for what there is not; the message says what, in one paragraph. */
export class WrongUse extends Error {}

export function exitCodeOf(error: unknown): number {
  return error instanceof WrongUse ? EXIT.wrongUse : EXIT.failed;
}
