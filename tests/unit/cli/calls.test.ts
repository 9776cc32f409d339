import { type Emulator, manualClock, startEmulator } from "oss-replication-emulator";
import { systemIo } from "../../../provider/cli/io";
import { run } from "../../../provider/cli/main";
import { createOssClient, OssError, type RuleStatus } from "../../../provider/oss";
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
  emulator.createBucket("dst2", "cn-shanghai");
});
afterAll(() => emulator.close());

let [out, err, made] = ["", "", 0];
let bucket = "";
/** What happens while the command pauses. */
let meanwhile = () => {};
/** Fails in place of OSS, or never answers. */
let beforeRead: () => unknown = () => {};
/** What OSS says of the progress of a rule beside the emulator's answer. */
let saidToo: { status?: RuleStatus } = {};
beforeEach(() => {
  [meanwhile, beforeRead, saidToo] = [() => {}, () => {}, {}];
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
    hasPerson: () => false,
    abandon: () => {},
    clock: {
      now: () => clock.now(),
      sleep: async (ms) => {
        clock.advance(ms);
        meanwhile();
      },
    },
    connect: (to) => {
      const service = createOssClient({ ...to, credentials: { get: async () => keys } });
      const read = service.getBucketReplication.bind(service);
      service.getBucketReplication = async (...asked) => {
        await beforeRead();
        return read(...asked);
      };
      const ask = service.getBucketReplicationProgress.bind(service);
      service.getBucketReplicationProgress = async (...asked) => ({ ...(await ask(...asked)), ...saidToo });
      return service;
    },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
}

const unavailable = new OssError({
  operation: "GetBucketReplication",
  bucket: "src",
  code: "MetaOperationQpsLimitExceeded",
  status: 503,
  serviceMessage: "",
});

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

it("says that a rule was put whose id OSS does not tell and may not be asked for", async () => {
  emulator.addFault({ kind: "answer", status: 200, effect: true, operation: "PutBucketReplication" });
  emulator.addFault({ kind: "refuse", status: 403, code: "AccessDenied", operation: "GetBucketReplication" });
  expect(await put()).toBe(1);
  expect(emulator.rules(bucket)).toHaveLength(1);
  expect(err).toMatch(
    /^The rule from bucket src\d+ to bucket dst was put; only its id could not be read\.\noss-replication: GetBucketReplication .*AccessDenied/,
  );
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
  expect(out).toBe("r-1 to dst: starting\n");
  expect(await command(...on("progress", "--rule-id", "r-1", "--watch", "--interval", "20s"))).toBe(0);
  const lines = out.trimEnd().split("\n");
  expect(lines[0]).toBe("r-1 to dst: starting");
  expect(lines[1]).toMatch(
    /^r-1 to dst: doing, history [\d.]+ %, time left unknown, lag [\dms ]+ \(copied up to \S+Z\)$/,
  );
  expect(lines[2]).toMatch(/^r-1 to dst: doing, history [\d.]+ %, [\d.]+ %\/min, about \d+s left, lag /);
  expect(lines.at(-1)).toMatch(/^r-1 to dst: doing, history 100.0 %, lag /);
  await command(...on("progress", "--rule-id", "r-1", "--json"));
  expect(JSON.parse(out)).toMatchObject({ bucket, ruleId: "r-1", status: "doing", historicalObject: 1 });
});

describe("progress of all rules of a bucket", () => {
  const second = { bucket: "dst2", location: "oss-cn-shanghai" };
  beforeEach(async () => {
    await put();
    emulator.addRule(bucket, { id: "r-2", destination: second, historicalObjectReplication: "disabled" });
    clock.advance(1_000);
  });

  it("is a line for each, and for a program an object a line", async () => {
    expect(await command(...on("progress"))).toBe(0);
    expect(out).toMatch(/^r-1 to dst: doing, history .*\nr-2 to dst2: doing, lag .*\n$/);
    expect(await command(...on("progress", "--json"))).toBe(0);
    const [first, other] = out
      .trimEnd()
      .split("\n")
      .map((text) => JSON.parse(text));
    expect(first).toEqual({
      bucket,
      ruleId: "r-1",
      status: "doing",
      targetBucket: "dst",
      historicalObjectReplication: "enabled",
      historicalObject: expect.any(Number),
      newObject: expect.any(String),
      lagSeconds: expect.any(Number),
    });
    expect(other).toMatchObject({ ruleId: "r-2", historicalObjectReplication: "disabled" });
    expect(other).not.toHaveProperty("historicalObject");
  });

  it("is told while it is watched only where there is news, and ends when all have caught up", async () => {
    expect(await command(...on("progress", "--watch", "--interval", "1s"))).toBe(0);
    const lines = out.trimEnd().split("\n");
    expect(lines.filter((line) => line.startsWith("r-2"))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith("r-1")).length).toBeGreaterThan(5);
    expect(lines.at(-1)).toContain("history 100.0 %");
  });

  it("goes on where a rule is deleted meanwhile", async () => {
    let looks = 0;
    meanwhile = () => {
      if (++looks === 2) emulator.removeRule(bucket, "r-1");
    };
    expect(await command(...on("progress", "--watch"))).toBe(1);
    expect(out).toContain("r-1 to dst: gone: OSS does not list it any more\n");
    expect(err).toBe(`Rule r-1 of bucket ${bucket} was deleted before it was seen to have copied all.\n`);
  });

  it("ends well where a rule was deleted before, or after it had copied all", async () => {
    let isThere = true;
    meanwhile = () => {
      if (isThere) emulator.removeRule(bucket, "r-2");
      isThere = false;
    };
    expect(await command(...on("progress", "--watch"))).toBe(0);
    expect(out).toContain("r-2 to dst2: gone");
    await command(...on("delete", "--rule-id", "r-1"));
    expect(await command(...on("progress", "--watch"))).toBe(0);
    expect(await command(...on("progress", "--watch", "--rule-id", "r-1"))).toBe(1);
  });
});

