import { isUserFacing } from "../lifecycle/errors";
import { NotReviewable } from "../review/preview";
import { line } from "../terminal/text";

/** Exit codes. */
export const EXIT = { done: 0, failed: 1, wrongUse: 2, risky: 3 } as const;

/** The command line asks for what there is not; the message says what, in one paragraph. */
export class WrongUse extends Error {}

export function exitCodeOf(error: unknown): number {
  return error instanceof WrongUse ? EXIT.wrongUse : EXIT.failed;
}

/** One line for standard error; never a stack trace. */
export function failureLine(error: unknown): string {
  return line(`oss-replication: ${messageOf(error)}`);
}

function messageOf(error: unknown): string {
  const isMeant = isUserFacing(error) || error instanceof WrongUse || error instanceof NotReviewable;
  if (isMeant) return error.message;
  return `This should not happen, please report it: ${error instanceof Error ? error.message : String(error)}`;
}
