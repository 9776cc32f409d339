import { type Emulator, startEmulator } from "oss-replication-emulator";
import { environment, ran } from "../operate/support/command";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
  emulator.createBucket("src", "cn-hangzhou");
  emulator.createBucket("dst", "cn-beijing");
  emulator.createBucket("far", "us-west-1");
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.clearFaults();
  for (const { id } of emulator.rules("src")) emulator.removeRule("src", id);
});

const SECRET = "demo-sk";

/** Runs `oss-replication doctor`, of which nothing ever shows a secret or writes. */
async function doctor(args: string[], more: NodeJS.ProcessEnv = {}) {
  const before = emulator.requests.length;
  const result = await ran(["doctor", ...args], { ...environment(emulator), ...more });
  const sent = emulator.requests.slice(before);
  expect(sent.filter(({ method }) => method !== "GET")).toEqual([]);
  expect(result.out + result.err).not.toContain(SECRET);
  return { ...result, sent };
}

/** The results of the checks that are not fine, with what is said of them. */
async function told(args: string[], more: NodeJS.ProcessEnv = {}) {
  const { code, out } = await doctor([...args, "--json"], more);
  const { checks } = JSON.parse(out) as { checks: { check: string; result: string; message: string }[] };
  const wrong = checks.filter(({ result }) => result === "wrong");
  return {
    code,
    checks,
    wrong: wrong.map(({ check }) => check),
    text: wrong.map(({ message }) => message).join(" "),
  };
}

const rule = { id: "r-1", destination: { bucket: "dst", location: "oss-cn-beijing" } };

const WRITES = `not checked  oss:PutBucketReplication          Needed to put a rule. Only the call itself shows it, and that changes what is copied.
not checked  oss:DeleteBucketReplication       Needed to delete or replace one. Only the call itself shows it, and that changes what is copied.
not checked  oss:PutBucketRTC                  Needed to switch RTC. Only the call itself shows it, and that changes what is copied.
not checked  ram:PassRole                      Needed to put a rule with a sync role. Only the call itself shows it, and that changes what is copied.
`;

test("all that must hold, in the order in which one needs the other; the target is found where it is", async () => {
  emulator.addRule("src", rule);
  const { code, out, err, sent } = await doctor([
    ...["--bucket", "src", "--target-bucket", "dst", "--rtc", "--sync-role", "repl"],
  ]);
  expect(out).toBe(`RESULT       CHECK                             WHAT
fine         arguments                         Nothing in them is wrong by itself.
fine         region                            cn-hangzhou.
fine         endpoint                          ${emulator.endpoint}/.
fine         proxy                             None.
fine         connection                        OSS answers there.
fine         clock                             This machine's clock agrees with OSS's.
fine         credentials                       From OSS_ACCESS_KEY_ID in the environment; lasting keys.
fine         keys                              OSS accepts them.
fine         source-bucket                     src is in oss-cn-hangzhou; versioning: never set.
fine         oss:GetBucketInfo                 Granted on the source bucket.
fine         oss:GetBucketReplication          Granted on the source bucket.
fine         oss:GetBucketReplicationLocation  Granted on the source bucket.
fine         oss:GetBucketReplicationProgress  Granted on the source bucket.
fine         target-bucket                     dst is in oss-cn-beijing; versioning: never set.
fine         rules                             Rule r-1 from src to dst is there (starting). OSS takes one rule for the two buckets.
fine         versioning                        That of the two buckets goes together.
fine         target-location                   OSS copies from oss-cn-hangzhou to oss-cn-beijing by "internal".
fine         rtc                               OSS offers RTC from oss-cn-hangzhou to oss-cn-beijing.
not checked  sync-role                         What repl may do is seen when OSS copies. Its trust policy must name the service oss.aliyuncs.com; it needs oss:ReplicateList and oss:ReplicateGet on src, and oss:ReplicatePut and oss:ReplicateDelete on dst.
${WRITES}Nothing is wrong, 5 could not be checked, 18 fine.
`);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(sent).toHaveLength(6);
});

test("the target of a first rule is found by the account's list of buckets, or asked for where that is denied", async () => {
  const args = ["--bucket", "src", "--target-bucket", "far", "--transfer-type", "oss_acc"];
  expect(await told(args)).toMatchObject({ code: 0, wrong: [] });
  // The first look at the endpoint is, without keys, the same call.
  emulator.addFault({ kind: "refuse", operation: "ListBuckets", status: 403, code: "AccessDenied", skip: 1 });
  const { code, checks } = await told(args);
  expect(checks.find(({ check }) => check === "target-bucket")).toEqual({
    check: "target-bucket",
    result: "not-checked",
    message: "It is not known where far is, but not in oss-cn-hangzhou: give --target-location.",
  });
  expect(code).toBe(0);
});

test("where the keys are wrong, that is told once", async () => {
  const { code, out } = await doctor(["--bucket", "src"], { OSS_ACCESS_KEY_SECRET: "another" });
  const lines = out.split("\n");
  expect(lines.filter((line) => line.startsWith("wrong"))).toEqual([
    expect.stringMatching(/^wrong +keys +GetBucketInfo on bucket src failed with SignatureDoesNotMatch /),
  ]);
  expect(out).toContain(
    "source-bucket, oss:GetBucketInfo, oss:GetBucketReplication, oss:GetBucketReplicationLocation, oss:GetBucketReplicationProgress, rules, versioning: they need keys.\n",
  );
  expect(out).toMatch(/\n1 wrong, 11 could not be checked, 7 fine\.\n$/);
  expect(code).toBe(1);
});

