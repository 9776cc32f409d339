import type { Known, Reading } from "../../../../provider/operate/exporter/known";
import { METRICS } from "../../../../provider/operate/exporter/metrics";
import { MOST_RULES, type Sample, samplesOf } from "../../../../provider/operate/exporter/samples";
import type { StateRule } from "../../../../provider/operate/stateFile";
import type { SurveyedBucket, SurveyedRule } from "../../../../provider/operate/survey";
import { OssError, type Rule, type RuleProgress } from "../../../../provider/oss";

const NOW = 1_000_000_000;
const STALE = 60_000;
const of = { bucket: "logs", rule_id: "r-1" };

const rule = (more: Partial<Rule> = {}): Rule => ({
  id: "r-1",
  status: "doing",
  destination: { bucket: "logs-dr", location: "oss-cn-beijing" },
  historicalObjectReplication: "enabled",
  ...more,
});
const progressOf = (more: Partial<RuleProgress> = {}): RuleProgress => ({ ...rule(), ...more });
const refused = (code = "AccessDenied") =>
  new OssError({ operation: "GetBucketReplication", bucket: "logs", code, serviceMessage: "" });

const surveyed = (rules: SurveyedRule[], more: Partial<SurveyedBucket> = {}): SurveyedBucket => ({
  ...{ bucket: "logs", region: "cn-hangzhou", exists: true, rules },
  ...more,
});
const reading = (of: SurveyedBucket, secondsAgo = 10): Reading => ({
  ...{ began: NOW - secondsAgo * 1000, ended: NOW - secondsAgo * 1000 + 500 },
  surveyed: of,
});
const knowing = (read: Reading, more: Partial<Known> = {}): Known => ({
  ...{ buckets: [{ bucket: read.surveyed.bucket, newest: read, good: read }], discovered: true },
  ...more,
});
const owned = (more: Partial<StateRule> = {}): StateRule => ({
  ...{ kind: "rule", urn: "u", name: "dr", ruleId: "r-1", bucket: "logs", outputs: {} },
  target: { bucket: "logs-dr", location: "oss-cn-beijing" },
  ...more,
});

const told = (known: Known) => samplesOf(known, { now: NOW, staleMs: STALE });
/** The series of one metric, without its beginning: label values in quotation marks, and the value. */
const series = (samples: Sample[], metric: string) =>
  samples
    .filter(({ name }) => name === `oss_replication_${metric}`)
    .map(({ labels, value }) => ({ ...labels, value }));
const inState = (samples: Sample[], metric: string) =>
  series(samples, metric).flatMap((each) => (each.value === 1 ? [(each as { status?: string }).status] : []));

test("what a rule says, where it is in its life, and how far it has come", () => {
  const progress = progressOf({ historicalObject: 0.4 });
  const samples = told(
    knowing(
      reading(
        surveyed([{ rule: rule({ prefixSet: { prefixes: ["a/", "b"] }, rtcStatus: "enabled" }), progress }]),
      ),
    ),
  );
  expect(series(samples, "rule_info")).toEqual([
    {
      ...of,
      region: "cn-hangzhou",
      target_bucket: "logs-dr",
      target_location: "oss-cn-beijing",
      transfer_type: "internal",
      action: "ALL",
      historical_objects: "enabled",
      prefixes: '"a/","b"',
      value: 1,
    },
  ]);
  expect(series(samples, "rule_status")).toEqual([
    { ...of, status: "starting", value: 0 },
    { ...of, status: "doing", value: 1 },
    { ...of, status: "closing", value: 0 },
    { ...of, status: "other", value: 0 },
  ]);
  expect(inState(samples, "rtc_status")).toEqual(["enabled"]);
  expect(series(samples, "history_ratio")).toEqual([{ ...of, value: 0.4 }]);
  expect(series(samples, "rule_progress_success")).toEqual([{ ...of, value: 1 }]);
});

test("the lag is that of the reading, not of the answer, and never below 0", () => {
  expect(lagAfter(90_000)).toEqual([{ ...of, value: 90 }]);
  expect(lagAfter(-5_000)).toEqual([{ ...of, value: 0 }]);
});

test("there is no lag where OSS has copied what is still to come by our clock, which is behind", () => {
  expect(lagAfter(-5_001)).toEqual([]);
});

/** The lag that is told where OSS has copied what was written so many ms before it was asked. */
function lagAfter(ms: number) {
  const at = 1_800_000_000_000;
  const progress = progressOf({ newObject: new Date(at - ms) });
  return series(told(knowing(reading(surveyed([{ rule: rule(), progress, at }])))), "lag_seconds");
}

test("what OSS does not say has no series; what could not be read says so", () => {
  const samples = (rules: SurveyedRule[]) => told(knowing(reading(surveyed(rules))));
  const closing = samples([{ rule: rule({ status: "closing" }) }]);
  const failed = samples([{ rule: rule(), failure: refused() }]);
  const withoutHistory = samples([
    {
      rule: rule({ historicalObjectReplication: "disabled" }),
      progress: progressOf({ historicalObject: 0 }),
    },
  ]);
  for (const each of [closing, failed, withoutHistory])
    expect([...series(each, "history_ratio"), ...series(each, "lag_seconds")]).toEqual([]);
  expect(series(closing, "rule_progress_success")).toEqual([]);
  expect(series(failed, "rule_progress_success")).toEqual([{ ...of, value: 0 }]);
  expect(inState(closing, "rtc_status")).toEqual(["disabled"]);
});

test("a state that OSS has come to know since is one more, whatever its word", () => {
  const status = "p\u0000wned" as Rule["status"];
  const samples = told(knowing(reading(surveyed([{ rule: rule({ status, rtcStatus: "x" }) }]))));
  expect([...inState(samples, "rule_status"), ...inState(samples, "rtc_status")]).toEqual(["other", "other"]);
});

