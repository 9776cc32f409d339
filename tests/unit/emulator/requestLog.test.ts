import { type RequestLogEntry, startEmulator } from "../../../emulator";
import { RequestLog } from "../../../emulator/log";
import { get, put } from "./support/calls";
import { using } from "./support/start";

const mib = 2 ** 20;

function entry(requestId: string, body?: string): RequestLogEntry {
  return {
    time: 0,
    method: "POST",
    operation: "PutBucketReplication",
    bucket: "src",
    path: "/src/",
    query: "replication&comp=add",
    headers: {},
    body,
    requestId,
    status: 200,
  };
}

test("200 bodies of a megabyte: the newest are kept, and never more than the bytes allowed", () => {
  const log = new RequestLog(32 * mib);
  const { entries } = log;
  for (let i = 0; i < 200; i += 1) {
    log.add(entry(`${i}`, "x".repeat(1_000_000)));
    expect(log.bytes).toBeLessThanOrEqual(32 * mib);
  }
  expect(log.entries).toBe(entries);
  expect(entries.map(({ requestId }) => requestId)).toEqual(
    Array.from({ length: 16 }, (_, i) => `${184 + i}`),
  );
});

test("small requests are counted by the thousand", () => {
  const log = new RequestLog(32 * mib);
  for (let i = 0; i < 10_000; i += 1) log.add(entry(`${i}`, "<ReplicationRules/>"));
  expect(log.entries).toHaveLength(10_000);
});

test("the last one is kept, however large", () => {
  const log = new RequestLog(0);
  log.add(entry("a"));
  log.add(entry("b", "x".repeat(mib)));
  expect(log.entries).toMatchObject([{ requestId: "b" }]);
});

test("the option bounds what an emulator remembers, not what it tells", async () => {
  const told: RequestLogEntry[] = [];
  await using({ requestLogBytes: 20_000, onRequest: (seen) => told.push(seen) }, async (emulator) => {
    await get(emulator, "replication");
    await put(emulator, `<A>${"x".repeat(15_000)}</A>`);
    expect(emulator.requests).toMatchObject([{ operation: "PutBucketReplication" }]);
    expect(told).toHaveLength(2);
  });
});

test("a size that is none", async () => {
  await expect(startEmulator({ requestLogBytes: Number.NaN })).rejects.toThrow("requestLogBytes");
});
