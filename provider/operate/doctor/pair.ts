import { judgeLink, judgeVersioning } from "../../lifecycle/check/preflight";
import { inOptions } from "../../lifecycle/ruleOptions";
import { locationOf, normaliseLocation, RULE_DEFAULTS, type Rule } from "../../oss";
import type { Check } from "./check";
import type { Answer, Facts } from "./facts";
import { fine, needing, notChecked, type Outcome, wrong } from "./finding";

/** What must hold of both buckets together. */
export const pairChecks: Check[] = [
  { name: "rules", needs: ["source-bucket", "oss:GetBucketReplication"], look: judgeRules },
  { name: "versioning", needs: ["source-bucket"], look: judgeBoth },
  {
    name: "target-location",
    needs: ["source-bucket", "oss:GetBucketReplicationLocation"],
    look: judgeLocation,
  },
  { name: "rtc", needs: ["source-bucket", "oss:GetBucketReplicationLocation"], look: judgeRtc },
];

const MOST_RULES = 100;

function judgeRules({ wanted, rules }: Facts): Outcome {
  const found = answered(rules) ?? [];
  const target = wanted.target?.bucket;
  const rule = found.find(({ destination }) => destination.bucket === target);
  if (rule) return judgeRule(rule, wanted.bucket);
  if (found.length >= MOST_RULES)
    return wrong(`${wanted.bucket} has ${found.length} rules, and OSS allows ${MOST_RULES}.`, "Delete one.");
  const count = found.length === 1 ? "1 rule" : `${found.length || "no"} rules`;
  return fine(`${wanted.bucket} has ${count}${target ? `, none to ${target}` : ""}.`);
}

function judgeRule({ id, status, destination }: Rule, bucket: string): Outcome {
  const text = `Rule ${id} from ${bucket} to ${destination.bucket} is there (${status})`;
  return status === "closing"
    ? wrong(`${text}: OSS is clearing it and takes no other until it is gone.`, "Wait for that.")
    : fine(`${text}. OSS takes one rule for the two buckets.`);
}

function judgeBoth({ wanted, info, target }: Facts): Outcome | undefined {
  const source = answered(info);
  if (source === undefined) return needing("oss:GetBucketInfo");
  if (wanted.target === undefined) return judgeAlone(wanted.bucket, source.versioning);
  if (target?.kind !== "there") return needing("target-bucket");
  const destination = { bucket: wanted.target.bucket };
  const [problem] = judgeVersioning(
    { bucket: wanted.bucket, destination },
    { info: source },
    { info: target.info },
  );
  return problem === undefined ? fine("That of the two buckets goes together.") : wrong(problem);
}

function judgeAlone(bucket: string, versioning: string | undefined): Outcome {
  return versioning === "Suspended"
    ? wrong(`That of ${bucket} is suspended, and OSS does not replicate such a bucket.`, "Enable it.")
    : fine(`The target must have the same: ${versioning ?? "never set"}.`);
}

function judgeLocation(facts: Facts): Outcome | undefined {
  const { wanted, locations } = facts;
  if (wanted.target === undefined) return undefined;
  const location = locationOfTarget(facts);
  if (location === undefined) return notChecked(UNKNOWN_LOCATION);
  const { bucket, transferType = RULE_DEFAULTS.transferType } = wanted;
  const own = ownLocation(facts);
  const [problem] = judgeLink(bucket, own, { location, transferType }, answered(locations));
  if (problem !== undefined) return wrong(inOptions(problem));
  return fine(`OSS copies from ${own} to ${location} by "${transferType}".`);
}

function judgeRtc(facts: Facts): Outcome | undefined {
  if (!facts.wanted.rtc) return undefined;
  const offered = answered(facts.locations)?.rtcLocations;
  if (offered === undefined) return notChecked("OSS did not say where RTC is offered.");
  const [own, location] = [ownLocation(facts), locationOfTarget(facts)];
  const offer = `OSS offers RTC from ${own} to ${offered.join(", ") || "no location"}.`;
  if (location === undefined) return notChecked(`${UNKNOWN_LOCATION} ${offer}`);
  if (location === own) return wrong(`RTC is between two regions, and both buckets are in ${own}.`, offer);
  return offered.includes(location)
    ? fine(`OSS offers RTC from ${own} to ${location}.`)
    : wrong(`OSS does not offer RTC from ${own} to ${location}.`, offer);
}

const UNKNOWN_LOCATION = "Where the target bucket is, is not known: give --target-location.";

function ownLocation({ wanted, info }: Facts): string {
  return answered(info)?.location ?? locationOf(wanted.region ?? "");
}

/** What the user says of it, else where it was found. */
function locationOfTarget({ wanted, target, targetLocation }: Facts): string | undefined {
  const given = wanted.target?.location;
  return given === undefined
    ? target?.kind === "there"
      ? targetLocation
      : undefined
    : normaliseLocation(given);
}

function answered<T>(answer: Answer<T> | undefined): T | undefined {
  return answer && "value" in answer ? answer.value : undefined;
}
