import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { CallMade } from "./calls";
import { METRICS, type MetricName } from "./metrics";
import type { Sample } from "./samples";

/** So many results of calls have a name of their own; further ones are `other`. */
const MOST_RESULTS = 50;

/** What the exporter says of itself, and the texts for Prometheus of that and of samples. */
export class Metrics {
  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  private readonly own = new Registry();
  private readonly results = new Set<string>();
  private readonly calls = new Counter({
    name: "oss_replication_oss_calls_total",
    help: "Calls of OSS that have ended, by operation and result: success, or the error code. A call and its repetitions are one.",
    labelNames: ["operation", "result"],
    registers: [this.own],
  });
  private readonly durations = new Histogram({
    name: "oss_replication_oss_call_duration_seconds",
    help: "How long calls of OSS took, with their repetitions. A histogram.",
    labelNames: ["operation"],
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120],
    registers: [this.own],
  });

  constructor(version: string) {
    const labelNames = ["version"];
    const help = "The version of oss-replication; always 1.";
    new Gauge({ name: "oss_replication_build_info", help, labelNames, registers: [this.own] }).set(
      { version },
      1,
    );
    collectDefaultMetrics({ register: this.own });
    // Those of Node.js have names that Prometheus' own check refuses, and nobody looks at them here.
    for (const { name } of this.own.getMetricsAsArray())
      if (name.startsWith("nodejs_")) this.own.removeSingleMetric(name);
  }

  count({ operation, result, seconds }: CallMade): void {
    if (this.results.size < MOST_RESULTS) this.results.add(result);
    this.calls.inc({ operation, result: this.results.has(result) ? result : "other" });
    this.durations.observe({ operation }, seconds);
  }

  /** The text of an answer. Series that are not among the samples are not in it, whatever was before. */
  text(samples: readonly Sample[]): Promise<string> {
    const told = new Registry();
    for (const { name, labels, value } of samples) {
      // A gauge without samples is not made: one without labels would say 0.
      const gauge = told.getSingleMetric(name) ?? gaugeIn(told, name);
      (gauge as Gauge).set(labels, value);
    }
    return Registry.merge([this.own, told]).metrics();
  }
}

function gaugeIn(registry: Registry, name: MetricName): Gauge {
  const { help, labels } = METRICS[name];
  return new Gauge({ name, help, labelNames: labels, registers: [registry] });
}
