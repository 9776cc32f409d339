import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type RunningCommand, start } from "../../../scripts/processes/command";
import { get } from "./support/calls";

const command = resolve(__dirname, "../../../emulator/bin/oss-replication-emulator.js");
const env = { ...process.env, OSS_ACCESS_KEY_ID: undefined, OSS_ACCESS_KEY_SECRET: undefined };
const running: RunningCommand[] = [];
afterEach(async () => {
  for (const started of running.splice(0)) {
    started.kill();
    await started.done;
  }
});

function run(...options: string[]): RunningCommand {
  const started = start(process.execPath, [command, ...options], { env });
  running.push(started);
  return started;
}

async function ready(started: RunningCommand): Promise<{ endpoint: string }> {
  await started.wrote(/\n/);
  const [endpoint = ""] = started.output().split("\n");
  return { endpoint };
}

test.each(["SIGINT", "SIGTERM"] as const)("one line when ready, and a clean end on %s", async (signal) => {
  const started = run("--bucket", "src:cn-hangzhou", "--log");
  const emulator = await ready(started);
  expect((await get(emulator, "replicationLocation")).status).toBe(200);
  process.kill(started.pid, signal);
  const { exitCode, stdout, stderr } = await started.done;
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
  expect(JSON.parse(stderr)).toMatchObject({ operation: "GetBucketReplicationLocation", status: 200 });
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
  expect(await run(...options).done).toMatchObject({ exitCode: 2, stdout: "" });
});

test("a wrong option is told in one line", async () => {
  const { stderr } = await run("--port", "x").done;
  expect(stderr).toMatch(/^error: .*port.*\n$/);
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
  expect(await run(...options(port)).done).toMatchObject({ exitCode: 1, stderr: message(port) });
});
