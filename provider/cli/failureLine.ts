import { isUserFacing } from "../lifecycle/errors";
import { NotDrawn } from "../picture/layout";
import { NotReviewable } from "../review/preview";
import { line } from "../terminal/text";
import { Declined, WrongUse } from "./failure";

/** One line for standard error; never a stack trace. */
export function failureLine(error: unknown): string {
  return line(`oss-replication: ${messageOf(error)}`);
}

function messageOf(error: unknown): string {
  if (isUserFacing(error) || OURS.some((kind) => error instanceof kind)) return (error as Error).message;
  return `This should not happen, please report it: ${error instanceof Error ? error.message : String(error)}`;
}

/** Failures whose message is for the one who has given the command. */
const OURS = [WrongUse, Declined, NotReviewable, NotDrawn];
