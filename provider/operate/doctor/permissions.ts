import { evidenceIn } from "../../lifecycle/check/evidence";
import type { Check } from "./check";
import type { Answer, Facts } from "./facts";
import { type CheckName, fine, needing, notChecked, type Outcome, wrong } from "./finding";

/** What can be asked without changing anything is asked, and the answer shows whether it may be. */
export const permissionChecks: Check[] = [
  permission("oss:GetBucketInfo", ({ info }) => info),
  permission("oss:GetBucketReplication", ({ rules }) => rules),
  permission("oss:GetBucketReplicationLocation", ({ locations }) => locations),
  {
    name: "oss:GetBucketReplicationProgress",
    needs: ["keys", "oss:GetBucketReplication"],
    look: ({ progress }) => (progress ? judge(progress) : notChecked("There is no rule to ask about.")),
  },
];

function permission(name: CheckName, answer: (facts: Facts) => Answer<unknown> | undefined): Check {
  return { name, needs: ["keys"], look: (facts) => judge(answer(facts)) };
}

function judge(answer: Answer<unknown> | undefined): Outcome {
  if (answer === undefined) return notChecked("It was not asked.");
  if ("value" in answer) return fine("Granted on the source bucket.");
  const { failure } = answer;
  if (evidenceIn(failure)) return needing("source-bucket");
  // A proxy on the way refuses by 403, too.
  const isDenied = "status" in failure && failure.code === "AccessDenied";
  return isDenied ? wrong(failure.message) : notChecked(failure.message);
}
