import type { Emulator } from "../../../emulator";
import { get, put, to } from "./support/calls";
import { at } from "./support/client";
import { start } from "./support/start";

let emulator: Emulator;
beforeEach(async () => {
  ({ emulator } = await start());
});
afterEach(() => emulator.close());

const locations = () => get(emulator, "replicationLocation");
const statuses = async (count: number) => {
  const all: number[] = [];
  for (let i = 0; i < count; i += 1) all.push((await locations()).status);
  return all;
};

test("refuse: any error, with nothing done", async () => {
  emulator.addFault({ kind: "refuse", status: 409, code: "Odd", message: "<odd>", ec: "0099-00000001" });
  const answer = await put(emulator, to("dst"));
  expect(answer.xml).toMatchObject({
    Error: {
      Code: "Odd",
      Message: "<odd>",
      EC: "0099-00000001",
      HostId: expect.stringMatching(/^127\.0\.0\.1:/),
    },
  });
  expect(answer.headers["x-oss-ec"]).toBe("0099-00000001");
  expect(emulator.rules("src")).toEqual([]);
});

test("unavailable: 503", async () => {
  emulator.addFault({ kind: "unavailable" });
  const answer = await locations();
  expect([answer.status, at(answer, "Error.Code")]).toEqual([503, "MetaOperationQpsLimitExceeded"]);
});

test("unavailable, and when to come again", async () => {
  emulator.addFault({ kind: "unavailable", retryAfterSeconds: 7 });
  expect(await locations()).toMatchObject({ status: 503, headers: { "retry-after": "7" } });
});

test.each([
  ["done", true, [{ destination: { bucket: "dst" } }]],
  ["not done", false, []],
])("answer: any answer, with the put %s", async (_, effect, rules) => {
  const answer = { status: 200, headers: { "Content-Type": "text/html" }, body: "<p>Log in" };
  emulator.addFault({ kind: "answer", ...answer, effect });
  expect(await put(emulator, to("dst"))).toMatchObject({
    status: 200,
    body: "<p>Log in",
    headers: {
      "content-type": "text/html",
      "x-oss-request-id": expect.any(String),
      server: "AliyunOSS",
    },
  });
  expect(emulator.rules("src")).toMatchObject(rules);
  expect(emulator.requests).toMatchObject([{ status: 200, fault: "answer" }]);
});

test("answer without a request id: nothing shows OSS", async () => {
  emulator.addFault({
    kind: "answer",
    status: 302,
    headers: { Location: "/" },
    effect: false,
    requestId: false,
  });
  const { status, headers, body } = await locations();
  expect([status, body]).toEqual([302, ""]);
  expect(Object.keys(headers).filter((name) => /^(x-oss|server)/.test(name))).toEqual([]);
});

test("delay: done at once, answered later", async () => {
  emulator.addFault({ kind: "delay", ms: 40 });
  const before = performance.now();
  expect((await put(emulator, to("dst"))).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThanOrEqual(35);
});

test.each([
  ["drop-before", [], 0],
  ["drop-after", [{ destination: { bucket: "dst" } }], 200],
] as const)("%s", async (kind, rules, status) => {
  emulator.addFault({ kind });
  await expect(put(emulator, to("dst"))).rejects.toThrow("socket hang up");
  expect(emulator.rules("src")).toMatchObject(rules);
  expect(emulator.requests).toMatchObject([{ operation: "PutBucketReplication", status, fault: kind }]);
  expect((await locations()).status).toBe(200);
});

test("truncate: the body ends too early, also an empty one", async () => {
  emulator.addFault({ kind: "truncate", times: 2 });
  await expect(locations()).rejects.toThrow("aborted");
  await expect(put(emulator, to("dst"))).rejects.toThrow("aborted");
  expect(emulator.rules("src")).toHaveLength(1);
});

test("clock-skew: refused beyond 15 minutes, and the Date header says by how much", async () => {
  emulator.addFault({ kind: "clock-skew", ms: -20 * 60_000, times: 2 });
  const answer = await locations();
  const serverTime = Date.parse(answer.headers.date ?? "");
  expect(Date.now() - serverTime).toBeGreaterThan(19 * 60_000);
  expect(answer.xml).toMatchObject({
    Error: {
      Code: "RequestTimeTooSkewed",
      MaxAllowedSkewMilliseconds: "900000",
      ServerTime: expect.any(String),
    },
  });
  const corrected = await get(emulator, "replicationLocation", { signing: { date: new Date(serverTime) } });
  expect(corrected.status).toBe(200);
});

test("clock-skew within 15 minutes only shows in the Date header", async () => {
  emulator.addFault({ kind: "clock-skew", ms: 10 * 60_000 });
  const answer = await locations();
  expect(answer.status).toBe(200);
  expect(Date.parse(answer.headers.date ?? "") - Date.now()).toBeGreaterThan(9 * 60_000);
});

describe("which requests", () => {
  const fault = { kind: "unavailable" } as const;

  test("once, unless said otherwise", async () => {
    emulator.addFault(fault);
    expect(await statuses(2)).toEqual([503, 200]);
  });

  test("after some are let through", async () => {
    emulator.addFault({ ...fault, skip: 1, times: 2 });
    expect(await statuses(4)).toEqual([200, 503, 503, 200]);
  });

  test("of one operation, of one bucket", async () => {
    emulator.addFault({ ...fault, operation: "GetBucketInfo" });
    emulator.addFault({ ...fault, bucket: "near" });
    expect(await statuses(1)).toEqual([200]);
    expect((await get(emulator, "bucketInfo")).status).toBe(503);
    expect((await get(emulator, "replicationLocation", { bucket: "near" })).status).toBe(503);
  });

  test("one after the other", async () => {
    emulator.addFault({ kind: "refuse", status: 400, code: "A" });
    emulator.addFault(fault);
    expect(await statuses(3)).toEqual([400, 503, 200]);
  });

  test("none after they are cleared", async () => {
    emulator.addFault({ ...fault, times: 100 });
    emulator.clearFaults();
    expect(await statuses(1)).toEqual([200]);
  });
});
