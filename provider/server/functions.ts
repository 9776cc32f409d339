import { askOss, type BucketLookup, LOCATIONS, type Lookup, PROGRESS, RULES } from "../functions/questions";
import type { Context } from "../lifecycle/context";
import { withoutNulls } from "../lifecycle/normalise";
import type { Values } from "./values";

type AnyLookup = Lookup<BucketLookup & { ruleId: string }, object>;

const LOOKUPS = [LOCATIONS, PROGRESS, RULES] as unknown as AnyLookup[];

/** The function of this token, such as `oss-replication:index:getReplicationRules`. */
export function lookupOf(token: string): AnyLookup | undefined {
  return LOOKUPS.find(({ name }) => token === `oss-replication:index:${name}`);
}

/** What is missing, by name; the engine shows it beside the call. */
export function argumentProblems(
  { name }: AnyLookup,
  values: Values,
): { property: string; reason: string }[] {
  const needed = name === PROGRESS.name ? ["bucket", "ruleId"] : ["bucket"];
  const missing = needed.filter((each) => typeof values[each] !== "string" || values[each] === "");
  return missing.map((property) => ({ property, reason: `${name} needs \`${property}\`.` }));
}

/** Asks OSS as the function of a TypeScript program does. */
export function ask(lookup: AnyLookup, { settings, connect }: Context, values: Values): Promise<object> {
  return askOss(lookup, withoutNulls(values) as BucketLookup & { ruleId: string }, settings, connect);
}
