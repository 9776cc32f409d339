import { setTimeout } from "node:timers/promises";
import { bulkhead } from "cockatiel";
import { OssError, resolveEndpoint, shareReads } from "../../../provider/oss";
import { call } from "../../../provider/oss/call";
import { noCredentials } from "../../../provider/oss/keys";
import { operations } from "../../../provider/oss/operations";
import {
  failure,
  sampleCredentials,
  sampleError,
  sampleKeys,
  sampleRule,
  sampleRules,
  sampleTime,
  signedRequests,
  testClient,
} from "./samples";
import { type Reply, type Seen, serve } from "./server";

const noRules = { status: 404, body: sampleError("NoSuchReplicationConfiguration") };
const isPut = (seen: Seen) => seen.url.includes("comp=add");
/** Answers reads with `rules`, and the n-th put with `puts[n]`. */
const puts = (rules: Reply, ...replies: Reply[]) => {
  let n = 0;
  return (seen: Seen) => (isPut(seen) ? (replies[n++] ?? "drop") : rules);
};

describe("what the calls give", () => {
  test("a put gives the id of the answer's header, or none", async () => {
    const reply = (n: number): Reply => (n === 0 ? { headers: { "x-oss-replication-rule-id": "made" } } : {});
    await using server = await serve((_, n) => reply(n));
    const { service } = testClient(server.endpoint);
    expect(await service.putBucketReplication("src-demo", sampleRule)).toEqual({ ruleId: "made" });
    expect(await service.putBucketReplication("src-demo", sampleRule)).toEqual({ ruleId: undefined });
  });

  test("a bucket without rules has none", async () => {
    await using server = await serve(() => noRules);
    expect(await testClient(server.endpoint).service.getBucketReplication("src-demo")).toEqual([]);
  });

  test.each([
    [{}],
    [{ status: 204 }],
    [noRules],
    [{ status: 404, body: sampleError("NoSuchReplicationRule") }],
  ])("a delete succeeds when the rule is gone or going: %j", async (reply) => {
    await using server = await serve(() => reply);
    await testClient(server.endpoint).service.deleteBucketReplication("src-demo", "crr-logs");
    expect(server.seen).toHaveLength(1);
  });

  test("a delete on a bucket that is not there fails: its name may be wrong", async () => {
    await using server = await serve(() => ({ status: 404, body: sampleError("NoSuchBucket") }));
    const { service } = testClient(server.endpoint);
    expect(await failure(service.deleteBucketReplication("src-demo", "r"))).toMatchObject({
      code: "NoSuchBucket",
    });
  });

  test("GetBucketInfo", async () => {
    const bucket = "<Bucket><Name>src-demo</Name><Location>oss-cn-hangzhou</Location></Bucket>";
    await using server = await serve(() => ({ body: `<BucketInfo>${bucket}</BucketInfo>` }));
    const info = await testClient(server.endpoint).service.getBucketInfo("src-demo");
    expect(info).toEqual({ name: "src-demo", location: "oss-cn-hangzhou", versioning: undefined });
    expect(server.seen[0]).toMatchObject({ method: "GET", url: "/src-demo/?bucketInfo" });
  });
});

describe("before anything is sent", () => {
  test.each(["a/b", "evil.com/", "src-demo@evil", "SRC", "x", "src-demo?a", "src\r\nhost"])(
    "%j is refused as a bucket",
    async (bucket) => {
      await using server = await serve(() => ({}));
      const { service } = testClient(server.endpoint);
      const calls = Object.values({
        put: service.putBucketReplication(bucket, sampleRule),
        get: service.getBucketReplication(bucket),
        delete: service.deleteBucketReplication(bucket, "r"),
        locations: service.getBucketReplicationLocation(bucket),
        progress: service.getBucketReplicationProgress(bucket, "r"),
        rtc: service.putBucketRtc(bucket, "r", "enabled"),
        info: service.getBucketInfo(bucket),
      });
      for (const error of await Promise.all(calls.map(failure))) {
        expect(error).toMatchObject({ code: "InvalidBucketName", bucket });
        expect(error.operation).toMatch(/^(Put|Get|Delete)Bucket/);
      }
      expect(server.seen).toEqual([]);
    },
  );

  test("text that XML cannot carry is refused", async () => {
    await using server = await serve(() => ({}));
    const { service } = testClient(server.endpoint);
    const rule = { ...sampleRule, prefixSet: { prefixes: ["a\u0000"] } };
    const error = await failure(service.putBucketReplication("src-demo", rule));
    expect(error).toMatchObject({ code: "InvalidText", ruleId: "crr-logs", target: "dst-demo" });
    expect(server.seen).toEqual([]);
  });

  test("the lack of credentials is told with the call", async () => {
    await using server = await serve(() => ({}));
    const credentials = { get: () => Promise.reject(noCredentials("no credentials are set up")) };
    const error = await failure(
      testClient(server.endpoint, { credentials }).service.getBucketReplication("src-demo"),
    );
    expect(error).toMatchObject({
      code: "NoCredentials",
      operation: "GetBucketReplication",
      bucket: "src-demo",
    });
    expect(server.seen).toEqual([]);
  });
});

