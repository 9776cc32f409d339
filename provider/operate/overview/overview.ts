import { infoOf, type ReplicationRuleInfo } from "../../functions/answers";
import { regionOf } from "../../oss";
import { naturally } from "../../terminal/naturally";
import type { Place } from "../places";
import type { Survey, SurveyedBucket, SurveyedRule } from "../survey";
import type { Target } from "../target";
import type { Known } from "./known";
import { lagLimit, lagOf } from "./lag";
import type { Owner } from "./owner";
import { type Problem, type ProblemKind, rankOf } from "./problem";
import { problemsOf } from "./problems";

/** A rule, how far it has come, who answers for it and what is wrong with it. */
export interface OverviewRule extends ReplicationRuleInfo {
  /** Source bucket. */
  bucket: string;
  /** Region of the source bucket, such as `cn-hangzhou`. */
  region: string;
  /** Region of the target bucket. */
  targetRegion: string;
  /**
   * What is known of the target bucket: `there`, `gone`, `elsewhere`, `foreign` (another account's, of which only its
   * owner knows), or `unknown` (it could not be asked about). Absent where the rule is closing.
   */
  targetSeen?: Target["kind"];
  /** How much of the historical objects has been copied, from 0 to 1. Absent where OSS does not say. */
  historicalObject?: number;
  /** Everything written to the source before this time has been copied: ISO 8601, UTC. Absent where OSS does not say. */
  newObject?: string;
  /** How many seconds ago `newObject` was. */
  lagSeconds?: number;
  /** How many seconds that may be. */
  lagLimitSeconds: number;
  /** Who answers for the rule. Absent where no state was given. */
  owner?: Owner;
  /** Name and URN of the state's resource. Absent where the state has none. */
  resource?: { name: string; urn: string };
  /** What is wrong with it, the worst first. */
  problems: ProblemKind[];
}

/** What `overview --json` prints. Fields may come, none goes or changes its meaning. */
export interface Overview {
  /** When OSS was asked: ISO 8601, UTC. */
  at: string;
  /** How many buckets were asked about, rules found, problems, and with a state the rules that it has. */
  summary: { buckets: number; rules: number; problems: number; stateRules?: number };
  /** What is wrong, the worst first. */
  problems: Problem[];
  /** All rules, those with the worst problems first. */
  rules: OverviewRule[];
  /** Buckets that were read and have no rule. */
  withoutRules: Place[];
}

/** What a survey found, judged. */
export function overviewOf(survey: Survey, known: Known): Overview {
  const problems = problemsOf(survey, known);
  const ofRule = byRule(problems);
  const rules = survey.buckets.flatMap((bucket) =>
    bucket.rules.map((each) =>
      ruleRow(each, bucket, survey.at, known, ofRule.get(keyOf(bucket.bucket, each.rule.id)) ?? []),
    ),
  );
  return {
    at: new Date(survey.at).toISOString(),
    summary: {
      buckets: survey.buckets.length,
      rules: rules.length,
      problems: problems.length,
      stateRules: known.state?.size,
    },
    problems,
    rules: rules.sort(worstFirst),
    withoutRules: survey.buckets
      .filter(hasNone)
      .map(({ bucket, region }) => ({ bucket, region }))
      .sort((a, b) => naturally(a.bucket, b.bucket)),
  };
}

function hasNone({ exists, failure, rules }: SurveyedBucket): boolean {
  return exists && failure === undefined && rules.length === 0;
}

function byRule(problems: Problem[]): Map<string, ProblemKind[]> {
  const found = new Map<string, ProblemKind[]>();
  for (const { bucket, ruleId, kind } of problems) {
    if (bucket === undefined || ruleId === undefined) continue;
    const key = keyOf(bucket, ruleId);
    found.set(key, [...(found.get(key) ?? []), kind]);
  }
  return found;
}

function keyOf(bucket: string, ruleId: string): string {
  return `${bucket}/${ruleId}`;
}

function ruleRow(
  each: SurveyedRule,
  { bucket, region }: SurveyedBucket,
  at: number,
  known: Known,
  problems: ProblemKind[],
): OverviewRule {
  const { rule, progress } = each;
  const lag = lagOf(each, at);
  const resource = known.state?.ruleOf(bucket, rule.id);
  return {
    bucket,
    region,
    targetRegion: regionOf(rule.destination.location),
    ...infoOf(rule),
    targetSeen: rule.status === "closing" ? undefined : known.ends.at(rule.destination)?.kind,
    historicalObject: progress?.historicalObject,
    newObject: progress?.newObject?.toISOString(),
    lagSeconds: lag && Math.floor(lag / 1000),
    lagLimitSeconds: lagLimit(rule, known.lagLimit) / 1000,
    owner: known.state?.ownerOf(bucket, rule.id),
    resource: resource && { name: resource.name, urn: resource.urn },
    problems,
  };
}

function worstFirst(a: OverviewRule, b: OverviewRule): number {
  return worstOf(a) - worstOf(b) || naturally(nameOf(a), nameOf(b));
}

function worstOf({ problems: [worst] }: OverviewRule): number {
  return worst === undefined ? Number.POSITIVE_INFINITY : rankOf(worst);
}

function nameOf({ bucket, destination, ruleId }: OverviewRule): string {
  return `${bucket} ${destination.bucket} ${ruleId}`;
}