test("a bucket: read, not read yet, and failed with what was known before", () => {
  const good = reading(surveyed([{ rule: rule() }]), 30);
  const newest = reading(surveyed([], { failure: refused("AccessDenied") }), 5);
  const samples = told({
    discovered: true,
    buckets: [{ bucket: "new" }, { bucket: "logs", good, newest }, { bucket: "b", good, newest: good }],
  });
  expect(series(samples, "scrape_success")).toEqual([
    { bucket: "new", value: 0 },
    { bucket: "logs", value: 0 },
    { bucket: "b", value: 1 },
  ]);
  expect(series(samples, "scrape_failure")).toEqual([{ bucket: "logs", code: "AccessDenied", value: 1 }]);
  expect(series(samples, "scrape_age_seconds")).toEqual([
    { bucket: "logs", value: 30 },
    { bucket: "b", value: 30 },
  ]);
  expect(series(samples, "scrape_duration_seconds")).toContainEqual({ bucket: "logs", value: 0.5 });
  expect(inState(samples, "rule_status")).toContain("doing");
  expect(series(samples, "buckets")).toEqual([{ value: 3 }]);
});

test("values that are too old are left out, and are no success; their age is still told", () => {
  const samples = told(knowing(reading(surveyed([{ rule: rule() }]), STALE / 1000 + 1)));
  expect(samples.filter(({ labels }) => "rule_id" in labels)).toEqual([]);
  expect(series(samples, "scrape_success")).toEqual([{ bucket: "logs", value: 0 }]);
  expect(series(samples, "scrape_age_seconds")).toEqual([{ bucket: "logs", value: STALE / 1000 + 1 }]);
});

test("a bucket that is not there is no bucket without rules", () => {
  const samples = told(knowing(reading(surveyed([], { exists: false, failure: refused("NoSuchBucket") }))));
  expect(series(samples, "bucket_exists")).toEqual([{ bucket: "logs", value: 0 }]);
});

test("what the state has, of the buckets that are watched", () => {
  const state = [
    owned(),
    owned({ kind: "rtc" }),
    owned({ ruleId: "r-0", leaving: true }),
    owned({ ruleId: "r-2", name: "other", bucket: "elsewhere" }),
    owned({ ruleId: "r-3", name: "secret", bucket: undefined }),
  ];
  const samples = told(knowing(reading(surveyed([])), { state }));
  expect(series(samples, "rule_expected")).toEqual([
    { ...of, name: "dr", target_bucket: "logs-dr", value: 1 },
  ]);
  expect(series(samples, "state_rules")).toEqual([{ value: 3 }]);
  expect(series(samples, "rules_left_out")).toEqual([{ value: 1 }]);
  expect(series(told(knowing(reading(surveyed([])))), "state_rules")).toEqual([]);
});

test("RTC that the state has, of the buckets that are watched", () => {
  const rtc = (more: Partial<StateRule> = {}) => owned({ kind: "rtc", name: "fast", ...more });
  const state = [
    rtc(),
    rtc({ ruleId: "r-2", outputs: { status: "disabled" } }),
    rtc({ ruleId: "r-3", leaving: true }),
    rtc({ ruleId: "r-4", bucket: "elsewhere" }),
    owned({ ruleId: "r-5" }),
  ];
  const samples = told(knowing(reading(surveyed([])), { state }));
  expect(series(samples, "rtc_expected")).toEqual([{ ...of, name: "fast", value: 1 }]);
});

test("a rule of the state that is left out is not expected either: it would look gone", () => {
  const rules = Array.from({ length: MOST_RULES + 1 }, (_, at) => ({ rule: rule({ id: `r-${at}` }) }));
  const state = ["r-0", `r-${MOST_RULES}`].map((ruleId) => owned({ ruleId }));
  const samples = told(knowing(reading(surveyed(rules)), { state }));
  expect(series(samples, "rule_expected")).toMatchObject([{ rule_id: "r-0" }]);
  expect(series(samples, "rules_left_out")).toEqual([{ value: 1 }]);
});

test("more rules than anybody has are left out, and counted", () => {
  const rules = Array.from({ length: MOST_RULES + 7 }, (_, at) => ({ rule: rule({ id: `r-${at}` }) }));
  const samples = told(knowing(reading(surveyed(rules))));
  expect(series(samples, "rule_info")).toHaveLength(MOST_RULES);
  expect(series(samples, "rules_left_out")).toEqual([{ value: 7 }]);
  expect(series(samples, "rules")).toEqual([{ bucket: "logs", value: MOST_RULES + 7 }]);
});

test("text of others in labels can be seen, stands on one line, and has an end", () => {
  const id = `r\n"\\\u001b[31m\ud800\u202e${"x".repeat(1_000)}`;
  const samples = told(knowing(reading(surveyed([{ rule: rule({ id }) }]))));
  const [{ rule_id = "" } = {}] = series(samples, "rule_status") as { rule_id?: string }[];
  expect(rule_id).toMatch(/^r\\u\{a\}"\\\\u\{1b\}\[31m\\u\{d800\}\\u\{202e\}x+…$/);
  expect(rule_id.length).toBeLessThan(300);
});

test("each sample has the labels that its metric declares, and a rule has at most 14 series", () => {
  const progress = progressOf({ historicalObject: 0.4, newObject: new Date(NOW) });
  const state = [owned(), owned({ kind: "rtc" })];
  const samples = told(knowing(reading(surveyed([{ rule: rule(), progress, at: NOW }])), { state }));
  for (const { name, labels } of samples) expect(Object.keys(labels)).toEqual([...METRICS[name].labels]);
  expect(samples.filter(({ labels }) => labels.rule_id === "r-1")).toHaveLength(14);
});
