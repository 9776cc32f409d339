import type { Facts } from "./facts";
import type { CheckName, Outcome } from "./finding";

/** One check: what it judges, and which others it cannot do without. */
export interface Check {
  name: CheckName;
  needs: CheckName[];
  /** `undefined` where the question does not arise. */
  look(facts: Facts): Outcome | undefined;
}
