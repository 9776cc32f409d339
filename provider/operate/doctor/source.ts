import { type Evidence, evidenceIn } from "../../lifecycle/check/evidence";
import { type BucketInfo, locationOf, regionOf, regionOfHost } from "../../oss";
import type { Check } from "./check";
import type { Facts } from "./facts";
import { fine, notChecked, type Outcome, wrong } from "./finding";

export const sourceChecks: Check[] = [{ name: "source-bucket", needs: ["keys"], look: judgeSource }];

/** Whether the bucket exists, is the caller's, and is in the region. Another answer shows it, too, than that of GetBucketInfo. */
function judgeSource({ wanted, info, rules, locations }: Facts): Outcome {
  const { bucket, region = "" } = wanted;
  if (info && "value" in info) return judgeInfo(info.value, region);
  const answers = [rules, locations];
  const failures = [info, ...answers].flatMap((answer) =>
    answer && "failure" in answer ? [answer.failure] : [],
  );
  const evidence = failures.map(evidenceIn).find((each) => each !== undefined);
  const isAnswered = answers.some((answer) => answer && "value" in answer);
  if (isAnswered && evidence?.kind !== "elsewhere")
    return fine(`${bucket} is in ${region}; what GetBucketInfo tells of it is not known.`);
  return evidence
    ? judgeEvidence(evidence, bucket, region)
    : notChecked(`Nothing could be asked about ${bucket}.`);
}

function judgeInfo({ name, location, versioning = "never set" }: BucketInfo, region: string): Outcome {
  // The locations of finance and government clouds do not follow from the region.
  const isThere = location === locationOf(region) || /finance|gov/.test(region);
  return isThere
    ? fine(`${name} is in ${location}; versioning: ${versioning}.`)
    : wrong(`${name} is in ${location}, not in ${region}.`, `Give --region ${regionOf(location)}.`);
}

function judgeEvidence(evidence: Evidence, bucket: string, region: string): Outcome {
  if (evidence.kind === "missing")
    return wrong(`There is no bucket ${bucket}.`, "Check its name, or make it.");
  if (evidence.kind === "not ours")
    return wrong(
      `${bucket} is a bucket of another account.`,
      "Use the credentials of the account that owns it.",
    );
  const named = evidence.kind === "elsewhere" ? evidence.endpoint : undefined;
  const other = regionOfHost(named ?? "");
  return wrong(
    `${bucket} is not in ${region}${other ? `, but in ${other}` : ""}.`,
    other ? `Give --region ${other}.` : "Give --region: the one in which the bucket is.",
  );
}
