import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeWithPrometheus, monitoring, promtool } from "./support/prometheus";

const rules = join(monitoring, "oss-replication.rules.yml");
const alerts = [...readFileSync(rules, "utf8").matchAll(/- alert: (\w+)/g)].map(([, name]) => name);

/** Values of series, a minute apart, in promtool's notation. */
type Series = Record<string, string>;

interface Case {
  /** What happens, as a person would say it. */
  when: string;
  series: Series;
  at: string;
  /** What the person who is called reads; absent where nobody is to be called. */
  summary?: string;
  labels?: Record<string, string>;
}

const HOURS = 60;
const steady = (value: number | string, minutes = 14 * HOURS) => `${value}x${minutes}`;
const gap = (minutes: number) => `_x${minutes}`;

const TARGET = { job: "oss-replication", instance: "a" };
const labelled = (name: string, labels: Record<string, string> = {}) =>
  `${name}{${Object.entries({ ...TARGET, ...labels })
    .map(([label, value]) => `${label}="${value}"`)
    .join(",")}}`;
const ofBucket = (name: string, value: string, bucket = "logs"): Series => ({
  [labelled(`oss_replication_${name}`, { bucket })]: value,
});
const ofRule = (name: string, value: string, labels: Record<string, string> = {}): Series => ({
  [labelled(`oss_replication_${name}`, { bucket: "logs", rule_id: "r-1", ...labels })]: value,
});
const overall = (name: string, value: string): Series => ({ [labelled(`oss_replication_${name}`)]: value });

const expected = ofRule("rule_expected", steady(1), { name: "dr", target_bucket: "logs-dr" });
const info = (value: string) => ofRule("rule_info", value, { target_bucket: "logs-dr", prefixes: "" });
const status = (is: string, value: string) => ofRule("rule_status", value, { status: is });
const rtcExpected = ofRule("rtc_expected", steady(1), { name: "fast" });
const rtc = (is: string, value: string) => ofRule("rtc_status", value, { status: is });
const readable = ofBucket("scrape_success", steady(1));

/** A bucket that is deleted after ten minutes, as the exporter tells it. */
const lostBucket = {
  ...ofBucket("scrape_success", "1x10 0x600"),
  ...ofBucket("bucket_exists", "1x10 0x600"),
};

const rule = { ...TARGET, bucket: "logs", rule_id: "r-1" };
const bucket = { ...TARGET, bucket: "logs" };
const goneRule = { ...rule, name: "dr", target_bucket: "logs-dr" };
const gone = "Bucket logs is no longer replicated to logs-dr";
const disappeared = "A rule of bucket logs has disappeared";

