import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "oss-replication-emulator";
import { type RunningCommand, start } from "../../scripts/processes/command";
import { fetched, type RunningExporter, scraped, startExporter } from "./support/exporter";
import { describeWithPrometheus, monitoring, promtool } from "./support/prometheus";

const textOf = (file: string) => readFileSync(join(monitoring, file), "utf8");
const toBeijing = { bucket: "logs-dr", location: "cn-beijing" };

/** A state that owns two rules of bucket `logs`. */
const state = {
  version: 3,
  deployment: {
    resources: ["r-1", "r-2"].map((id) => ({
      ...{ type: "oss-replication:index:ReplicationRule", id },
      urn: `urn:pulumi:prod::shop::oss-replication:index:ReplicationRule::rule-${id}`,
      outputs: { bucket: "logs", region: "cn-hangzhou", destination: { ...toBeijing, bucket: `dr-${id}` } },
    })),
  },
};

describeWithPrometheus("a Prometheus that scrapes the exporter", () => {
  let folder: string;
  let emulator: Emulator;
  let exporter: RunningExporter;
  let prometheus: RunningCommand;
  let api = "";

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "prometheus-"));
    emulator = await startEmulator({ timings: { startingMs: 0 } });
    emulator.createBucket("logs", "cn-hangzhou");
    for (const { id } of state.deployment.resources) {
      emulator.createBucket(`dr-${id}`, "cn-beijing");
      emulator.addRule("logs", { id, destination: { ...toBeijing, bucket: `dr-${id}` } });
    }
    writeFileSync(join(folder, "state.json"), JSON.stringify(state));
    exporter = await startExporter(emulator, ["--state", join(folder, "state.json"), "--max-age", "1s"]);
    prometheus = startPrometheus();
    await prometheus.wrote(/Server is ready to receive web requests/);
    api = `http://${/Listening on" address=(\S+)/.exec(prometheus.output())?.[1]}/api/v1`;
    await until(async () => (await queried('oss_replication_rule_status{status="doing"} == 1')).length === 2);
  });
  afterAll(async () => {
    prometheus?.kill();
    exporter?.kill();
    await Promise.all([prometheus?.done, exporter?.done]);
    await emulator?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("promtool has nothing to say against the metrics", async () => {
    expect(promtool(["check", "metrics"], (await scraped(exporter.url)).text)).toEqual({
      exitCode: 0,
      output: "",
    });
  });

  test("each panel of the dashboard has an answer, and those on rules have values", async () => {
    const panels: { title: string; targets: { expr: string }[] }[] = JSON.parse(
      textOf("dashboard.json"),
    ).panels;
    const empty = async () => {
      const answers = panels.flatMap(({ title, targets }) =>
        targets.map(async ({ expr }) => {
          const query = expr.replaceAll("$__rate_interval", "1m").replaceAll(/\$\w+/g, ".*");
          return (await queried(query)).length === 0 ? [title] : [];
        }),
      );
      return (await Promise.all(answers)).flat();
    };
    // A rate takes two scrapes.
    await until(async () => (await empty()).length <= 1);
    expect(await empty()).toEqual(["Buckets that cannot be read, by reason"]);
  });

  test("a rule that is removed behind everybody's back fires the alert, and only that; putting it back ends it", async () => {
    await until(async () => (await firing()).length === 0);
    emulator.removeRule("logs", "r-1");
    await until(async () => (await firing()).length > 0);
    expect(await firing()).toMatchObject([
      {
        labels: {
          alertname: "OssReplicationRuleGone",
          bucket: "logs",
          rule_id: "r-1",
          name: "rule-r-1",
          target_bucket: "dr-r-1",
          severity: "critical",
        },
        annotations: { summary: "Bucket logs is no longer replicated to dr-r-1" },
      },
    ]);
    emulator.addRule("logs", { id: "r-1", destination: { ...toBeijing, bucket: "dr-r-1" } });
    await until(async () => (await firing()).length === 0);
  });

  test("a bucket that can no longer be read is told as that, and not as rules that are gone", async () => {
    emulator.addFault({ kind: "refuse", status: 403, code: "AccessDenied", times: 1_000 });
    await until(async () => (await firing()).length > 0);
    expect(await firing()).toMatchObject([
      { labels: { alertname: "OssReplicationBucketUnreadable", bucket: "logs" } },
    ]);
    emulator.clearFaults();
    await until(async () => (await firing()).length === 0);
  });

  /** The files of the example, but for the times and the exporter's port. */
  function startPrometheus(): RunningCommand {
    const configuration = textOf("prometheus.yml")
      .replace("127.0.0.1:9942", exporter.url.replace("http://", ""))
      .replaceAll(/_(interval|timeout): \w+/g, "_$1: 1s");
    writeFileSync(join(folder, "prometheus.yml"), configuration);
    writeFileSync(
      join(folder, "oss-replication.rules.yml"),
      textOf("oss-replication.rules.yml").replaceAll(/for: \w+/g, "for: 2s"),
    );
    const options = [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      "--web.listen-address=127.0.0.1:0",
    ];
    return start("prometheus", options, { env: { PATH: process.env.PATH }, timeoutMs: 300_000 });
  }

  async function queried(query: string): Promise<unknown[]> {
    const { body } = await fetched(`${api}/query?query=${encodeURIComponent(query)}`);
    const answer = JSON.parse(body);
    if (answer.status !== "success") throw new Error(`${query}: ${body}`);
    return answer.data.result;
  }

  async function firing(): Promise<{ state: string }[]> {
    const { body } = await fetched(`${api}/alerts`);
    return JSON.parse(body).data.alerts.filter(({ state }: { state: string }) => state === "firing");
  }
});

/** Prometheus has no clock that could be moved. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const limit = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > limit) throw new Error("it did not come to be within a minute");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
