import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { get, put, to } from "./support/calls";
import { at } from "./support/client";
import { commandOf, endAll, ready, run, runIn } from "./support/command";

afterEach(endAll);

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
  ["--bucket", "src:cn-hangzhou:enabled"],
  ["--bucket", "src:cn-hangzhou:Enabled:more"],
  ["--bucket", "src:cn-hangzhou", "--bucket", "src:cn-beijing"],
  ["--host", ""],
  ["--data", ""],
  ["--account", "A:"],
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

test("credentials, each with its account, and no others", async () => {
  const emulator = await ready(
    run("--account", "A:a:1", "--account", "B:b:2", "--bucket", "src:cn-hangzhou"),
  );
  const status = async (accessKeyId: string, accessKeySecret: string) =>
    (await get(emulator, "bucketInfo", { signing: { accessKeyId, accessKeySecret } })).status;
  expect(await status("A", "a")).toBe(200);
  const foreign = await get(emulator, "bucketInfo", { signing: { accessKeyId: "B", accessKeySecret: "b" } });
  expect(at(foreign, "Error.EC")).toBe("0003-00000001");
  const unknown = await get(emulator, "bucketInfo");
  expect(at(unknown, "Error.EC")).toBe("0002-00000902");
});

test("a wrong account is told without its secret", async () => {
  const { exitCode, stderr } = await run("--account", "A:a", "--account", "B:topsecret:").done;
  expect([exitCode, stderr]).toEqual([
    2,
    "error: option '--account': number 2 is not ID:SECRET or ID:SECRET:ACCOUNT-ID\n",
  ]);
});

test("roles that OSS can assume, and versioning from the beginning", async () => {
  const roles = ["--sync-role", "one", "--sync-role", "two"];
  const buckets = ["--bucket", "src:cn-hangzhou:Enabled", "--bucket", "dst:cn-beijing:Enabled"];
  const emulator = await ready(run(...roles, ...buckets));
  expect(at(await get(emulator, "versioning"), "VersioningConfiguration.Status")).toBe("Enabled");
  const withRole = (role: string) => put(emulator, `${to("dst")}<SyncRole>${role}</SyncRole>`);
  expect(at(await withRole("three"), "Error.Code")).toBe("NoPermission");
  expect((await withRole("two")).status).toBe(200);
});

test.each([
  ["127.0.0.2", /^http:\/\/127\.0\.0\.2:\d+\n$/],
  ["localhost", /^http:\/\/(127\.0\.0\.1|\[::1\]):\d+\n$/],
  ["0.0.0.0", /^http:\/\/127\.0\.0\.1:\d+\n$/],
])("--host %s: the endpoint that works from here", async (host, endpoint) => {
  const started = run("--host", host);
  const emulator = await ready(started);
  expect(started.output()).toMatch(endpoint);
  expect((await fetch(`${emulator.endpoint}/healthz`)).status).toBe(200);
});

test.each([
  ["192.0.2.1", "error: 192.0.2.1 is not an address of this machine\n"],
  ["no such host", "error: there is no host no such host\n"],
])("--host %s: one line, exit 1", async (host, stderr) => {
  expect(await run("--host", host).done).toMatchObject({ exitCode: 1, stdout: "", stderr });
});

test("it goes on when nobody reads its log any more", async () => {
  const started = runIn("sh", "-c", '"$@" 2>&1 | head -n 1; sleep 60', "sh", ...commandOf("--log"));
  const emulator = await ready(started);
  for (let n = 0; n < 3; n++)
    expect(at(await get(emulator, "bucketInfo"), "Error.Code")).toBe("NoSuchBucket");
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
