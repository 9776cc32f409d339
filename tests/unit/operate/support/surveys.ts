import { Ends } from "../../../../provider/operate/overview/ends";
import type { StateRule } from "../../../../provider/operate/stateFile";
import type { Survey, SurveyedBucket, SurveyedRule } from "../../../../provider/operate/survey";
import type { Target } from "../../../../provider/operate/target";
import { OssError, type Rule } from "../../../../provider/oss";

/** When the samples were asked about. */
export const NOW = Date.UTC(2026, 0, 2, 12);

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A rule from `src` to `dst` in Beijing that has all copied but the last `lag` ms; `null`: OSS does not say. */
export function ruleOf(id: string, more: Partial<Rule> = {}, lag: number | null = MINUTE): SurveyedRule {
  const rule: Rule = {
    id,
    status: "doing",
    destination: { bucket: "dst", location: "oss-cn-beijing" },
    action: "ALL",
    historicalObjectReplication: "enabled",
    ...more,
  };
  const isDoing = rule.status === "doing";
  const newObject = lag === null ? undefined : new Date(NOW - lag);
  return { rule, progress: isDoing ? { ...rule, historicalObject: 1, newObject } : rule };
}

export function bucketOf(rules: SurveyedRule[], more: Partial<SurveyedBucket> = {}): SurveyedBucket {
  return { bucket: "src", region: "cn-hangzhou", exists: true, rules, ...more };
}

export function surveyOf(...buckets: SurveyedBucket[]): Survey {
  return { at: NOW, buckets };
}

export const thereWith = (versioning?: string): Target => ({
  kind: "there",
  info: { name: "dst", location: "oss-cn-beijing", versioning },
});

/** What is known of the target of the samples, of their source, and of no other bucket. */
export function targetIs(target: Target, ofSource?: string): Ends {
  const info = { name: "src", location: "oss-cn-hangzhou", versioning: ofSource };
  return new Ends(
    new Map<string, Target>([
      ["oss-cn-beijing/dst", target],
      ["oss-cn-hangzhou/src", { kind: "there", info }],
    ]),
  );
}

export function inState(ruleId: string, more: Partial<StateRule> = {}): StateRule {
  return {
    urn: `urn:pulumi:prod::shop::oss-replication:index:ReplicationRule::res-${ruleId}`,
    name: `res-${ruleId}`,
    ruleId,
    bucket: "src",
    region: "cn-hangzhou",
    target: { bucket: "dst", location: "oss-cn-beijing" },
    kind: "rule",
    outputs: {},
    ...more,
  };
}

export function failureOf(code: string, serviceMessage = code): OssError {
  return new OssError({ operation: "GetBucketReplication", bucket: "src", code, serviceMessage });
}