describe("a bug is told as itself, not as a failure of OSS", () => {
  test("in a source of credentials", async () => {
    const credentials = { get: () => Promise.reject(new TypeError("bug")) };
    const { service } = testClient("http://127.0.0.1:1", { credentials });
    expect(await failure(service.getBucketReplication("src-demo"))).toBeInstanceOf(TypeError);
  });

  test("in a rule that is not one", async () => {
    const { service } = testClient("http://127.0.0.1:1");
    const rule = { ...sampleRule, prefixSet: {} as never };
    expect(await failure(service.putBucketReplication("src-demo", rule))).toBeInstanceOf(TypeError);
  });

  test("in reading an answer", async () => {
    const clock = { now: () => 0, sleep: async () => {} };
    const retries = { maxAttempts: 1, patienceMs: 0, clock, random: () => 0 };
    const caller = {
      turns: bulkhead(1),
      endpoint: resolveEndpoint({ region: "cn-hangzhou" }),
      region: "cn-hangzhou",
      credentials: sampleCredentials,
      clock,
      send: async () => ({ status: 200, headers: { "x-oss-request-id": "ID" }, body: "" }),
      retries,
      clockOffset: 0,
    };
    const read = () => {
      throw new TypeError("bug");
    };
    const subject = { operation: "GetBucketInfo", bucket: "src-demo" };
    const error = await failure(call(caller, operations.getBucketInfo, subject, { read }));
    expect(error).toBeInstanceOf(TypeError);
  });
});