const CASES: Record<string, Case[]> = {
  OssReplicationRuleGone: [
    {
      when: "a rule of the state is not at OSS",
      series: { ...readable, ...expected, ...status("doing", `1x10 ${gap(600)}`) },
      at: "35m",
      summary: gone,
      labels: goneRule,
    },
    {
      when: "somebody has deleted it, and OSS is clearing it",
      series: { ...readable, ...expected, ...status("doing", steady(0)), ...status("closing", steady(1)) },
      at: "35m",
      summary: gone,
      labels: goneRule,
    },
    {
      when: "its bucket is gone",
      series: {
        ...lostBucket,
        ...expected,
        ...status("doing", `1x10 ${gap(600)}`),
      },
      at: "35m",
      summary: gone,
      labels: goneRule,
    },
    {
      when: "a rule of another bucket is still there",
      series: {
        ...readable,
        ...expected,
        ...ofRule("rule_status", steady(1), { bucket: "b", status: "doing" }),
      },
      at: "35m",
      summary: gone,
      labels: goneRule,
    },
    {
      when: "it is there",
      series: { ...readable, ...expected, ...status("doing", steady(1)), ...status("closing", steady(0)) },
      at: "3h",
    },
    {
      when: "it is in a state that OSS has come to know since",
      series: { ...readable, ...expected, ...status("doing", steady(0)), ...status("other", steady(1)) },
      at: "3h",
    },
    {
      when: "it is replaced, which takes ten minutes",
      series: { ...readable, ...expected, ...status("doing", `1x10 ${gap(10)} 1x600`) },
      at: "22m",
    },
    {
      when: "its bucket cannot be read",
      series: {
        ...ofBucket("scrape_success", steady(0)),
        ...ofBucket("bucket_exists", steady(1)),
        ...expected,
      },
      at: "3h",
    },
  ],
  OssReplicationRuleDisappeared: [
    {
      when: "a rule was there an hour ago",
      series: { ...readable, ...info(`1x30 ${gap(600)}`), ...status("doing", `1x30 ${gap(600)}`) },
      at: "2h",
      summary: disappeared,
      labels: { ...rule, target_bucket: "logs-dr" },
    },
    {
      when: "that was more than a day ago",
      series: { ...readable, ...info(`1x30 ${gap(600)}`), ...status("doing", `1x30 ${gap(600)}`) },
      at: "26h",
    },
    {
      when: "it is there",
      series: { ...readable, ...info(steady(1)), ...status("doing", steady(1)) },
      at: "2h",
    },
    {
      when: "its prefixes are other ones than before",
      series: {
        ...readable,
        ...info(`1x30 ${gap(600)}`),
        ...ofRule("rule_info", `${gap(30)} 1x600`, { target_bucket: "logs-dr", prefixes: '\\"a/\\"' }),
        ...status("doing", steady(1)),
      },
      at: "2h",
    },
    {
      when: "its bucket is gone",
      series: { ...lostBucket, ...info(`1x10 ${gap(600)}`), ...status("doing", `1x10 ${gap(600)}`) },
      at: "35m",
      summary: disappeared,
      labels: { ...rule, target_bucket: "logs-dr" },
    },
    {
      when: "a state has other rules, and not this one",
      series: {
        ...readable,
        ...overall("state_rules", steady(1)),
        ...info(`1x30 ${gap(600)}`),
        ...ofRule("rule_expected", steady(1), { rule_id: "r-2", name: "other" }),
      },
      at: "2h",
      summary: disappeared,
      labels: { ...rule, target_bucket: "logs-dr" },
    },
    {
      when: "a state has it, which has its own alert",
      series: { ...readable, ...expected, ...info(`1x30 ${gap(600)}`) },
      at: "2h",
    },
    {
      when: "it has left the state, and then OSS",
      series: {
        ...readable,
        ...overall("state_rules", steady(1)),
        ...info(`1x40 ${gap(600)}`),
        ...ofRule("rule_expected", `1x30 ${gap(600)}`, { name: "dr" }),
      },
      at: "2h",
    },
    {
      when: "the bucket cannot be read",
      series: { ...ofBucket("scrape_success", steady(0)), ...info(`1x30 ${gap(600)}`) },
      at: "2h",
    },
  ],
  OssReplicationRuleClosing: [
    {
      when: "a rule is closing for more than an hour",
      series: status("closing", steady(1)),
      at: "65m",
      summary: "A deleted rule of bucket logs is not cleared",
      labels: { ...rule, status: "closing" },
    },
    { when: "it is closing for half an hour", series: status("closing", `1x30 ${gap(600)}`), at: "65m" },
    {
      when: "it is in effect",
      series: { ...status("closing", steady(0)), ...status("doing", steady(1)) },
      at: "2h",
    },
  ],
  OssReplicationRuleNotStarted: [
    {
      when: "a rule is starting for more than an hour",
      series: status("starting", steady(1)),
      at: "65m",
      summary: "A rule of bucket logs does not start",
      labels: { ...rule, status: "starting" },
    },
    { when: "it has started within the hour", series: status("starting", "1x50 0x600"), at: "65m" },
  ],
  OssReplicationRuleStatusUnknown: [
    {
      when: "OSS has come to know a state since",
      series: { ...status("doing", steady(0)), ...status("other", steady(1)) },
      at: "20m",
      summary: "Nobody knows what a rule of bucket logs does",
      labels: { ...rule, status: "other" },
    },
    {
      when: "it is in effect",
      series: { ...status("doing", steady(1)), ...status("other", steady(0)) },
      at: "3h",
    },
  ],
  OssReplicationLagWithRtc: [
    {
      when: "a rule with RTC is 16 minutes behind",
      series: { ...ofRule("lag_seconds", steady(960)), ...rtc("enabled", steady(1)) },
      at: "10m",
      summary: "Bucket logs is replicated 16m 0s late, in spite of RTC",
      labels: rule,
    },
    {
      when: "it is 14 minutes behind",
      series: { ...ofRule("lag_seconds", steady(840)), ...rtc("enabled", steady(1)) },
      at: "3h",
    },
    {
      when: "the rule has no RTC",
      series: { ...ofRule("lag_seconds", steady(960)), ...rtc("enabled", steady(0)) },
      at: "3h",
    },
    {
      when: "it caught up within five minutes",
      series: { ...ofRule("lag_seconds", "960x3 20x600"), ...rtc("enabled", steady(1)) },
      at: "10m",
    },
  ],
  OssReplicationLag: [
    {
      when: "a rule without RTC is 3 hours behind",
      series: { ...ofRule("lag_seconds", steady(10_800)), ...rtc("enabled", steady(0)) },
      at: "20m",
      summary: "Bucket logs is replicated 3h 0m 0s late",
      labels: rule,
    },
    {
      when: "RTC is asked for and not in force yet",
      series: { ...ofRule("lag_seconds", steady(10_800)), ...rtc("enabling", steady(1)) },
      at: "20m",
      summary: "Bucket logs is replicated 3h 0m 0s late",
      labels: rule,
    },
    {
      when: "it is an hour behind",
      series: { ...ofRule("lag_seconds", steady(3_600)), ...rtc("enabled", steady(0)) },
      at: "3h",
    },
    {
      when: "the rule has RTC, which has its own alert",
      series: { ...ofRule("lag_seconds", steady(10_800)), ...rtc("enabled", steady(1)) },
      at: "3h",
    },
  ],
  OssReplicationLagUnknown: [
    {
      when: "OSS does not say how far a rule has come",
      series: { ...status("doing", steady(1)), ...ofRule("rule_progress_success", steady(1)) },
      at: "65m",
      summary: "Nobody knows how late bucket logs is replicated",
      labels: { ...rule, status: "doing" },
    },
    {
      when: "it says so",
      series: {
        ...status("doing", steady(1)),
        ...ofRule("rule_progress_success", steady(1)),
        ...ofRule("lag_seconds", steady(0)),
      },
      at: "3h",
    },
    {
      when: "it says so within the hour",
      series: {
        ...status("doing", steady(1)),
        ...ofRule("rule_progress_success", steady(1)),
        ...ofRule("lag_seconds", `${gap(50)} 10x600`),
      },
      at: "65m",
    },
    {
      when: "the rule is starting, and has nothing to say",
      series: {
        ...status("doing", steady(0)),
        ...status("starting", steady(1)),
        ...ofRule("rule_progress_success", steady(1)),
      },
      at: "3h",
    },
    {
      when: "progress cannot be read, which has its own alert",
      series: { ...status("doing", steady(1)), ...ofRule("rule_progress_success", steady(0)) },
      at: "3h",
    },
  ],
  OssReplicationRtcOff: [
    {
      when: "RTC of the state is switched off behind everybody's back",
      series: {
        ...rtcExpected,
        ...status("doing", steady(1)),
        ...rtc("enabled", "1x10 0x600"),
        ...rtc("disabled", "0x10 1x600"),
      },
      at: "30m",
      summary: "Bucket logs is replicated without the RTC that the state has",
      labels: { ...rule, name: "fast" },
    },
    {
      when: "it is in force",
      series: { ...rtcExpected, ...status("doing", steady(1)), ...rtc("enabled", steady(1)) },
      at: "3h",
    },
    {
      when: "OSS is switching it on",
      series: { ...rtcExpected, ...status("doing", steady(1)), ...rtc("enabling", steady(1)) },
      at: "3h",
    },
    {
      when: "no state has RTC",
      series: { ...status("doing", steady(1)), ...rtc("disabled", steady(1)) },
      at: "3h",
    },
    { when: "the rule is gone, which has its own alert", series: { ...rtcExpected, ...readable }, at: "3h" },
  ],
  OssReplicationHistoryStuck: [
    {
      when: "it stands at 40 % for 12 hours",
      series: ofRule("history_ratio", steady(0.4)),
      at: "13h",
      summary: "Older objects of bucket logs are no longer being copied",
      labels: rule,
    },
    { when: "it has stood for 11 hours", series: ofRule("history_ratio", steady(0.4)), at: "11h" },
    { when: "all is copied", series: ofRule("history_ratio", steady(1)), at: "13h" },
    { when: "it goes on, if slowly", series: ofRule("history_ratio", "0.4x600 0.41x600"), at: "13h" },
    { when: "a rule is new", series: ofRule("history_ratio", `${gap(600)} 0x600`), at: "13h" },
  ],
  OssReplicationProgressUnknown: [
    {
      when: "progress is refused",
      series: ofRule("rule_progress_success", steady(0)),
      at: "35m",
      summary: "The progress of a rule of bucket logs cannot be read",
      labels: rule,
    },
    {
      when: "it was refused for ten minutes",
      series: ofRule("rule_progress_success", "0x10 1x60"),
      at: "35m",
    },
  ],
  OssReplicationBucketUnreadable: [
    {
      when: "a bucket cannot be read",
      series: ofBucket("scrape_success", steady(0)),
      at: "15m",
      summary: "Nobody knows how the replication of bucket logs is",
      labels: bucket,
    },
    {
      when: "it could not be read for five minutes",
      series: ofBucket("scrape_success", "0x5 1x60"),
      at: "15m",
    },
  ],
  OssReplicationBucketStale: [
    {
      when: "answers are 20 minutes old",
      series: ofBucket("scrape_age_seconds", steady(1_200)),
      at: "10m",
      summary: "What is known of bucket logs is 20m 0s old",
      labels: bucket,
    },
    { when: "they are a minute old", series: ofBucket("scrape_age_seconds", steady(60)), at: "3h" },
  ],
  OssReplicationDiscoveryFailing: [
    {
      when: "the account's buckets cannot be listed",
      series: overall("discovery_success", steady(0)),
      at: "35m",
      summary: "The exporter on a does not know what to watch",
      labels: TARGET,
    },
    { when: "they can", series: overall("discovery_success", steady(1)), at: "3h" },
  ],
  OssReplicationNothingWatched: [
    {
      when: "there are no buckets",
      series: overall("buckets", steady(0)),
      at: "20m",
      summary: "The exporter on a does not watch all it should",
      labels: TARGET,
    },
    {
      when: "rules are left out",
      series: { ...overall("buckets", steady(9)), ...overall("rules_left_out", steady(1)) },
      at: "20m",
      summary: "The exporter on a does not watch all it should",
      labels: TARGET,
    },
    {
      when: "the state has no rule",
      series: { ...overall("buckets", steady(9)), ...overall("state_rules", steady(0)) },
      at: "20m",
      summary: "The exporter on a does not watch all it should",
      labels: TARGET,
    },
    {
      when: "there are buckets, and all their rules are watched",
      series: {
        ...overall("buckets", steady(1)),
        ...overall("rules_left_out", steady(0)),
        ...overall("state_rules", steady(1)),
      },
      at: "3h",
    },
  ],
  OssReplicationExporterDown: [
    {
      when: "the exporter does not answer",
      series: { [labelled("up")]: steady(0) },
      at: "10m",
      summary: "Nobody watches the replication",
      labels: TARGET,
    },
    {
      when: "Prometheus is not told of it",
      series: { 'up{job="node",instance="a"}': steady(1) },
      at: "10m",
      summary: "Nobody watches the replication",
      labels: { job: "oss-replication" },
    },
    { when: "it answers", series: { [labelled("up")]: steady(1) }, at: "3h" },
  ],
};

