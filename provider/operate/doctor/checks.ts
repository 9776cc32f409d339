import type { Check } from "./check";
import { connectionChecks } from "./connection";
import { pairChecks } from "./pair";
import { permissionChecks } from "./permissions";
import { sourceChecks } from "./source";
import { targetChecks } from "./target";
import { writeChecks } from "./writes";

/** All checks, each after those that it needs. */
export const CHECKS: Check[] = [
  ...connectionChecks,
  ...sourceChecks,
  ...permissionChecks,
  ...targetChecks,
  ...pairChecks,
  ...writeChecks,
];
