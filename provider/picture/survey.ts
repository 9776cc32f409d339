import type { Survey, SurveyedBucket } from "../operate/survey";
import { RULE_DEFAULTS, type Rule, regionOf } from "../oss";
import { naturally } from "../terminal/naturally";
import { type BucketToDraw, type Picture, pictureOf, type RuleToDraw } from "./picture";

/** What copies where, as OSS said it. Buckets that have no rule are in it, and those that could not be read. */
export function pictureOfSurvey({ buckets }: Survey): Picture {
  const rules = buckets.flatMap((bucket) => bucket.rules.map(({ rule }) => ruleToDraw(bucket, rule)));
  const unread = buckets.filter(({ failure }) => failure !== undefined);
  return pictureOf(
    "What copies where",
    rules.sort((a, b) => naturally(nameOf(a), nameOf(b))),
    buckets.map(bucketToDraw),
    unread.map(
      ({ bucket, failure }) => `the rules of bucket ${bucket} are not known: ${failure?.code ?? ""}`,
    ),
  );
}

function bucketToDraw({ bucket, region, exists, failure }: SurveyedBucket): BucketToDraw {
  const remark = exists ? failure && `not read: ${failure.code}` : "does not exist";
  return { label: { name: bucket }, region, remark, unread: failure && true };
}

function ruleToDraw({ bucket, region }: SurveyedBucket, rule: Rule): RuleToDraw {
  const { destination, prefixSet, userTaggings, action = RULE_DEFAULTS.action, status, rtcStatus } = rule;
  return {
    from: { label: { name: bucket }, region },
    to: { label: { name: destination.bucket }, region: regionOf(destination.location) || undefined },
    mark: "kept",
    copies: {
      prefixes: prefixSet?.prefixes ?? [],
      tagged: userTaggings !== undefined || undefined,
      action,
      rtc: rtcText(rtcStatus),
    },
    status: status === "doing" ? undefined : status,
    rule: rule.id,
  };
}

function rtcText(status: string | undefined): string | undefined {
  if (status === undefined || status === "disabled") return undefined;
  return status === "enabled" ? "RTC" : `RTC ${status}`;
}

function nameOf({ from, to }: RuleToDraw): string {
  return [from, to].map(({ label }) => ("name" in label ? label.name : "")).join(" ");
}
