import { validateRule } from "../../lifecycle/check/validate";
import { inOptions } from "../../lifecycle/ruleOptions";
import type { Wanted } from "./facts";

/** Stands for the location that is still to be found; no bucket is there. */
const ELSEWHERE = "oss-elsewhere";

/** What is wrong with the rule by its arguments alone, by the checks of the resource. A sentence each. */
export function mistakesIn({ bucket, region, target, transferType, syncRole }: Wanted): string[] {
  const destination = target && {
    bucket: target.bucket,
    location: target.location ?? ELSEWHERE,
    transferType,
  };
  return validateRule({ bucket, region, destination, syncRole })
    .filter(({ property }) => property !== "region" || region !== undefined)
    .filter(({ property }) => property !== "destination" || target !== undefined)
    .map(({ reason }) => inOptions(reason).replace(/`(bucket|region)`/g, "--$1"));
}
