import { isTold } from "../lifecycle/errors";
import { NotReviewable } from "../review/preview";
import { controlsEscaped } from "../terminal/text";

/** Exit codes. */
export const EXIT = { done: 0, failed: 1, wrongUse: 2, risky: 3 } as const;

/** The command line asks for what there is not; the message says what, in one paragraph. */
export class WrongUse extends Error {}

export function exitCodeOf(error: unknown): number {
  return error instanceof WrongUse ? EXIT.wrongUse : EXIT.failed;
}

/** One paragraph for standard error; never a stack trace. */
export function told(error: unknown): string {
  if (isTold(error) || error instanceof WrongUse || error instanceof NotReviewable)
    return line(error.message);
  return line(
    `This should not happen, please report it: ${error instanceof Error ? error.message : String(error)}`,
  );
}

function line(message: string): string {
  return `oss-replication: ${controlsEscaped(message)}\n`;
}