describe("faults of a read", () => {
  test.each<[string, Reply, string]>([
    ["a dropped connection", "drop", "NetworkError"],
    ["an answer cut short", { cut: sampleRules }, "NetworkError"],
    ["XML that ends too early", { body: sampleRules.slice(0, -20) }, "BadAnswer"],
    ["an empty answer", {}, "BadAnswer"],
    ["a page of a proxy", { body: "<html></html>" }, "BadAnswer"],
    ["500", { status: 500, body: sampleError("InternalError") }, "InternalError"],
    ["502 of a proxy", { status: 502, body: "Bad gateway" }, "BadAnswer"],
  ])("%s is tried three times", async (_, reply, code) => {
    await using server = await serve(() => reply);
    const { service, pauses } = testClient(server.endpoint);
    const error = await failure(service.getBucketReplication("src-demo"));
    expect(error).toBeInstanceOf(OssError);
    expect(error).toMatchObject({
      code,
      retryable: true,
      operation: "GetBucketReplication",
      bucket: "src-demo",
    });
    expect(server.seen).toHaveLength(3);
    expect(pauses).toEqual([100, 200]);
  });

  test("a busy service is asked on, and no sooner than it says", async () => {
    const busy = (headers: Record<string, string>) => ({
      ...{ status: 503, headers, body: sampleError("MetaOperationQpsLimitExceeded") },
    });
    const replies = [busy({ "retry-after": "3" }), ...Array(5).fill(busy({})), { body: sampleRules }];
    await using server = await serve((_, n) => replies[n] ?? "drop");
    const { service, pauses } = testClient(server.endpoint);
    expect(await service.getBucketReplication("src-demo")).toHaveLength(1);
    expect(pauses).toEqual([3000, 200, 400, 800, 1600, 2500]);
  });

  test("a service that stays busy is asked for two minutes", async () => {
    let waited = 0;
    const sleep = async (ms: number) => {
      waited += ms;
    };
    const busy = { status: 503, body: sampleError("MetaOperationQpsLimitExceeded") };
    await using server = await serve(() => busy);
    const { service } = testClient(server.endpoint, { clock: { now: () => sampleTime, sleep } });
    expect(await failure(service.getBucketReplication("src-demo"))).toMatchObject({ status: 503 });
    expect(waited).toBeGreaterThan(115_000);
    expect(waited).toBeLessThanOrEqual(120_000);
  });

  test("and may pass", async () => {
    const replies: Reply[] = ["drop", { status: 500 }, { body: sampleRules }];
    await using server = await serve((_, n) => replies[n] ?? "drop");
    expect(await testClient(server.endpoint).service.getBucketReplication("src-demo")).toHaveLength(1);
  });

  test.each<[string, Reply]>([
    ["no answer", "hang"],
    ["an answer that never ends", "drip"],
  ])("%s is a time-out", async (_, reply) => {
    await using server = await serve(() => reply);
    const { service } = testClient(server.endpoint, { timeoutMs: 60, maxAttempts: 1 });
    expect(await failure(service.getBucketReplication("src-demo"))).toMatchObject({
      code: "Timeout",
      retryable: true,
    });
  });

  test("a body that comes a little later is still read", async () => {
    await using server = await serve(() => ({ slow: sampleRules, ms: 30 }));
    const { service } = testClient(server.endpoint, { maxAttempts: 1 });
    expect(await service.getBucketReplication("src-demo")).toHaveLength(1);
  });

  test("an answer of more than 8 MiB is refused", async () => {
    await using server = await serve(() => ({ body: " ".repeat(9 * 1024 * 1024) }));
    const error = await failure(testClient(server.endpoint).service.getBucketReplication("src-demo"));
    expect(error).toMatchObject({ code: "NetworkError", reason: "AnswerTooLong", retryable: false });
    expect(server.seen).toHaveLength(1);
  });

  test("a closed port names what to check", async () => {
    const server = await serve(() => ({}));
    await server[Symbol.asyncDispose]();
    const error = await failure(testClient(server.endpoint).service.getBucketReplication("src-demo"));
    expect(error).toMatchObject({ code: "NetworkError", reason: "ECONNREFUSED" });
    expect(error.message).toContain(`${server.endpoint.replace("http://", "")}. Nothing listens there.`);
  });

  test("a refusal is final", async () => {
    await using server = await serve(() => ({ status: 403, body: sampleError("AccessDenied") }));
    expect(await failure(testClient(server.endpoint).service.getBucketReplication("src-demo"))).toMatchObject(
      {
        code: "AccessDenied",
        retryable: false,
      },
    );
    expect(server.seen).toHaveLength(1);
  });

  test("a redirect is not followed", async () => {
    await using server = await serve(() => ({ status: 307, headers: { location: "/elsewhere" } }));
    expect(await failure(testClient(server.endpoint).service.getBucketReplication("src-demo"))).toMatchObject(
      { status: 307 },
    );
    expect(server.seen).toHaveLength(1);
  });

  test("a connection is used again", async () => {
    await using server = await serve(() => noRules);
    const { service } = testClient(server.endpoint);
    for (const _ of [1, 2, 3]) await service.getBucketReplication("src-demo");
    expect(server.seen.map(({ headers }) => headers.connection)).toEqual(Array(3).fill("keep-alive"));
  });
});

describe("a wrong clock", () => {
  const serverTime = sampleTime + 3_600_000;
  const byClock = (seen: Seen): Reply =>
    seen.headers["x-oss-date"] === "20260115T090000Z"
      ? noRules
      : {
          status: 403,
          headers: { date: new Date(serverTime).toUTCString() },
          body: sampleError("RequestTimeTooSkewed"),
        };

  test("is corrected by the answer's Date, once for all calls", async () => {
    await using server = await serve(byClock);
    const { service } = testClient(server.endpoint);
    expect(await service.getBucketReplication("src-demo")).toEqual([]);
    expect(await service.getBucketReplication("src-demo")).toEqual([]);
    expect(server.seen.map(({ headers }) => headers["x-oss-date"])).toEqual([
      "20260115T080000Z",
      "20260115T090000Z",
      "20260115T090000Z",
    ]);
  });
});

