import { judgeVersioning } from "../../lifecycle/check/preflight";
import type { BucketInfo, Rule } from "../../oss";
import { isExpected, type StateRule } from "../stateFile";
import type { Survey, SurveyedBucket, SurveyedRule } from "../survey";
import { timeText } from "../timeText";
import type { Ends } from "./ends";
import { lagLimit, lagOf } from "./lag";
import type { StateRules } from "./owner";
import { type Problem, type ProblemKind, rankOf } from "./problem";

/** What a survey is judged by. */
export interface Known {
  ends: Ends;
  state?: StateRules;
  /** How many ms a rule may be behind. Default: 15 minutes with RTC in force, else a day. */
  lagLimit?: number;
  /** Whether all buckets of the account were looked at, so that one that is missing is not among them. */
  isWhole?: boolean;
}

/** What is wrong, the worst first. */
export function problemsOf(survey: Survey, known: Known): Problem[] {
  return [
    ...survey.buckets.flatMap((bucket) => ofBucket(bucket, survey.at, known)),
    ...notListed(survey, known),
  ].sort((a, b) => rankOf(a.kind) - rankOf(b.kind));
}

function ofBucket(bucket: SurveyedBucket, at: number, known: Known): Problem[] {
  if (!bucket.exists) return [bucketGone(bucket, known)];
  const unread = bucket.failure === undefined ? [] : [bucketUnread(bucket, bucket.failure.message)];
  return [
    ...unread,
    ...(unread.length > 0 ? [] : rulesGone(bucket, known)),
    ...bucket.rules.flatMap((each) => ofRule(each, bucket, at, known)),
  ];
}

function bucketGone({ bucket, region }: SurveyedBucket, { state }: Known): Problem {
  const rules = state?.rulesOf(bucket).length ?? 0;
  const had = rules > 0 ? ` The state has ${counted(rules, "rule")} of it.` : "";
  return {
    kind: "bucket-gone",
    bucket,
    region,
    message: `Bucket ${bucket} does not exist.${had}`,
    next: "Check its name. If it was deleted, its rules went with it.",
  };
}

function bucketUnread({ bucket, region }: SurveyedBucket, failure: string): Problem {
  return {
    kind: "bucket-unread",
    bucket,
    region,
    message: `Bucket ${bucket} could not be read, so that nobody knows what its rules do: ${failure}`,
    next: `${doctorFor(bucket, region)} looks for the reason.`,
  };
}

/** A command to copy; names that a shell might not take as they are stay out of it. */
function doctorFor(bucket: string, region: string): string {
  const isPlain = [bucket, region].every((name) => /^[a-z0-9][a-z0-9._-]*$/.test(name));
  return isPlain
    ? `\`oss-replication doctor --bucket ${bucket} --region ${region}\``
    : "`oss-replication doctor`";
}

function rulesGone({ bucket, region, rules }: SurveyedBucket, { state }: Known): Problem[] {
  const ids = new Set(rules.map(({ rule }) => rule.id));
  const gone = (state?.rulesOf(bucket) ?? []).filter(({ ruleId }) => !ids.has(ruleId));
  return gone.map((each) => {
    const instead = rules.find(({ rule }) => rule.destination.bucket === each.target?.bucket)?.rule;
    return {
      kind: "rule-gone",
      bucket,
      region,
      ruleId: each.ruleId,
      target: each.target?.bucket,
      message: goneText(each, bucket, instead),
      next: "Find out who removed it. `pulumi refresh` and then `pulumi up` put it again.",
    };
  });
}

function goneText({ name, ruleId, target }: StateRule, bucket: string, instead?: Rule): string {
  const to = target ? ` to ${target.bucket}` : "";
  const text = `The state has rule ${ruleId} from ${bucket}${to} (resource ${name}), and OSS has not`;
  return instead
    ? `${text}: rule ${instead.id}, which is ${instead.status}, is there for the two buckets.`
    : `${text}: nothing is copied by it.`;
}

/** Buckets whose rules the state has, and which the account's list does not. */
function notListed({ buckets }: Survey, { state, isWhole }: Known): Problem[] {
  if (!state || !isWhole) return [];
  const listed = new Set(buckets.map(({ bucket }) => bucket));
  const others = state.buckets.filter((name) => !listed.has(name));
  return others.map((bucket) => ({
    kind: "bucket-not-listed",
    bucket,
    message: `The state has rules of bucket ${bucket}, which is not among the buckets of this account.`,
    next: "Check that the credentials are those of the account that the stack is for; else the bucket was deleted.",
  }));
}

function ofRule(each: SurveyedRule, bucket: SurveyedBucket, at: number, known: Known): Problem[] {
  const { rule } = each;
  const problem = problemOf(bucket, rule);
  if (rule.status === "closing") return [closing(problem, rule, bucket, known)];
  return [
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
  if (rtcStatus === undefined && rtc && rtc.outputs.status !== "disabled")
    return [
      problem(
        "rtc-gone",
        `the state has RTC for it (resource ${rtc.name}), and OSS shows none.`,
        "Run `pulumi refresh` and then `pulumi up`.",
      ),
    ];
  if (rtcStatus === undefined || rtcStatus === "enabled") return [];
  return [
    problem(
      "rtc-not-in-force",
      `RTC was asked for and is not in force (${rtcStatus}).`,
      "OSS takes 15 minutes, or an hour after all history is copied. If it takes longer, ask Alibaba Cloud.",
    ),
  ];
}

function lagProblems(problem: MakeProblem, each: SurveyedRule, at: number, known: Known): Problem[] {
  const { rule, failure } = each;
  if (failure !== undefined)
    return [problem("progress-unread", failure.message, "Nobody knows whether it has caught up.")];
  const [lag, limit] = [lagOf(each, at), lagLimit(rule, known.lagLimit)];
  if (lag === undefined || lag <= limit) return [];
  return [
    problem(
      "lag",
      `what was written in the last ${timeText(lag)} may not be copied, and the limit is ${timeText(limit)}.`,
      "Watch it with `oss-replication progress --watch`. If it does not go down, look at the role's permissions, the KMS key and the bandwidth of the region pair.",
    ),
  ];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
