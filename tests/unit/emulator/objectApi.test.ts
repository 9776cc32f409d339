import { createServer } from "node:net";
import { manualClock, type RequestLogEntry, realClock, startEmulator, toLogLine } from "../../../emulator";
import { get, put, to } from "./support/calls";
import { send } from "./support/client";
import { minute, using } from "./support/start";

const destination = { bucket: "dst", location: "cn-beijing" };

test("rules are copies", () =>
  using({}, async (emulator) => {
    emulator.addRule("src", { id: "a", destination, prefixes: ["p/"] });
    emulator.rules("src")[0]?.prefixes.push("q/");
    expect(emulator.rules("src")).toEqual([
      {
        id: "a",
        destination: { bucket: "dst", location: "oss-cn-beijing", transferType: "internal" },
        prefixes: ["p/"],
        action: "ALL",
        historicalObjectReplication: "enabled",
        status: "starting",
      },
    ]);
  }));

test("drift: a rule can be changed, closed, removed behind everybody's back", () =>
  using({}, async (emulator, advance) => {
    const id = emulator.addRule("src", { destination, rtc: "enabled" });
    emulator.changeRule("src", id, { prefixes: ["p/"], rtcStatus: undefined });
    expect(emulator.rules("src")[0]).toMatchObject({ prefixes: ["p/"] });
    expect(emulator.rules("src")[0]).not.toHaveProperty("rtcStatus");
    emulator.changeRule("src", id, { status: "doing", rtcStatus: "enabled" });
    expect(emulator.rules("src")).toMatchObject([{ status: "doing", rtcStatus: "enabled" }]);
    emulator.changeRule("src", id, { status: "closing" });
    expect(emulator.rules("src")).toMatchObject([{ status: "closing" }]);
    emulator.changeRule("src", id, { status: "starting", rtcStatus: "enabling" });
    expect(emulator.rules("src")).toMatchObject([{ status: "starting", rtcStatus: "enabling" }]);
    advance(minute);
    expect(emulator.rules("src")).toMatchObject([{ status: "doing" }]);
    emulator.removeRule("src", id);
    expect(emulator.rules("src")).toEqual([]);
  }));

test.each([
  ["rules", (e) => e.rules("none"), "there is no bucket none"],
  ["changeRule", (e) => e.changeRule("src", "a", {}), "bucket src has no rule a"],
  ["removeRule", (e) => e.removeRule("src", "a"), "bucket src has no rule a"],
  ["createBucket", (e) => e.createBucket("src", "cn-hangzhou"), "bucket src exists"],
  [
    "createBucket",
    (e) => e.createBucket("new", "cn-atlantis"),
    "cn-atlantis is not a location the emulator knows",
  ],
  ["createBucket", (e) => e.createBucket("No", "cn-hangzhou"), "No is not a bucket name"],
] satisfies [string, (e: Awaited<ReturnType<typeof startEmulator>>) => unknown, string][])(
  "%s says what is wrong with a test",
  (_, act, message) =>
    using({}, async (emulator) => {
      expect(() => act(emulator)).toThrow(message);
    }),
);

test("the log has every request, with what was sent and what became of it", async () => {
  const told: RequestLogEntry[] = [];
  await using({ onRequest: (entry) => told.push(entry) }, async (emulator) => {
    await put(emulator, `<ID>a</ID>${to("dst")}`);
    await get(emulator, "replicationProgress&rule-id=b");
    await send(emulator, { method: "GET", bucket: "src", query: "acl" });
    const shared = {
      bucket: "src",
      accessKeyId: "LTAIEXAMPLE",
      requestId: expect.stringMatching(/^[0-9A-F]{24}$/),
    };
    expect(emulator.requests).toMatchObject([
      {
        ...shared,
        operation: "PutBucketReplication",
        query: "replication&comp=add",
        ruleId: "a",
        status: 200,
      },
      { ...shared, operation: "GetBucketReplicationProgress", status: 404, code: "NoSuchReplicationRule" },
      { ...shared, operation: "Unknown", status: 501, code: "NotImplemented" },
    ]);
    expect(told).toEqual(emulator.requests);
    const line = toLogLine({
      ...(told[0] as RequestLogEntry),
      headers: { authorization: "secret", host: "h" },
    });
    expect(JSON.parse(line)).toMatchObject({
      body: expect.stringContaining("<ID>a</ID>"),
      headers: { host: "h" },
    });
    expect(line).not.toContain("secret");
  });
});

test("several keys of one account, and an account of its own", () => {
  const key = (name: string, accountId: string) => ({ accessKeyId: name, accessKeySecret: name, accountId });
  return using({ accounts: [key("a", "1"), key("b", "1"), key("c", "2")] }, async (emulator) => {
    const status = async (name: string) =>
      (await get(emulator, "bucketInfo", { signing: key(name, "") })).status;
    expect([await status("a"), await status("b"), await status("c")]).toEqual([200, 200, 403]);
  });
});

test("clocks", () => {
  let wall = 1000;
  const quick = realClock(10, { now: () => wall });
  wall += 5;
  expect(quick.now()).toBe(1050);
  const still = manualClock(new Date(7));
  still.advance(3);
  expect(still.now()).toBe(10);
  expect(Math.abs(manualClock().now() - Date.now())).toBeLessThan(1000);
});

test("progress tells of real time, however fast the life of rules runs", async () => {
  const began = Date.now();
  let wall = began;
  const emulator = await startEmulator({ clock: realClock(1_000, { now: () => wall }) });
  emulator.createBucket("src", "cn-hangzhou");
  emulator.createBucket("dst", "cn-beijing");
  emulator.addRule("src", { id: "r", destination: { bucket: "dst", location: "oss-cn-beijing" } });
  wall += 3_600;
  const { body } = await get(emulator, "replicationProgress&rule-id=r", { bucket: "src" });
  const newObject = Date.parse(/<NewObject>(.+)<\/NewObject>/.exec(String(body))?.[1] ?? "");
  // A minute behind on the clock of the rules.
  expect(wall - newObject).toBe(60);
  await emulator.close();
});

test("close ends idle connections and frees the port", async () => {
  const emulator = await startEmulator();
  await fetch(emulator.endpoint);
  await emulator.close();
  const port = Number(new URL(emulator.endpoint).port);
  const again = createServer();
  await new Promise<void>((resolve, reject) =>
    again.once("error", reject).listen(port, "127.0.0.1", resolve),
  );
  await new Promise((resolve) => again.close(resolve));
});

test("a port that is in use is an error", async () => {
  const emulator = await startEmulator();
  await expect(startEmulator({ port: Number(new URL(emulator.endpoint).port) })).rejects.toThrow(
    "EADDRINUSE",
  );
  await emulator.close();
});