describe("temporary keys that the service does not take any more", () => {
  const keysOf = (securityToken: string | undefined) => ({ ...sampleKeys, securityToken });
  /** Takes `good` alone. */
  const run = async (tokens: (string | undefined)[], good: string, code: string) => {
    await using server = await serve(({ headers }) =>
      headers["x-oss-security-token"] === good ? noRules : { status: 403, body: sampleError(code) },
    );
    const asked: string[] = [];
    const get = async (spent?: { securityToken?: string }) => {
      asked.push(spent ? `instead of ${spent.securityToken}` : "at first");
      return keysOf(tokens[Math.min(asked.length, tokens.length) - 1]);
    };
    const { service } = testClient(server.endpoint, { credentials: { get } });
    const outcome = await service.getBucketReplication("src-demo").catch((error: OssError) => error.code);
    return { outcome, asked, calls: server.seen.length };
  };

  test.each([
    "SecurityTokenExpired",
    "InvalidSecurityToken.Expired",
    "InvalidSecurityToken",
    "InvalidAccessKeyId",
  ])("%s: are fetched anew, and the call is sent again", async (code) => {
    expect(await run(["old", "new"], "new", code)).toEqual({
      outcome: [],
      asked: ["at first", "instead of old"],
      calls: 2,
    });
  });

  test("once", async () => {
    const code = "SecurityTokenExpired";
    expect(await run(["old", "new", "newest"], "newest", code)).toMatchObject({ outcome: code, calls: 2 });
  });

  test("not where there are no others", async () => {
    const code = "SecurityTokenExpired";
    expect(await run(["old"], "new", code)).toMatchObject({ outcome: code, calls: 1 });
  });

  test("not for lasting keys", async () => {
    const code = "InvalidAccessKeyId";
    expect(await run([undefined], "new", code)).toEqual({ outcome: code, asked: ["at first"], calls: 1 });
  });

  test("not for a refusal of another kind", async () => {
    expect(await run(["old", "new"], "new", "AccessDenied")).toMatchObject({
      outcome: "AccessDenied",
      calls: 1,
    });
  });

  test("the refusal is told when the fetching fails", async () => {
    await using server = await serve(() => ({ status: 403, body: sampleError("SecurityTokenExpired") }));
    const get = async (spent?: unknown) => (spent ? Promise.reject(noCredentials("down")) : keysOf("old"));
    const { service } = testClient(server.endpoint, { credentials: { get } });
    expect(await failure(service.getBucketReplication("src-demo"))).toMatchObject({
      code: "SecurityTokenExpired",
    });
  });
});

test("sixteen calls at most are under way at one endpoint, whichever client makes them", async () => {
  let letGo = () => {};
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await using server = await serve(() => ({ held: sampleRules, until }));
  const clients = [testClient(server.endpoint), testClient(server.endpoint, { region: "cn-beijing" })];
  const calls = Array.from({ length: 40 }, (_, n) =>
    clients[n % 2]?.service.getBucketReplication("src-demo"),
  );
  while (server.seen.length < 16) await setTimeout(5);
  await setTimeout(100);
  expect(server.seen).toHaveLength(16);
  letGo();
  await Promise.all(calls);
  expect(server.seen).toHaveLength(40);
});

test("calls to one endpoint do not wait for those to another", async () => {
  let letGo = () => {};
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await using busy = await serve(() => ({ held: sampleRules, until }));
  await using free = await serve(() => ({ body: sampleRules }));
  const held = Array.from({ length: 16 }, () =>
    testClient(busy.endpoint).service.getBucketReplication("src-demo"),
  );
  while (busy.seen.length < 16) await setTimeout(5);
  const read = testClient(free.endpoint).service.getBucketReplication("src-demo");
  expect(await Promise.race([read, setTimeout(5_000, "waits")])).toHaveLength(1);
  letGo();
  await Promise.all(held);
});

