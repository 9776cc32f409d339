import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, manualClock, startEmulator } from "oss-replication-emulator";
import {
  exporter,
  fetched,
  type RunningExporter,
  scraped,
  scrapedUntil,
  startExporter,
} from "./support/exporter";

const clock = manualClock();
let emulator: Emulator;
let running: RunningExporter | undefined;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "exporter-"));
  emulator = await startEmulator({ clock, timings: { startingMs: 0, historyMs: 600_000 } });
  for (const [bucket, region] of [
    ["logs", "cn-hangzhou"],
    ["media", "cn-shanghai"],
    ["logs-dr", "cn-beijing"],
  ] as const)
    emulator.createBucket(bucket, region);
  emulator.addRule("logs", { id: "r-1", destination: { bucket: "logs-dr", location: "cn-beijing" } });
  emulator.addRule("media", { id: "r-2", destination: { bucket: "logs-dr", location: "cn-beijing" } });
});
afterEach(async () => {
  running?.kill();
  running = undefined;
  await emulator.close();
  rmSync(folder, { recursive: true, force: true });
});

const begin = async (...args: string[]) => {
  running = await startExporter(emulator, args);
  return running;
};
const asked = () => emulator.requests.map(({ operation, bucket }) => `${operation} ${bucket}`);
const status = (id: string, is: string, bucket = "logs") =>
  `oss_replication_rule_status{bucket="${bucket}",rule_id="${id}",status="${is}"}`;
const success = (bucket: string) => `oss_replication_scrape_success{bucket="${bucket}"}`;