const cases = Object.entries(CASES).flatMap(([alert, each]) => each.map((one) => ({ alert, ...one })));

describeWithPrometheus("the alert rules", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "alerts-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("Prometheus takes them, and the configuration that names them", () => {
    expect(promtool(["check", "rules", "--lint-fatal", rules])).toMatchObject({ exitCode: 0 });
    expect(promtool(["check", "config", join(monitoring, "prometheus.yml")])).toMatchObject({ exitCode: 0 });
  });

  test("each has a case in which it fires, and one in which it does not", () => {
    expect(Object.keys(CASES)).toEqual(alerts);
    for (const each of Object.values(CASES))
      expect(new Set(each.map(({ summary }) => summary !== undefined)).size).toBe(2);
  });

  test.each(cases.filter(({ summary }) => summary))("$alert fires when $when", (one) => {
    const [fired, ...others] = firing(promtool(["test", "rules", silenceOf(one)]).output);
    const { severity, description, ...told } = fired ?? {};
    expect(told).toEqual({ alertname: one.alert, ...one.labels, summary: one.summary });
    expect(severity).toMatch(/^(critical|warning)$/);
    expect(description).toMatch(/^[A-Z][^<>]+[.]$/);
    expect(others).toEqual([]);
  });

  test.each(cases.filter(({ summary }) => !summary))("$alert is silent when $when", (one) => {
    expect(promtool(["test", "rules", silenceOf(one)])).toMatchObject({ exitCode: 0 });
  });

  /** A test for promtool in which the alert is not to fire: where it does, promtool shows all of it. */
  function silenceOf({ alert, series, at }: Case & { alert: string }): string {
    const file = join(folder, "test.json");
    const input_series = Object.entries(series).map(([name, values]) => ({ series: name, values }));
    const alert_rule_test = [{ eval_time: at, alertname: alert, exp_alerts: [] }];
    const tests = [{ interval: "1m", input_series, alert_rule_test }];
    const evaluation_interval = at.endsWith("h") ? "5m" : "1m";
    writeFileSync(file, JSON.stringify({ rule_files: [rules], evaluation_interval, tests }));
    return file;
  }
});

/** The alerts that promtool shows as fired, labels and annotations in one. */
function firing(output: string): Record<string, string>[] {
  return [...output.matchAll(/Labels:\{(.*)\}\s+Annotations:\{(.*)\}/g)].map(([, labels, annotations]) =>
    Object.fromEntries(
      [...`${labels},${annotations}`.matchAll(/(\w+)=("(?:[^"\\]|\\.)*")/g)].map(
        ([, name = "", value = '""']) => [name, JSON.parse(value)],
      ),
    ),
  );
}
