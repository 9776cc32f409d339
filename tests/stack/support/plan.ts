/** What `pulumi preview --json` prints, as far as tests look at it. */
export interface Plan {
  steps: PlanStep[];
  changeSummary: Record<string, number>;
  diagnostics?: { severity: string; message: string; urn?: string }[];
}

export interface PlanStep {
  /** As "same", "create", "update", "replace", "create-replacement", "delete-replaced", "delete", "read". */
  op: string;
  urn: string;
  oldState?: Record<string, unknown>;
  newState?: Record<string, unknown>;
  detailedDiff?: Record<string, { kind: string; inputDiff: boolean }> | null;
  diffReasons?: string[];
  replaceReasons?: string[];
}

/** An empty plan where the engine printed none, as it does when the program fails early. */
export function parsePlan(stdout: string): Plan {
  const start = stdout.indexOf("{");
  const printed = start < 0 ? {} : JSON.parse(stdout.slice(start));
  return { steps: [], changeSummary: {}, ...printed };
}

/** What the plan does to each resource, by its name; every kind of replacement is "replace". */
export function operations(plan: Plan): Record<string, string> {
  return Object.fromEntries(
    plan.steps.map(({ urn, op }) => [nameOf(urn), /replace/.test(op) ? "replace" : op]),
  );
}

export function nameOf(urn: string): string {
  return urn.split("::").at(-1) as string;
}
