import type { Rule } from "../../oss";
import type { StateRule } from "../stateFile";
import type { Survey, SurveyedBucket } from "../survey";
import { infoUnread } from "./infoUnread";
import type { Known } from "./known";
import { type Problem, rankOf } from "./problem";
import { problemsOfRule } from "./ruleProblems";

/** What is wrong, the worst first. */
export function problemsOf(survey: Survey, known: Known): Problem[] {
  return [
    ...survey.buckets.flatMap((bucket) => ofBucket(bucket, survey.at, known)),
    ...notListed(survey, known),
    ...notChecked(survey, known),
    ...infoUnread(survey, known.ends),
  ].sort((a, b) => rankOf(a.kind) - rankOf(b.kind));
}

function ofBucket(bucket: SurveyedBucket, at: number, known: Known): Problem[] {
  if (!bucket.exists) return [bucketGone(bucket, known)];
  const unread = bucket.failure === undefined ? [] : [bucketUnread(bucket, bucket.failure.message)];
  return [
    ...unread,
    ...(unread.length > 0 ? [] : rulesGone(bucket, known)),
    ...bucket.rules.flatMap((each) => problemsOfRule(each, bucket, at, known)),
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

/** Rules whose bucket the state keeps as a secret, and which no bucket that was read has. */
function notChecked({ buckets }: Survey, { state, isWhole }: Known): Problem[] {
  const ids = new Set(buckets.flatMap(({ rules }) => rules.map(({ rule }) => rule.id)));
  const read = buckets.filter(({ exists, failure }) => exists && failure === undefined).length;
  const unseen = (state?.rulesOfSecret ?? []).filter(({ ruleId }) => !ids.has(ruleId));
  return unseen.map(({ ruleId, name, target }) => ({
    kind: "rule-not-checked",
    ruleId,
    target: target?.bucket,
    message: `The state keeps the bucket of rule ${ruleId} (resource ${name}) as a secret, and no bucket that could be read has it (${counted(read, "bucket")}).`,
    next: isWhole
      ? "Find out from the program which bucket it is, and why it has no such rule."
      : "Name its bucket with `--bucket`, or look at all of them with `--all`.",
  }));
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