test("all buckets of the account, of each region; a scrape costs a call a bucket and one a rule, and is kept", async () => {
  const { url } = await begin("--all");
  const { series } = await scraped(url);
  expect(series.get(status("r-1", "doing"))).toBe(1);
  expect(series.get(status("r-2", "doing", "media"))).toBe(1);
  expect(series.get("oss_replication_buckets")).toBe(3);
  await scraped(url);
  expect(asked().sort()).toEqual([
    "GetBucketReplication logs",
    "GetBucketReplication logs-dr",
    "GetBucketReplication media",
    "GetBucketReplicationProgress logs",
    "GetBucketReplicationProgress media",
    expect.stringMatching(/^(GetService|ListBuckets) $/),
  ]);
  expect(new Set(emulator.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
  expect(
    series.get('oss_replication_oss_calls_total{operation="GetBucketReplication",result="success"}'),
  ).toBe(3);
});

test("scrapes at the same time cost one reading", async () => {
  const { url } = await begin("--bucket", "logs");
  await Promise.all(Array.from({ length: 10 }, () => scraped(url)));
  expect(asked().sort()).toEqual(["GetBucketReplication logs", "GetBucketReplicationProgress logs"]);
});

test("what changes at OSS shows; a rule that is gone has no series", async () => {
  const { url } = await begin("--bucket", "logs", "--max-age", "1ms");
  expect((await scraped(url)).text).toContain('rule_id="r-1"');
  emulator.removeRule("logs", "r-1");
  const { text } = await scrapedUntil(url, ({ text }) => !text.includes("r-1"));
  expect(text).toContain('oss_replication_rules{bucket="logs"} 0');
});

test("a bucket that fails is a metric and a line, and nothing else fails", async () => {
  emulator.addFault({ kind: "refuse", status: 403, code: "AccessDenied", bucket: "media", times: 1_000 });
  const { url, output } = await begin("--all");
  const { series } = await scraped(url);
  expect([success("logs"), success("media")].map((each) => series.get(each))).toEqual([1, 0]);
  expect(series.get('oss_replication_scrape_failure{bucket="media",code="AccessDenied"}')).toBe(1);
  expect(series.get(status("r-1", "doing"))).toBe(1);
  const lines = output()
    .split("\n")
    .filter((line) => line.includes("media"));
  expect(lines).toEqual([
    expect.stringMatching(/^oss-replication: GetBucketReplication on bucket media failed with AccessDenied/),
  ]);
});

test("the state says which rules there must be; a rule removed behind our back is expected still", async () => {
  emulator.removeRule("logs", "r-1");
  const { url } = await begin("--state", stateWith("logs", "r-1"));
  const { series } = await scraped(url);
  expect(
    series.get(
      'oss_replication_rule_expected{bucket="logs",rule_id="r-1",name="dr",target_bucket="logs-dr"}',
    ),
  ).toBe(1);
  expect([...series.keys()].filter((each) => each.startsWith("oss_replication_rule_status"))).toEqual([]);
  expect(asked()).toEqual(["GetBucketReplication logs"]);
});

test("a bucket of the state that is not in the account is asked for beside all others", async () => {
  const { url } = await begin("--all", "--state", stateWith("deleted", "r-9"));
  const { series } = await scraped(url);
  expect(series.get('oss_replication_bucket_exists{bucket="deleted"}')).toBe(0);
  expect(
    series.get(
      'oss_replication_rule_expected{bucket="deleted",rule_id="r-9",name="dr",target_bucket="logs-dr"}',
    ),
  ).toBe(1);
  expect(series.get(status("r-1", "doing"))).toBe(1);
});

/** The file of a state that owns a rule. */
function stateWith(bucket: string, id: string): string {
  const file = join(folder, "state.json");
  const destination = { bucket: "logs-dr", location: "oss-cn-beijing" };
  const resource = {
    ...{ type: "oss-replication:index:ReplicationRule", id },
    outputs: { bucket, region: "cn-hangzhou", destination },
    urn: "urn:pulumi:prod::shop::oss-replication:index:ReplicationRule::dr",
  };
  writeFileSync(file, JSON.stringify({ version: 3, deployment: { resources: [resource] } }));
  return file;
}

test("an OSS that does not answer holds up no scrape: it has what was known before, and its age", async () => {
  const { url } = await begin("--bucket", "logs", "--max-age", "1ms", "--wait", "300ms");
  await scraped(url);
  emulator.addFault({ kind: "delay", ms: 60_000, times: 1_000 });
  const age = 'oss_replication_scrape_age_seconds{bucket="logs"}';
  const { series, tookMs } = await scrapedUntil(url, ({ series }) => (series.get(age) ?? 0) > 1.2);
  expect(series.get(status("r-1", "doing"))).toBe(1);
  expect(tookMs).toBeGreaterThan(250);
  expect(tookMs).toBeLessThan(5_000);
});

test("it answers before Prometheus' own limit, however long --wait is", async () => {
  emulator.addFault({ kind: "delay", ms: 60_000, times: 1_000 });
  const { url } = await begin("--bucket", "logs", "--wait", "1h");
  const { series } = await scraped(url, { "X-Prometheus-Scrape-Timeout-Seconds": "0.7" });
  expect(series.get(success("logs"))).toBe(0);
});

test("it starts while OSS is away, and says so", async () => {
  emulator.addFault({ kind: "delay", ms: 60_000, times: 1_000 });
  const { url } = await begin("--all", "--wait", "10ms");
  const { series } = await scraped(url);
  expect(series.get("oss_replication_discovery_success")).toBe(0);
  expect(series.get("oss_replication_buckets")).toBe(0);
});

test("pages for people and probes; nothing else", async () => {
  const { url } = await begin("--bucket", "logs");
  await scraped(url);
  const answers = async (path: string, method = "GET") => fetched(`${url}${path}`, {}, method);
  expect(await answers("/healthz")).toEqual({ status: 200, type: "text/plain; charset=utf-8", body: "ok\n" });
  expect(await answers("/")).toMatchObject({
    status: 200,
    body: expect.stringContaining('<a href="/metrics">'),
  });
  expect(await answers("/metrics?x=1")).toMatchObject({
    status: 200,
    type: "text/plain; version=0.0.4; charset=utf-8",
  });
  expect(await answers("/metrics", "HEAD")).toMatchObject({ status: 200, body: "" });
  expect(await answers("/..%2f")).toMatchObject({ status: 404 });
  expect(await answers("/metrics", "POST")).toMatchObject({ status: 405 });
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s ends it at once, in the middle of a scrape",
  async (signal) => {
    const { url, pid, done } = await begin("--bucket", "logs", "--wait", "1h");
    await scraped(url);
    emulator.addFault({ kind: "delay", ms: 60_000, times: 1_000 });
    const other = await startExporter(emulator, ["--bucket", "media", "--wait", "1h"]);
    const scrape = scraped(other.url).catch((error: NodeJS.ErrnoException) => error.code);
    const began = Date.now();
    process.kill(pid, signal);
    process.kill(other.pid, signal);
    expect(await Promise.all([done, other.done])).toMatchObject([
      { exitCode: 0, stderr: "" },
      { exitCode: 0, stderr: "" },
    ]);
    expect(await scrape).toBe("ECONNRESET");
    expect(Date.now() - began).toBeLessThan(5_000);
  },
);

test("a client that goes away in the middle harms nobody", async () => {
  const { url } = await begin("--bucket", "logs");
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
  socket.resetAndDestroy();
  const nonsense = connect(Number(new URL(url).port), "127.0.0.1");
  nonsense.end("\u0000\r\n\r\n");
  nonsense.resume();
  expect((await scraped(url)).series.get(success("logs"))).toBe(1);
});

describe("what it refuses", () => {
  test.each([
    [["--bucket", "logs", "--listen", "9942"], "is not HOST:PORT"],
    [["--bucket", "logs", "--listen", "a\u001b[31m:1"], "a\\u001b[31m:1"],
    [["--bucket", "logs", "--max-age", "soon"], "--max-age soon"],
    [["--bucket", "logs", "--wait", "0s"], "--wait 0s"],
    [[], "--bucket"],
    [["--bucket", "A/b/c"], "A/b/c"],
    [["--bucket", "logs", "--all"], "--all"],
    [["--state", "-"], "--state takes a file"],
    [["--state", "/nowhere/state.json"], "/nowhere/state.json"],
  ])("%j is wrong use: one line, and no call", async (args, said) => {
    const { exitCode, stdout, stderr } = await exporter(emulator, ["--listen", "127.0.0.1:0", ...args]).done;
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(said);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(emulator.requests).toEqual([]);
  });

  test("a port that is in use: one line, and no call", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as { port: number };
    const { exitCode, stderr } = await exporter(emulator, [
      "--bucket",
      "logs",
      "--listen",
      `127.0.0.1:${port}`,
    ]).done;
    other.close();
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `oss-replication: The exporter cannot listen on 127.0.0.1:${port}: something else listens there already. Name another port with --listen.\n`,
    });
    expect(emulator.requests).toEqual([]);
  });
});