it("a bucket without rules has no progress", async () => {
  expect(await command(...on("progress", "--watch"))).toBe(0);
  expect(out).toBe(`Bucket ${bucket} has no rules.\n`);
  expect(await command(...on("progress", "--json"))).toBe(0);
  expect(out).toBe("");
});

describe("a gate", () => {
  const gate = (...args: string[]) => command(...on("progress", ...args), "--until", "history=100%,lag=15m");

  it("waits until the conditions hold", async () => {
    await put();
    expect(await gate()).toBe(0);
    expect(out.trimEnd().split("\n").at(-1)).toBe(`Met by 1 rule of bucket ${bucket}.`);
    expect(await gate("--json")).toBe(0);
    expect(JSON.parse(out.trimEnd().split("\n").at(-1) ?? "")).toEqual({
      bucket,
      gate: "met",
      timedOut: false,
      conditions: [
        { ruleId: "r-1", condition: "history=100%", met: true, reason: "100.0 % is copied" },
        { ruleId: "r-1", condition: "lag=15m", met: true, reason: expect.stringContaining("ago is copied") },
      ],
    });
  });

  it("ends with 3 when the time is over, and says what is missing", async () => {
    await put();
    expect(await gate("--timeout", "30s")).toBe(3);
    expect(out).toContain(`Not met by 1 rule of bucket ${bucket} after 30s:\n`);
    expect(out).toMatch(/\n {2}rule r-1, history=100%: \d\d\.\d % is copied\n$/);
    expect(await gate("--timeout", "1s", "--json")).toBe(3);
    expect(JSON.parse(out.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({
      gate: "not met",
      timedOut: true,
    });
  });

  it("does not wait for a rule that is deleted, or gone, or never was", async () => {
    await put();
    await command(...on("delete", "--rule-id", "r-1"));
    const before = clock.now();
    expect(await gate()).toBe(3);
    expect(out).toContain("rule r-1, lag=15m: the rule is deleted and is being cleared");
    expect(await gate("--rule-id", "nosuch")).toBe(3);
    expect(out).toContain("rule nosuch, history=100%: there is no such rule");
    expect(clock.now()).toBe(before);
  });

  it("is not met by a bucket without rules: nothing is copied", async () => {
    expect(await gate()).toBe(3);
    expect(out).toBe(`Not met: bucket ${bucket} has no rules, so nothing is copied.\n`);
  });

  it("waits where OSS does not answer, and not where it refuses", async () => {
    await put();
    let failures = 2;
    beforeRead = () => {
      if (failures-- > 0) throw unavailable;
    };
    expect(await gate()).toBe(0);
    expect(err).toBe(
      `No answer about bucket ${bucket} (MetaOperationQpsLimitExceeded); asking again.\n`.repeat(2),
    );
    failures = Number.POSITIVE_INFINITY;
    expect(await gate("--timeout", "1m")).toBe(3);
    expect(out).toBe(
      `Not met after 1m: OSS did not answer about bucket ${bucket} (MetaOperationQpsLimitExceeded).\n`,
    );
    expect(await command(...on("progress", "--watch"))).toBe(1);
    beforeRead = () => {};
    emulator.addFault({ kind: "refuse", status: 403, code: "AccessDenied", bucket });
    expect(await gate()).toBe(1);
    expect(err).toContain("AccessDenied");
  });

  it("is not met by a status that is not known here, and a watch does not take it for the end", async () => {
    await put("--historical", "disabled");
    saidToo = { status: "paused" as RuleStatus };
    expect(await command(...on("progress"))).toBe(0);
    expect(out).toMatch(/^r-1 to dst: paused, which is not known here/);
    expect(await gate("--timeout", "30s")).toBe(3);
    expect(out).toContain('rule r-1, history=100%: the rule is "paused", which is not known here');
    meanwhile = () => emulator.removeRule(bucket, "r-1");
    expect(await command(...on("progress", "--watch"))).toBe(1);
  });

  it("does not wait for an answer past its time", async () => {
    jest.useFakeTimers();
    try {
      beforeRead = () => {
        clock.advance(60_000);
        return new Promise(() => {});
      };
      const done = gate("--timeout", "1m");
      await jest.advanceTimersByTimeAsync(60_000);
      expect(await done).toBe(3);
      expect(out).toBe(`Not met after 1m: OSS did not answer about bucket ${bucket} (Timeout).\n`);
    } finally {
      jest.useRealTimers();
    }
  });

  it.each([
    [["--until", "copied=all"], "copied=all"],
    [["--until", "lag=15"], "such as history=100%,lag=15m"],
    [["--until", "lag=15m", "--timeout", "soon"], "no time such as 30m"],
    [["--timeout", "1h"], "--until"],
    [["--interval", "10ms"], "--interval must be 1s or more"],
  ])("%j is wrong use", async (args, message) => {
    expect(await command(...on("progress"), ...args)).toBe(2);
    expect(err).toContain(message);
    expect(err.trim().split("\n")).toHaveLength(1);
  });
});

it("switches RTC", async () => {
  await put();
  expect(await command(...on("rtc", "--rule-id", "r-1", "--status", "enabled"))).toBe(0);
  expect(out).toContain("RTC of rule r-1");
  expect(emulator.rules(bucket)[0]?.rtcStatus).toMatch(/enabl/);
  expect(await command(...on("rtc", "--rule-id", "r-1", "--status", "on"))).toBe(2);
});

it("waits until RTC is in force, or off, and says for how long", async () => {
  await put();
  clock.advance(1_000);
  const rtc = (status: string, ...args: string[]) =>
    command(...on("rtc", "--rule-id", "r-1", "--status", status, "--wait"), ...args);
  expect(await rtc("enabled", "--timeout", "1s")).toBe(1);
  expect(err).toMatch(/is set to enabled, and OSS shows enabling after 1s.*rules --bucket/);
  expect(await rtc("enabled", "--json")).toBe(0);
  expect(JSON.parse(out)).toEqual({ bucket, ruleId: "r-1", status: "enabled" });
  expect(emulator.rules(bucket)[0]?.rtcStatus).toBe("enabled");
  expect(err).toMatch(
    /^Waiting for 0s \(since \d\d:\d\d:\d\d UTC\) until OSS shows RTC of rule r-1 of bucket src\d+ enabled\.\n/,
  );
  expect(await rtc("disabled")).toBe(0);
  expect(out).toBe(`RTC of rule r-1 of bucket ${bucket} is disabled.\n`);
});

it("does not wait for RTC of a rule that goes", async () => {
  await put();
  clock.advance(1_000);
  meanwhile = () => emulator.removeRule(bucket, "r-1");
  expect(await command(...on("rtc", "--rule-id", "r-1", "--status", "enabled", "--wait"))).toBe(1);
  expect(err).toContain("There is no rule r-1");
});

it("the locations with RTC as a table, to the letter", async () => {
  await command(...on("locations", "--rtc"));
  expect(out).toBe(`LOCATION            TRANSFER  RTC
oss-cn-beijing      internal  yes
oss-cn-qingdao      internal  yes
oss-cn-shanghai     internal  yes
oss-cn-shenzhen     internal  yes
oss-cn-zhangjiakou  internal  yes
`);
});

it("lists the locations that fit", async () => {
  await command(...on("locations", "--rtc", "--json"));
  const { locations } = JSON.parse(out);
  expect(locations.length).toBeGreaterThan(0);
  expect(locations.every(({ rtc }: { rtc: boolean }) => rtc)).toBe(true);
  await command(...on("locations", "--transfer-type", "oss_acc"));
  expect(out).not.toContain("(own)");
  expect(
    out
      .trimEnd()
      .split("\n")
      .slice(1)
      .every((line) => line.includes("oss_acc")),
  ).toBe(true);
  expect(await command(...on("locations", "--transfer-type", "pigeon"))).toBe(2);
});

it("tells once a minute what is waited for, where there is no terminal", async () => {
  emulator.setTimings({ closingMs: 300_000 });
  await put();
  expect(await command(...on("delete", "--rule-id", "r-1", "--wait"))).toBe(0);
  emulator.setTimings({ closingMs: 5_000 });
  const lines = err.trimEnd().split("\n");
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.length).toBeLessThan(8);
  expect(lines[1]).toMatch(
    /^Waiting for 1m( \d+s)? \(since \S+ UTC\) until OSS has cleared rule r-1 of bucket src\d+\.$/,
  );
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