describe("a put whose answer is lost", () => {
  const put = async (reply: (seen: Seen, n: number) => Reply, maxAttempts = 3) => {
    await using server = await serve(reply);
    const { service } = testClient(server.endpoint, { maxAttempts, timeoutMs: 600 });
    const result = await service.putBucketReplication("src-demo", sampleRule).catch((error) => error.code);
    return { result, calls: server.seen.map((seen) => (isPut(seen) ? "put" : "get")) };
  };
  const rules = { body: sampleRules };
  const otherRules = { body: sampleRules.replace("media/", "other/") };
  const taken = { status: 400, body: sampleError("BucketReplicationAlreadyExist") };

  test.each<[string, Reply]>([
    ["dropped", "drop"],
    ["late", "hang"],
    ["500", { status: 500, body: sampleError("InternalError") }],
  ])("%s, with its effect: the id that is there", async (_, fault) => {
    expect(await put(puts(rules, fault))).toEqual({ result: { ruleId: "crr-logs" }, calls: ["put", "get"] });
  });

  test("without its effect: put again", async () => {
    const made = { headers: { "x-oss-replication-rule-id": "crr-logs" } };
    expect(await put(puts(noRules, "drop", made))).toEqual({
      result: { ruleId: "crr-logs" },
      calls: ["put", "get", "put"],
    });
  });

  test("another rule in the pair: the retry speaks", async () => {
    expect(await put(puts(otherRules, "drop", taken))).toEqual({
      result: "BucketReplicationAlreadyExist",
      calls: ["put", "get", "put", "get"],
    });
  });

  test("its effect comes late, so the retry meets it: settled all the same", async () => {
    let reads = 0;
    const reply = puts(noRules, "drop", taken);
    expect(await put((seen) => (!isPut(seen) && reads++ > 0 ? rules : reply(seen)))).toEqual({
      result: { ruleId: "crr-logs" },
      calls: ["put", "get", "put", "get"],
    });
  });

  test("lost at the last attempt, with its effect: a success", async () => {
    expect(await put(puts(rules, "drop"), 1)).toEqual({
      result: { ruleId: "crr-logs" },
      calls: ["put", "get"],
    });
  });

  test("lost at the last attempt, without: the failure", async () => {
    expect(await put(puts(noRules, "drop"), 1)).toEqual({ result: "NetworkError", calls: ["put", "get"] });
  });

  test("a first answer that says the pair is taken is just that", async () => {
    expect(await put(puts(rules, taken))).toEqual({
      result: "BucketReplicationAlreadyExist",
      calls: ["put"],
    });
  });

  test("too many calls is known to have had no effect", async () => {
    const busy = { status: 503, body: sampleError("MetaOperationQpsLimitExceeded") };
    expect((await put(puts(rules, busy, {}))).calls).toEqual(["put", "put"]);
  });
});

describe("a success that is not OSS's", () => {
  const html = `<html>${"<p>Sign in</p>".repeat(800)}</html>`;
  const strange: [string, Reply][] = [
    ["a proxy's page", { headers: { "x-oss-request-id": "" }, body: html }],
    ["a portal's JSON", { headers: { "x-oss-request-id": "" }, body: '{"login":true}' }],
    ["an empty one", { headers: { "x-oss-request-id": "" } }],
    ["a page with OSS's header", { body: html }],
    ["an error in a success", { body: sampleError("AccessDenied") }],
    ["another server's status", { status: 202 }],
  ];
  const doing = sampleRules.replace("starting", "doing");
  const writes: [string, { before: string; after: Reply }][] = [
    [
      "PutBucketReplication",
      { before: sampleRules.replace("media/", "other/"), after: { body: sampleRules } },
    ],
    [
      "DeleteBucketReplication",
      { before: doing, after: { body: sampleRules.replace("starting", "closing") } },
    ],
    ["PutBucketRTC", { before: doing, after: { body: doing.replace(/<RTC>.*<\/RTC>/, "") } }],
  ];
  const cases = writes.flatMap(([name, rules]) =>
    strange.map(([what, reply]): [string, string, typeof rules, Reply] => [name, what, rules, reply]),
  );
  const run = async (name: string, reply: (seen: Seen, n: number) => Reply) => {
    await using server = await serve(reply);
    const { service } = testClient(server.endpoint);
    const error = await signedRequests[name]?.call(service).then(
      () => undefined,
      (failed: OssError) => failed,
    );
    return { error, writes: server.seen.filter(({ method }) => method !== "GET").length };
  };

  test.each(cases)("%s, %s: fails when the rule shows nothing of it", async (name, _, rules, reply) => {
    const { error, writes } = await run(name, ({ method }) =>
      method === "GET" ? { body: rules.before } : reply,
    );
    expect(error).toMatchObject({ code: "BadAnswer" });
    expect(error?.message.length).toBeLessThan(600);
    expect(error?.message).not.toContain("Sign in");
    expect(writes).toBe(3);
  });

  test.each(cases)("%s, %s: done when the rule shows it", async (name, _, rules, reply) => {
    expect(await run(name, ({ method }) => (method === "GET" ? rules.after : reply))).toEqual({ writes: 1 });
  });

  test.each(cases)("%s, %s: fails when the rules cannot be read", async (name, _, __, reply) => {
    expect((await run(name, () => reply)).error).toMatchObject({ code: "BadAnswer" });
  });

  test.each(writes)("%s, once, without effect: sent again", async (name, { before }) => {
    let n = 0;
    const reply = ({ method }: Seen): Reply => {
      if (method === "GET") return { body: before };
      return n++ === 0 ? { headers: { "x-oss-request-id": "" }, body: html } : {};
    };
    expect(await run(name, reply)).toEqual({ writes: 2 });
  });

  test.each(Object.keys(signedRequests).filter((name) => name.startsWith("Get")))(
    "%s fails too",
    async (name) => {
      const answer = signedRequests[name]?.answer;
      const { error } = await run(name, () => ({ headers: { "x-oss-request-id": "" }, body: answer }));
      expect(error).toMatchObject({
        code: "BadAnswer",
        serviceMessage: "HTTP status 200 without an OSS request id",
      });
    },
  );

  test("white space in an empty answer is nothing", async () => {
    expect(await run("PutBucketRTC", () => ({ body: " \r\n" }))).toEqual({ writes: 1 });
  });

  test("a rule that is gone by another server's word is not gone", async () => {
    const gone = {
      status: 404,
      headers: { "x-oss-request-id": "" },
      body: sampleError("NoSuchReplicationRule"),
    };
    const { error } = await run("DeleteBucketReplication", ({ method }) =>
      method === "GET" ? { body: doing } : gone,
    );
    expect(error).toMatchObject({ code: "BadAnswer" });
  });
});

