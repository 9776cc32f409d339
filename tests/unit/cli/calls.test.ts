import { type Emulator, manualClock, startEmulator } from "oss-replication-emulator";
import { systemIo } from "../../../provider/cli/io";
import { run } from "../../../provider/cli/main";
import { createOssClient } from "../../../provider/oss";
import { PLAIN } from "../../../provider/terminal/screen";
import { startProxy } from "../oss/proxies";
import { serve } from "../oss/server";

const clock = manualClock(0);
let emulator: Emulator;

beforeAll(async () => {
  const accounts = [{ accessKeyId: "ak", accessKeySecret: "sk" }];
  const timings = { startingMs: 1_000, closingMs: 5_000, historyMs: 60_000 };
  emulator = await startEmulator({ accounts, clock, timings });
  emulator.createBucket("dst", "cn-beijing");
});
afterAll(() => emulator.close());

let [out, err, made] = ["", "", 0];
let bucket = "";
beforeEach(() => {
  bucket = `src${++made}`;
  emulator.createBucket(bucket, "cn-hangzhou");
});

/** Runs the command on the emulator, whose time goes on with each pause of the command. */
async function command(...args: string[]): Promise<number> {
  [out, err] = ["", ""];
  const keys = { accessKeyId: "ak", accessKeySecret: "sk" };
  return run(args, {
    ...systemIo(),
    env: { OSS_REGION: "cn-hangzhou", OSS_ENDPOINT: emulator.endpoint },
    screen: () => PLAIN,
    errScreen: () => PLAIN,
    clock: {
      now: () => clock.now(),
      sleep: async (ms) => {
        clock.advance(ms);
      },
    },
    connect: (to) => createOssClient({ ...to, credentials: { get: async () => keys } }),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
}

const on = (...args: string[]) => [...args, "--bucket", bucket];
const put = (...args: string[]) =>
  command(
    ...on("put", "--target-bucket", "dst", "--target-location", "cn-beijing", "--rule-id", "r-1"),
    ...args,
  );

it("puts a rule, normalised as the resource's", async () => {
  expect(
    await put("--prefix", "b/", "--prefix", "a/", "--action", "DELETE,PUT", "--historical", "disabled"),
  ).toBe(0);
  expect(out).toBe(`Rule r-1 from bucket ${bucket} to bucket dst was put.\n`);
  expect(emulator.rules(bucket)).toMatchObject([
    { id: "r-1", prefixes: ["a/", "b/"], action: "PUT,DELETE", historicalObjectReplication: "disabled" },
  ]);
});

it("refuses what the resource refuses, before anything is sent", async () => {
  const sent = emulator.requests.length;
  expect(await put("--prefix", "a", "--prefix", "ab", "--transfer-type", "pigeon")).toBe(2);
  expect(err).toContain('"a" and "ab" overlap');
  expect(err).toContain("pigeon");
  expect(emulator.requests.length).toBe(sent);
});

it("puts tags and a key, and shows them", async () => {
  const tags = ["--tag", "env=prod", "--tag", "a%3Db=50%25", "--tag-filter", "OR"];
  const kms = ["--sync-role", "oss-repl", "--replica-kms-key-id", "key-1"];
  expect(await put(...tags, ...kms)).toBe(0);
  expect(emulator.rules(bucket)).toMatchObject([
    {
      userTaggings: {
        filterType: "OR",
        tags: [
          { key: "a=b", value: "50%" },
          { key: "env", value: "prod" },
        ],
      },
      syncRole: "oss-repl",
      sseKmsStatus: "Enabled",
      replicaKmsKeyId: "key-1",
    },
  ]);
  await command(...on("rules"));
  expect(out).toContain(' (all) tagged "a=b=50%" or "env=prod", KMS-encrypted too ');
  await command(...on("rules", "--json"));
  expect(JSON.parse(out)).toMatchObject([
    {
      prefixes: [],
      userTaggings: { filterType: "OR", tags: [{ key: "a=b" }, { key: "env" }] },
      syncRole: "oss-repl",
      sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
      replicaKmsKeyId: "key-1",
    },
  ]);
});

it.each([
  [["--transfer-type", "pigeon"], '--transfer-type is "pigeon"'],
  [["--replica-kms-key-id", "k"], "there is no --sync-role"],
  [["--historical", "some"], '--historical is "some"'],
  [["--tag", "a=b", "--tag-filter", "XOR"], '--tag-filter is "XOR"'],
])("names the option, not the argument of the resource: %j", async (options, text) => {
  expect(await put(...options)).toBe(2);
  expect(err).toContain(text);
  expect(err).not.toContain("`");
});

it("names its own option where a wait ends", async () => {
  await put();
  expect(await command(...on("delete", "--rule-id", "r-1", "--wait", "--timeout", "1s"))).toBe(1);
  expect(err).toContain("raise `--timeout`");
});

it("refuses a prefix that no object has, and remarks on one that looks like a pattern", async () => {
  expect(await put("--prefix", "/logs/")).toBe(2);
  expect(err).toContain("would copy nothing");
  expect(await put("--prefix", "logs/*")).toBe(0);
  expect(err).toContain('oss-replication, note: the prefix "logs/*" is taken literally');
});

it("lists rules for people and for programs", async () => {
  expect(await command(...on("rules"))).toBe(0);
  expect(out).toBe(`Bucket ${bucket} has no rules.\n`);
  await put("--prefix", "a/");
  await command(...on("rules"));
  expect(out).toBe(
    [
      "RULE  STATUS    TARGET  LOCATION        TRANSFER  OBJECTS  ACTION  HISTORY  RTC",
      'r-1   starting  dst     oss-cn-beijing  internal  "a/"     ALL     enabled  disabled',
      "",
    ].join("\n"),
  );
  await command(...on("rules", "--json"));
  expect(JSON.parse(out)).toMatchObject([{ ruleId: "r-1", prefixes: ["a/"], rtcStatus: "disabled" }]);
});

it("escapes what would steer a terminal", async () => {
  const destination = { bucket: "dst", location: "oss-cn-beijing" };
  emulator.addRule(bucket, { destination, prefixes: ["a\u009b31m\u202e\u0085"] });
  await command(...on("rules"));
  expect(out).toContain('"a\\u{9b}31m\\u{202e}\\u{85}"');
  await command(...on("rules", "--json"));
  expect(out).toContain("a\\u009b31m\\u202e\\u0085");
});

it("lists locations, the own one first", async () => {
  expect(await command(...on("locations"))).toBe(0);
  expect(out.split("\n")[1]).toMatch(/^oss-cn-hangzhou \(own\) +internal +no$/);
  expect(out).toMatch(/^oss-cn-beijing +internal.* +yes$/m);
  await command(...on("locations", "--json"));
  expect(JSON.parse(out)).toMatchObject({ ownLocation: "oss-cn-hangzhou", locations: expect.any(Array) });
});

it("shows progress once, or until history is copied", async () => {
  await put();
  expect(await command(...on("progress", "--rule-id", "r-1"))).toBe(0);
  expect(out).toBe("r-1: starting\n");
  expect(await command(...on("progress", "--rule-id", "r-1", "--watch", "--interval", "20s"))).toBe(0);
  expect(out.split("\n").map((line) => line.replace(/, writes.*/, ""))).toEqual([
    "r-1: starting",
    expect.stringMatching(/^r-1: doing, history [\d.]+ %$/),
    expect.stringMatching(/^r-1: doing, history [\d.]+ %$/),
    expect.stringMatching(/^r-1: doing, history [\d.]+ %$/),
    "r-1: doing, history 100.0 %",
    "",
  ]);
  await command(...on("progress", "--rule-id", "r-1", "--json"));
  expect(JSON.parse(out)).toMatchObject({ ruleId: "r-1", status: "doing", historicalObject: 1 });
});

it("switches RTC", async () => {
  await put();
  expect(await command(...on("rtc", "--rule-id", "r-1", "--status", "enabled"))).toBe(0);
  expect(out).toContain("RTC of rule r-1");
  expect(emulator.rules(bucket)[0]?.rtcStatus).toMatch(/enabl/);
  expect(await command(...on("rtc", "--rule-id", "r-1", "--status", "on"))).toBe(2);
});

it("deletes, and waits where that is wanted", async () => {
  await put();
  expect(await command(...on("delete", "--rule-id", "r-1"))).toBe(0);
  expect(out).toContain("is being cleared");
  expect(emulator.rules(bucket)[0]?.status).toBe("closing");
  expect(await command(...on("delete", "--rule-id", "r-1", "--wait", "--json"))).toBe(0);
  expect(JSON.parse(out)).toEqual({ bucket, ruleId: "r-1", status: "gone" });
  expect(await command(...on("delete", "--rule-id", "r-1"))).toBe(0);
  expect(out).toContain("There is no such rule");
});

it("waits no longer than it may", async () => {
  await put();
  expect(await command(...on("delete", "--rule-id", "r-1", "--wait", "--timeout", "2s"))).toBe(1);
  expect(err).toContain("still closing after 2s");
});

it.each([
  [["rules"], 2, "--bucket"],
  [["rules", "--bucket", "nosuchbucket"], 1, "NoSuchBucket"],
  [["rules", "--bucket", "No Bucket"], 1, "InvalidBucketName"],
  [["rules", "--bucket", "src1", "--network", "carrier"], 2, "carrier"],
  [["progress", "--bucket", "src1", "--rule-id", "x", "--interval", "soon"], 2, "soon"],
  [["progress", "--bucket", "src1", "--rule-id", "x"], 1, "NoSuchReplicationRule"],
  [["frobnicate"], 2, "frobnicate"],
])("%j ends with %d and one paragraph", async (args, code, message) => {
  expect(await command(...args)).toBe(code);
  expect(err).toContain(message);
  expect(err.trim().split("\n").length).toBe(1);
  expect(out).toBe("");
});

it("asks for a region where none is known", async () => {
  const said: string[] = [];
  const io = { ...systemIo(), env: {}, err: (text: string) => void said.push(text) };
  expect(await run(["rules", "--bucket", "src1"], io)).toBe(2);
  expect(said.join()).toContain("--region");
});

it("plain http to another machine is asked for by an option", async () => {
  expect(await command(...on("rules"), "--endpoint", "http://gateway.example")).toBe(1);
  expect(err).toContain("--allow-http");
  await using server = await serve(() => ({ headers: {}, body: "<ReplicationConfiguration/>" }));
  await using proxy = await startProxy(server.endpoint);
  process.env.HTTP_PROXY = `http://127.0.0.1:${proxy.port}`;
  try {
    expect(await command(...on("rules"), "--endpoint", "http://gateway.example", "--allow-http")).toBe(0);
    expect(proxy.seen).toHaveLength(1);
  } finally {
    delete process.env.HTTP_PROXY;
  }
});

it.each([
  ["--network", "\u001b[2Jfast", /argument '\\u\{1b\}\[2Jfast' is invalid/],
  ["--regoin", "x", /unknown option '--regoin'\n\(Did you mean --region\?\)/],
  ["--no\u001b[31m\nsuch", "x", /unknown option '--no\\u\{1b\}\[31m\\u\{a\}such'/],
])("a wrong option is repeated without what steers a terminal: %j %j", async (option, value, said) => {
  const code = await command(...on("rules"), option, value);
  expect(code).toBe(2);
  expect(err).toMatch(said);
  expect(err.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
});
