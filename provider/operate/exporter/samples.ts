import { canonicalDefinition, type Rule } from "../../oss";
import { controlsEscaped, cut } from "../../terminal/text";
import { lagMs } from "../lag";
import { isExpected, type StateRule } from "../stateFile";
import type { SurveyedRule } from "../survey";
import type { Known, KnownBucket, Reading } from "./known";
import type { MetricName } from "./metrics";

/** OSS takes 100 rules a bucket. Of more than this, the rest has no series, so that no answer can fill Prometheus. */
export const MOST_RULES = 10_000;

/** Rules of a bucket that was not read well for so long are no longer told; the alert on age comes at the same time. */
export const STALE_MS = 15 * 60_000;

/** Longer values of labels are cut. */
const LONGEST_LABEL = 256;

/** One series and its value. */
export interface Sample {
  name: MetricName;
  labels: Record<string, string>;
  value: number;
}

export interface SamplesOptions {
  /** In ms, of the clock of the readings. */
  now: number;
  /** The rules of a bucket that was not read well for so many ms are no longer told. */
  staleMs: number;
}

/** What the exporter says at a time. */
export function samplesOf(known: Known, { now, staleMs }: SamplesOptions): Sample[] {
  const buckets = known.buckets.map((each) => withoutStale(each, now - staleMs));
  const rules = buckets.flatMap(({ good }) => (good ? rulesIn(good) : []));
  const staying = known.state?.filter(isExpected);
  const owned = staying?.filter(({ kind }) => kind === "rule");
  const expected = owned?.filter(isWatched(known)) ?? [];
  const rtcs = staying?.filter(({ kind, outputs }) => kind === "rtc" && outputs.status !== "disabled") ?? [];
  const secret = owned?.filter(({ bucket }) => bucket === undefined) ?? [];
  const leftOut = leftOutOf(rules, expected);
  const isTold = (rule: StateRule) => !leftOut.has(keyOfOwned(rule));
  return [
    sample("oss_replication_buckets", {}, buckets.length),
    sample("oss_replication_discovery_success", {}, Number(known.discovered)),
    sample("oss_replication_rules_left_out", {}, leftOut.size + secret.length),
    ...(owned ? [sample("oss_replication_state_rules", {}, owned.length)] : []),
    ...known.buckets.flatMap(({ bucket, good }) => (good ? [ageOf(bucket, good, now)] : [])),
    ...buckets.flatMap(samplesOfBucket),
    ...rules.filter(({ bucket, rule }) => !leftOut.has(keyOf(bucket, rule.id))).flatMap(samplesOfRule),
    ...expected.filter(isTold).map(expectation),
    ...rtcs.filter(isWatched(known)).filter(isTold).slice(0, MOST_RULES).map(rtcExpectation),
  ];
}

/** A rule that was read, and where. */
interface ReadRule extends SurveyedRule {
  bucket: string;
  region: string;
}

/** The same rules are left out of what there is and of what is expected: none is to look gone. */
function leftOutOf(rules: readonly ReadRule[], expected: readonly StateRule[]): Set<string> {
  return new Set([
    ...rules.slice(MOST_RULES).map(({ bucket, rule }) => keyOf(bucket, rule.id)),
    ...expected.slice(MOST_RULES).map(keyOfOwned),
  ]);
}

function keyOf(bucket: string, id: string): string {
  return `${bucket}/${id}`;
}

function keyOfOwned({ bucket = "", ruleId }: StateRule): string {
  return keyOf(bucket, ruleId);
}

function withoutStale(known: KnownBucket, oldest: number): KnownBucket {
  return known.good && known.good.began < oldest ? { ...known, good: undefined } : known;
}

function rulesIn({ surveyed: { bucket, region, rules } }: Reading): ReadRule[] {
  return rules.map((each) => ({ ...each, bucket, region }));
}

function isWatched({ buckets }: Known): (rule: StateRule) => boolean {
  const names = new Set(buckets.map(({ bucket }) => bucket));
  return ({ bucket }) => bucket !== undefined && names.has(bucket);
}

function ageOf(bucket: string, { began }: Reading, now: number): Sample {
  return sample("oss_replication_scrape_age_seconds", { bucket }, (now - began) / 1000);
}

function samplesOfBucket({ bucket, newest, good }: KnownBucket): Sample[] {
  const isGood = good !== undefined && newest === good;
  const success = sample("oss_replication_scrape_success", { bucket }, Number(isGood));
  if (newest === undefined) return [success];
  const { began, ended, surveyed } = newest;
  const code = surveyed.failure?.code;
  return [
    success,
    sample("oss_replication_scrape_duration_seconds", { bucket }, (ended - began) / 1000),
    sample("oss_replication_bucket_exists", { bucket }, Number(surveyed.exists)),
    ...(code === undefined ? [] : [sample("oss_replication_scrape_failure", { bucket, code }, 1)]),
    ...(good ? [sample("oss_replication_rules", { bucket }, good.surveyed.rules.length)] : []),
  ];
}

function samplesOfRule(read: ReadRule): Sample[] {
  const { rule, progress, failure, bucket, at } = read;
  const of = { bucket, rule_id: rule.id };
  const isAsked = progress !== undefined || failure !== undefined;
  const copiesHistory = canonicalDefinition(rule).historicalObjectReplication === "enabled";
  const ratio = progress?.historicalObject;
  const lag = progress && at !== undefined ? lagMs(progress, at) : undefined;
  return [
    sample("oss_replication_rule_info", { ...of, ...infoOf(read) }, 1),
    ...stateSet("oss_replication_rule_status", of, ["starting", "doing", "closing"], rule.status),
    ...stateSet(
      "oss_replication_rtc_status",
      of,
      ["disabled", "enabling", "enabled"],
      rule.rtcStatus ?? "disabled",
    ),
    ...(isAsked ? [sample("oss_replication_rule_progress_success", of, Number(failure === undefined))] : []),
    ...(copiesHistory && ratio !== undefined ? [sample("oss_replication_history_ratio", of, ratio)] : []),
    ...(lag === undefined ? [] : [sample("oss_replication_lag_seconds", of, lag / 1000)]),
  ];
}

function infoOf({ region, rule }: { region: string; rule: Rule }): Record<string, string> {
  const { destination, action, historicalObjectReplication, prefixSet } = canonicalDefinition(rule);
  return {
    region,
    target_bucket: destination.bucket,
    target_location: destination.location,
    transfer_type: destination.transferType ?? "",
    action,
    historical_objects: historicalObjectReplication,
    prefixes: (prefixSet?.prefixes ?? []).map((prefix) => JSON.stringify(prefix)).join(","),
  };
}

function expectation({ bucket = "", ruleId, name, target }: StateRule): Sample {
  const labels = { bucket, rule_id: ruleId, name, target_bucket: target?.bucket ?? "" };
  return sample("oss_replication_rule_expected", labels, 1);
}

function rtcExpectation({ bucket = "", ruleId, name }: StateRule): Sample {
  return sample("oss_replication_rtc_expected", { bucket, rule_id: ruleId, name }, 1);
}

/** A series for each state, those that are not known to us under one name. */
function stateSet(name: MetricName, of: Sample["labels"], states: string[], is: string): Sample[] {
  const now = states.includes(is) ? is : "other";
  return [...states, "other"].map((status) => sample(name, { ...of, status }, Number(status === now)));
}

function sample(name: MetricName, labels: Record<string, string>, value: number): Sample {
  const shown = Object.entries(labels).map(([label, text]) => [
    label,
    cut(controlsEscaped(text), LONGEST_LABEL),
  ]);
  return { name, labels: Object.fromEntries(shown), value };
}
