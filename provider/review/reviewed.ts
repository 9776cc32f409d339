import { nameOfOrigin, type Origin } from "./origin";
import type { NotReviewable } from "./preview";
import type { Report } from "./report";

/** What is said of one stack: a report, or why there is none. */
export interface Reviewed {
  name?: string;
  origin: Origin;
  outcome: Report | NotReviewable;
}

/** The name that was given, else that of the stack; `undefined` where nothing tells it. */
export function titleOf({ name, origin }: Reviewed): string | undefined {
  return name ?? nameOfOrigin(origin);
}

export function isFailed(outcome: Reviewed["outcome"]): outcome is NotReviewable {
  return outcome instanceof Error;
}

/** Whether there is nothing to tell a reviewer: no change, no drift, nothing that was not checked. */
export function isUnchanged({ outcome }: Reviewed): boolean {
  return (
    !isFailed(outcome) && outcome.total === 0 && outcome.notChecked.length === 0 && outcome.notes.length === 0
  );
}
