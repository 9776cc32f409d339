import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { get } from "./support/calls";

const command = resolve(__dirname, "../../../emulator/bin/oss-replication-emulator.js");
const env = { ...process.env, OSS_ACCESS_KEY_ID: undefined, OSS_ACCESS_KEY_SECRET: undefined };
const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

interface Run {
  child: ChildProcess;
  out: string;
  err: string;
  exit: Promise<number | null>;
}

function run(...options: string[]): Run {
  const child = spawn(process.execPath, [command, ...options], { env });
  running.push(child);
  const started: Run = { child, out: "", err: "", exit: new Promise((done) => child.once("close", done)) };
  child.stdout.on("data", (chunk) => {
    started.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    started.err += chunk;
  });
  return started;
}

async function ready(started: Run): Promise<{ endpoint: string }> {
  while (!started.out.includes("\n")) await new Promise((done) => started.child.stdout?.once("data", done));
  return { endpoint: started.out.trim() };
}

test.each(["SIGINT", "SIGTERM"] as const)("one line when ready, and a clean end on %s", async (signal) => {
  const started = run("--bucket", "src:cn-hangzhou", "--log");
  const emulator = await ready(started);
  expect((await get(emulator, "replicationLocation")).status).toBe(200);
  started.child.kill(signal);
  expect(await started.exit).toBe(0);
  expect(started.out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
  expect(JSON.parse(started.err)).toMatchObject({ operation: "GetBucketReplicationLocation", status: 200 });
});

test("credentials, time scale, rule ids and a log file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "emulator-"));
  const log = join(folder, "requests.log");
  const options = [
    "--access-key-id",
    "A",
    "--access-key-secret",
    "S",
    "--time-scale",
    "60",
    "--rule-ids",
    "refuse",
  ];
  const place = ["--location", "cn-new", "--bucket", "new:cn-new"];
  const started = run(...options, ...place, "--log", log, "--bucket", "src:oss-cn-hangzhou");
  const signing = { accessKeyId: "A", accessKeySecret: "S" };
  expect((await get(await ready(started), "bucketInfo", { signing })).status).toBe(200);
  expect((await get(await ready(started), "bucketInfo")).status).toBe(403);
  expect(
    readFileSync(log, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).status),
  ).toEqual([200, 403]);
  rmSync(folder, { recursive: true });
});

test.each([
  ["--port", "x"],
  ["--port", "65536"],
  ["--time-scale", "0"],
  ["--rule-ids", "keep"],
  ["--bucket", "src"],
  ["--location", "Nowhere"],
  ["--nonsense"],
  ["extra"],
])("wrong options: one line, exit 2 (%s %s)", async (...options) => {
  const { exit, ...started } = run(...options);
  expect(await exit).toBe(2);
  expect(started.out).toBe("");
});

test("a wrong option is told in one line", async () => {
  const started = run("--port", "x");
  await started.exit;
  expect(started.err).toMatch(/^error: .*port.*\n$/);
});

test.each([
  ["a port in use", (port: string) => ["--port", port], (port: string) => `error: port ${port} is in use\n`],
  [
    "no such location",
    () => ["--bucket", "src:atlantis"],
    () => "error: atlantis is not a location the emulator knows\n",
  ],
])("%s: one line, exit 1", async (_, options, message) => {
  const first = run();
  const { port } = new URL((await ready(first)).endpoint);
  const second = run(...options(port));
  expect(await second.exit).toBe(1);
  expect(second.err).toBe(message(port));
});
