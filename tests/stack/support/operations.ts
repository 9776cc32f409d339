import type { Plan } from "./plan";

/** What the plan does to each resource, by its name; every kind of replacement is "replace". */
export function operations(plan: Plan): Record<string, string> {
  return Object.fromEntries(
    plan.steps.map(({ urn, op }) => [nameOf(urn), /replace/.test(op) ? "replace" : op]),
  );
}

export function nameOf(urn: string): string {
  return urn.split("::").at(-1) as string;
}