test.each(["DeleteBucketReplication", "PutBucketRTC"])("%s is repeated after a lost answer", async (name) => {
  const rules = { body: sampleRules };
  await using server = await serve(({ method }, n) => (method === "GET" ? rules : n === 0 ? "drop" : {}));
  await signedRequests[name]?.call(testClient(server.endpoint).service);
  expect(server.seen.map(({ method }) => method === "GET")).toEqual([false, true, false]);
  expect(server.seen[0]?.body).toBe(server.seen[2]?.body);
});

describe("the look before a write", () => {
  test("comes before each attempt of each write, and before no read", async () => {
    const rules = { body: sampleRules };
    await using server = await serve(({ method }, n) => (method === "GET" ? rules : n === 0 ? "drop" : {}));
    const looks: number[] = [];
    const beforeWrite = async () => void looks.push(server.seen.length);
    const { service } = testClient(server.endpoint, { beforeWrite });
    await service.deleteBucketReplication("src-demo", "crr-logs");
    expect(server.seen.map(({ method }) => method)).toEqual(["POST", "GET", "POST"]);
    expect(looks).toEqual([0, 2]);
    await service.putBucketRtc("src-demo", "crr-logs", "enabled");
    await service.putBucketReplication("src-demo", sampleRule);
    expect(looks).toEqual([0, 2, 3, 4]);
  });

  test("comes after the keys, which may take long", async () => {
    await using server = await serve(() => ({}));
    const order: string[] = [];
    const credentials = {
      get: async () => {
        order.push("keys");
        return sampleKeys;
      },
    };
    const beforeWrite = async () => void order.push("look");
    await testClient(server.endpoint, { credentials, beforeWrite }).service.putBucketRtc(
      "src-demo",
      "r",
      "enabled",
    );
    expect(order).toEqual(["keys", "look"]);
  });

  test("that fails sends nothing more, also of what waits in the queue", async () => {
    await using server = await serve(() => ({}));
    let wanted = true;
    const beforeWrite = async () => {
      if (!wanted) throw new Error("unwanted");
      wanted = false;
    };
    const service = shareReads(testClient(server.endpoint, { beforeWrite }).service);
    const writes = ["a", "b", "c"].map((id) => service.deleteBucketReplication("src-demo", id));
    expect((await Promise.allSettled(writes)).map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "rejected",
    ]);
    expect(server.seen).toHaveLength(1);
  });
});

test("keys are asked for at every attempt, so they may be renewed in between", async () => {
  await using server = await serve((_, n) => (n === 0 ? { status: 500 } : noRules));
  let n = 0;
  const credentials = { get: async () => ({ accessKeyId: `key${n++}`, accessKeySecret: "s" }) };
  await testClient(server.endpoint, { credentials }).service.getBucketReplication("src-demo");
  expect(server.seen.map(({ headers }) => /Credential=(\w+)/.exec(headers.authorization ?? "")?.[1])).toEqual(
    ["key0", "key1"],
  );
});
