interface Metric {
  help: string;
  labels: readonly string[];
}

const bucket = ["bucket"] as const;
const rule = ["bucket", "rule_id"] as const;

/**
 * The gauges of the exporter, by name. Times are in seconds, shares from 0 to 1. A state set has one series for each
 * state that there is, one of which is 1.
 */
export const METRICS = {
  oss_replication_rule_info: {
    help: "What a rule says; always 1. Prefixes are in quotation marks; none: the whole bucket.",
    labels: [
      ...[...rule, "region", "target_bucket", "target_location"],
      ...["transfer_type", "action", "historical_objects", "prefixes"],
    ],
  },
  oss_replication_rule_status: {
    help: "Where a rule is in its life, a state set: starting, doing, closing, or other.",
    labels: [...rule, "status"],
  },
  oss_replication_rule_progress_success: {
    help: "Whether the progress of a rule could be read at the last reading. A closing rule has none to read.",
    labels: rule,
  },
  oss_replication_history_ratio: {
    help: "Share of the objects from before the rule that is copied. Absent where none are to be, or OSS does not say.",
    labels: rule,
  },
  oss_replication_lag_seconds: {
    help: "How long before the reading the time lay up to which everything written to the source has been copied. Absent where OSS does not say, or this machine's clock is behind.",
    labels: rule,
  },
  oss_replication_rtc_status: {
    help: "Replication time control of a rule, a state set: disabled, enabling, enabled, or other.",
    labels: [...rule, "status"],
  },
  oss_replication_rule_expected: {
    help: "A rule that the Pulumi state has; always 1. Only with --state.",
    labels: [...rule, "name", "target_bucket"],
  },
  oss_replication_rtc_expected: {
    help: "Replication time control that the Pulumi state has for a rule; always 1. Only with --state.",
    labels: [...rule, "name"],
  },
  oss_replication_state_rules: {
    help: "How many rules the Pulumi state has. Only with --state.",
    labels: [],
  },
  oss_replication_rules: { help: "How many rules a bucket has, closing ones too.", labels: bucket },
  oss_replication_rules_left_out: {
    help: "Rules without series: those over the limit, and those of the state whose bucket it keeps secret.",
    labels: [],
  },
  oss_replication_scrape_success: {
    help: "Whether the rules of a bucket could be read at the last reading, which is not too old. 0 until the first.",
    labels: bucket,
  },
  oss_replication_scrape_failure: {
    help: "Why the last reading of a bucket failed, by OSS's error code; 1, and absent where it did not.",
    labels: [...bucket, "code"],
  },
  oss_replication_scrape_age_seconds: {
    help: "How long ago the last good reading of a bucket was begun: so old are the values of its rules.",
    labels: bucket,
  },
  oss_replication_scrape_duration_seconds: {
    help: "How long the last reading of a bucket took, good or not.",
    labels: bucket,
  },
  oss_replication_bucket_exists: {
    help: "0 where OSS said at the last reading that there is no such bucket.",
    labels: bucket,
  },
  oss_replication_buckets: { help: "How many source buckets are watched.", labels: [] },
  oss_replication_discovery_success: {
    help: "Whether it could be found out at the last try which buckets and rules to watch.",
    labels: [],
  },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;
