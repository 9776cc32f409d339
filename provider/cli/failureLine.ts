import { isUserFacing } from "../lifecycle/errors";
import { NotReviewable } from "../review/preview";
import { line } from "../terminal/text";
import { WrongUse } from "./failure";

/** One line for standard error; never a stack trace. */
export function failureLine(error: unknown): string {
  return line(`oss-replication: ${messageOf(error)}`);
}

function messageOf(error: unknown): string {
  const isMeant = isUserFacing(error) || error instanceof WrongUse || error instanceof NotReviewable;
  if (isMeant) return error.message;
  return `This should not happen, please report it: ${error instanceof Error ? error.message : String(error)}`;
}
