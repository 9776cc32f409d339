import { ServiceError } from "../errors";
import { checkValues } from "../operations/ruleValues";
import { switchesOf } from "../options";
import { ConfigError } from "./error";
import { at } from "./problem";
import type { Config, RuleInConfig } from "./shape";

/**
 * Checks what a rule says as a put would be checked. Whether it fits its buckets is not looked at, so a config can have
 * a rule whose target is gone.
 */
export function checkRule(path: string, rule: RuleInConfig, config: Config): void {
  const { destination, historicalObjectReplication: history, prefixes = [], ...rest } = rule;
  const { bucket: target, location = "", transferType } = destination;
  try {
    checkValues({ ...rest, target, location, transferType, history, prefixes }, valueSwitches(config));
  } catch (error) {
    if (error instanceof ServiceError) throw new ConfigError(at(path, error.message));
    throw error;
  }
  if (rule.destination.location === undefined && !config.buckets.some(({ name }) => name === target))
    throw new ConfigError(
      at(`${path}.destination.location`, `it must be given, for ${target} is not in this file`),
    );
}

/** Ids of a config are nobody's choice over the wire. */
function valueSwitches({ switches }: Config): ReturnType<typeof switchesOf> {
  return { ...switchesOf(switches ?? {}), ruleIds: "honour" };
}
