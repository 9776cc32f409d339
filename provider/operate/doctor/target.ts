import { regionOf } from "../../oss";
import type { Check } from "./check";
import type { Facts, Wanted } from "./facts";
import { fine, notChecked, type Outcome, wrong } from "./finding";

export const targetChecks: Check[] = [{ name: "target-bucket", needs: ["keys"], look: judgeTarget }];

function judgeTarget({ wanted, target, targetLocation }: Facts): Outcome | undefined {
  if (wanted.target === undefined) return undefined;
  const { bucket } = wanted.target;
  switch (target?.kind) {
    case "there":
      return fine(
        `${bucket} is in ${target.info.location}; versioning: ${target.info.versioning ?? "never set"}.`,
      );
    case "gone":
      return wrong(`There is no bucket ${bucket}.`, "Check its name, or make it.");
    case "elsewhere":
      return judgeElsewhere(wanted.target, target.location, targetLocation);
    case "foreign":
      return wanted.syncRole === undefined
        ? wrong(
            `${bucket} is a bucket of another account.`,
            "A rule to it needs --sync-role, a role that the owner of the bucket allows to write there.",
          )
        : notChecked(`${bucket} is a bucket of another account, and only its owner may ask about it.`);
    case "unknown":
      return notChecked(`${target.reason} Asked in ${regionOf(targetLocation ?? "")}.`);
    default:
      return notChecked("It was not asked about.");
  }
}

/** Where nobody said where it is, it is not wrong that it is not where it was looked for first. */
function judgeElsewhere(
  { bucket, location: said }: NonNullable<Wanted["target"]>,
  location: string | undefined,
  asked: string | undefined,
): Outcome {
  if (said === undefined)
    return notChecked(`It is not known where ${bucket} is, but not in ${asked}: give --target-location.`);
  return location
    ? wrong(`${bucket} is in ${location}, not in ${said}.`, `Give --target-location ${location}.`)
    : wrong(`${bucket} is not in ${said}.`, "Give --target-location: the one in which it is.");
}
