import { judgeVersioning } from "../../lifecycle/check/preflight";
import type { BucketInfo, Rule } from "../../oss";
import { isClockBehind } from "../lag";
import { isExpected, type StateRule } from "../stateFile";
import type { SurveyedBucket, SurveyedRule } from "../survey";
import { timeText } from "../timeText";
import type { Ends } from "./ends";
import type { Known } from "./known";
import { lagLimit, lagOf } from "./lag";
import type { Problem, ProblemKind } from "./problem";

/** What is wrong with a rule. */
export function problemsOfRule(
  each: SurveyedRule,
  bucket: SurveyedBucket,
  at: number,
  known: Known,
): Problem[] {
  const { rule } = each;
  const problem = problemOf(bucket, rule);
  if (rule.status === "closing") return [closing(problem, rule, bucket, known)];
  return [
    ...statusProblems(problem, rule),
    ...targetProblems(problem, rule, bucket, known.ends),
    ...rtcProblems(problem, rule, bucket, known),
    ...lagProblems(problem, each, at, known),
  ];
}

type MakeProblem = (kind: ProblemKind, message: string, next: string) => Problem;

/** Makes a problem of the rule; its message is a sentence about it. */
function problemOf({ bucket, region }: SurveyedBucket, { id, destination }: Rule): MakeProblem {
  return (kind, message, next) => ({
    kind,
    bucket,
    region,
    ruleId: id,
    target: destination.bucket,
    message: `Rule ${id} from ${bucket} to ${destination.bucket}: ${message}`,
    next,
  });
}

function closing(problem: MakeProblem, { id }: Rule, { bucket }: SurveyedBucket, { state }: Known): Problem {
  return problem(
    "closing",
    "it is deleted, copies nothing any more, and OSS is clearing it.",
    afterClosing(state?.ruleOf(bucket, id)),
  );
}

function afterClosing(resource: StateRule | undefined): string {
  if (resource === undefined)
    return "If it is meant to be, put it again once OSS has cleared it, which takes minutes.";
  return isExpected(resource)
    ? "The state still has it. If it is meant to be, run `pulumi refresh` and then `pulumi up`, which waits until it is gone and puts it again."
    : "The state has it only until it is deleted: the next `pulumi up` takes it out.";
}

/** OSS may come to have more than its pages tell of. */
function statusProblems(problem: MakeProblem, { status }: Rule): Problem[] {
  if (status === "starting" || status === "doing") return [];
  return [
    problem(
      "status-unknown",
      `OSS says that it is "${status}", which is not known here.`,
      "Nobody knows whether it copies: look into the OSS console, and for a newer version of this command.",
    ),
  ];
}

function targetProblems(
  problem: MakeProblem,
  { destination }: Rule,
  source: SurveyedBucket,
  ends: Ends,
): Problem[] {
  const target = ends.at(destination);
  const { bucket, location } = destination;
  switch (target?.kind) {
    case "gone":
      return [
        problem(
          "target-gone",
          `the target bucket ${bucket} does not exist, so that nothing can be copied.`,
          `Make the bucket again in ${location}, then the rule; or delete the rule.`,
        ),
      ];
    case "elsewhere":
      return [
        problem(
          "target-elsewhere",
          `the target bucket ${bucket} is ${target.location ? `in ${target.location}` : "in another location"}, not in ${location}.`,
          "Somebody deleted it and made another of its name. Make a rule to where it is, or delete the rule.",
        ),
      ];
    case "there":
      return versioningProblems(problem, destination, ends.sourceAt(source), target.info);
    default:
      return [];
  }
}

function versioningProblems(
  problem: MakeProblem,
  destination: Rule["destination"],
  source: BucketInfo | undefined,
  target: BucketInfo,
): Problem[] {
  if (source === undefined) return [];
  const [message] = judgeVersioning({ bucket: source.name, destination }, { info: source }, { info: target });
  const next =
    "OSS refuses a change of versioning while there is a rule, so one of the buckets was made anew, or changed by other means: find out which before you change anything.";
  return message === undefined ? [] : [problem("versioning", message, next)];
}

function rtcProblems(
  problem: MakeProblem,
  { id, rtcStatus }: Rule,
  { bucket }: SurveyedBucket,
  { state }: Known,
): Problem[] {
  const rtc = state?.rtcOf(bucket, id);
  const shown = rtcStatus === "disabled" ? undefined : rtcStatus;
  if (shown === undefined && rtc && rtc.outputs.status !== "disabled")
    return [
      problem(
        "rtc-gone",
        `the state has RTC for it (resource ${rtc.name}), and OSS shows none.`,
        "Run `pulumi refresh` and then `pulumi up`.",
      ),
    ];
  if (shown === undefined || shown === "enabled") return [];
  return [
    problem(
      "rtc-not-in-force",
      `RTC was asked for and is not in force (${shown}).`,
      "OSS takes 15 minutes, or an hour after all history is copied. If it takes longer, ask Alibaba Cloud.",
    ),
  ];
}

function lagProblems(problem: MakeProblem, each: SurveyedRule, at: number, known: Known): Problem[] {
  const { rule, failure } = each;
  if (failure !== undefined)
    return [problem("progress-unread", failure.message, "Nobody knows whether it has caught up.")];
  const [lag, limit] = [lagOf(each, at), lagLimit(rule, known.lagLimit)];
  if (lag === undefined) return lagUnknown(problem, each, at, known);
  if (lag <= limit) return [];
  return [
    problem(
      "lag",
      `what was written in the last ${timeText(lag)} may not be copied, and the limit is ${timeText(limit)}.`,
      "Watch it with `oss-replication progress --watch`. If it does not go down, look at the role's permissions, the KMS key and the bandwidth of the region pair.",
    ),
  ];
}

/** Of a rule without RTC nobody has promised anything, unless the user asks for a limit. */
function lagUnknown(problem: MakeProblem, each: SurveyedRule, at: number, { lagLimit }: Known): Problem[] {
  const { rule } = each;
  if (isClockBehind(each.progress ?? {}, each.at ?? at))
    return [
      problem(
        "lag-unknown",
        "this machine's clock is behind OSS's, so that nobody knows how late it is.",
        "Set the clock, best by NTP.",
      ),
    ];
  if (rule.status !== "doing" || (rule.rtcStatus !== "enabled" && lagLimit === undefined)) return [];
  return [
    problem(
      "lag-unknown",
      "OSS does not say how late it is.",
      "Look again in some minutes. If it stays so, write an object to the source and see whether it arrives.",
    ),
  ];
}
