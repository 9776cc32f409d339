import { CHECKS } from "./checks";
import type { Facts } from "./facts";
import { type CheckName, type Finding, needing } from "./finding";

/** What each check finds in the facts. Where one is wrong, those that need it say so, and name the first that is wrong. */
export function diagnose(facts: Facts): Finding[] {
  const missing = new Map<CheckName, CheckName>();
  return CHECKS.flatMap(({ name, needs, look }) => {
    const outcome = look(facts);
    if (outcome === undefined) return [];
    const root = needs.map((need) => missing.get(need)).find((need) => need !== undefined);
    const told = root === undefined ? outcome : needing(root);
    if (told.result !== "fine") missing.set(name, told.needs ?? name);
    return [{ check: name, ...told }];
  });
}