test.each<[string, string[], NodeJS.ProcessEnv, string, string]>([
  ["half a pair of keys", [], { OSS_ACCESS_KEY_SECRET: "" }, "credentials", "OSS_ACCESS_KEY_SECRET is not"],
  ["no keys", [], { OSS_ACCESS_KEY_ID: "", OSS_ACCESS_KEY_SECRET: "" }, "credentials", "NoCredentials"],
  ["an unknown profile", ["--profile", "prod"], {}, "credentials", "profile prod gave no keys"],
  ["nothing listens", ["--endpoint", "http://127.0.0.1:1"], {}, "connection", "ECONNREFUSED"],
  ["an endpoint that is none", ["--endpoint", "a b"], {}, "endpoint", "InvalidEndpoint"],
  ["http to another machine", ["--endpoint", "http://gateway.example"], {}, "endpoint", "InsecureEndpoint"],
  [
    "an endpoint of another region",
    ["--endpoint", "oss-cn-beijing.aliyuncs.com"],
    { HTTPS_PROXY: "http://127.0.0.1:1" },
    "endpoint",
    "is in cn-beijing, and the region is cn-hangzhou",
  ],
  [
    "a proxy of another kind",
    [],
    { OSS_ENDPOINT: "", HTTPS_PROXY: "socks5://u:demo-sk@h" },
    "proxy",
    "socks5://h",
  ],
  [
    "a proxy that is down",
    [],
    { OSS_ENDPOINT: "", HTTPS_PROXY: "http://u:demo-sk@127.0.0.1:1" },
    "connection",
    "ECONNREFUSED while calling https://oss-cn-hangzhou.aliyuncs.com/ through the proxy http://127.0.0.1:1",
  ],
  ["no region", [], { OSS_REGION: "" }, "region", "None is known"],
  ["a region that is none", ["--region", "Ham burg"], {}, "endpoint", "InvalidRegion"],
])("%s", async (_, args, env, check, text) => {
  const result = await told(["--bucket", "src", ...args], env);
  expect(result).toMatchObject({ code: 1, wrong: [check] });
  expect(result.text).toContain(text);
});

test("what answers there is not OSS", async () => {
  const portal = { status: 200, body: "<html>Welcome</html>", effect: false, requestId: false };
  emulator.addFault({ kind: "answer", operation: "ListBuckets", ...portal });
  const result = await told(["--bucket", "src"]);
  expect(result).toMatchObject({ code: 1, wrong: ["connection"] });
  expect(result.text).toContain("is not OSS: HTTP status 200");
});

test("a clock that is wrong", async () => {
  emulator.addFault({ kind: "clock-skew", ms: -20 * 60_000, operation: "ListBuckets" });
  const result = await told(["--bucket", "src"]);
  expect(result).toMatchObject({ code: 1, wrong: ["clock"] });
  expect(result.text).toMatch(
    /^This machine's clock is (19m 59s|20m|20m 1s) ahead of OSS's, and OSS allows 15m\.$/,
  );
});

test("a permission that is missing is named with its action", async () => {
  emulator.addFault({
    ...{ kind: "refuse", status: 403, code: "AccessDenied" },
    operation: "GetBucketReplicationLocation",
  });
  const result = await told(["--bucket", "src", "--target-bucket", "dst", "--target-location", "cn-beijing"]);
  expect(result).toMatchObject({ code: 1, wrong: ["oss:GetBucketReplicationLocation"] });
});

test("what the two buckets are", async () => {
  emulator.setVersioning("dst", "Enabled");
  emulator.addRule("src", { ...rule, status: "closing" });
  const to = (target: string, ...more: string[]) =>
    told(["--bucket", "src", "--target-bucket", target, ...more]);
  expect((await to("dst")).wrong).toEqual(["rules", "versioning"]);
  emulator.setVersioning("dst", undefined);
  expect((await to("gone")).wrong).toEqual(["target-bucket"]);
  expect((await to("dst", "--target-location", "cn-shanghai")).wrong).toContain("target-bucket");
  expect((await to("far", "--rtc")).wrong).toEqual(["target-location", "rtc"]);
  expect((await told(["--bucket", "src", "--region", "cn-beijing"])).wrong).toEqual(["source-bucket"]);
  expect((await told(["--bucket", "none"])).wrong).toEqual(["source-bucket"]);
});

test("arguments that are wrong by themselves, in the words of the options", async () => {
  const result = await told([
    "--bucket",
    "s\u001b[31m",
    "--target-bucket",
    "dst",
    "--transfer-type",
    "pigeon",
  ]);
  expect(result.wrong).toEqual(["arguments"]);
  expect(result.text).toContain("--bucket is");
  expect(result.text).toContain("--transfer-type is");
  const { out } = await doctor(["--bucket", "s\u001b[31m\n\u202e"]);
  for (const character of ["\u001b", "\u202e"]) expect(out).not.toContain(character);
});

test("wrong use ends with 2", async () => {
  expect(await doctor([])).toMatchObject({ code: 2, out: "", err: expect.stringContaining("--bucket") });
  expect(await doctor(["--bucket", "src", "--rtc=yes"])).toMatchObject({ code: 2, out: "" });
});
