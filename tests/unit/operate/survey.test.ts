import { type Emulator, manualClock, startEmulator } from "oss-replication-emulator";
import { survey } from "../../../provider/operate/survey";
import { createOssClient, OssError, type OssService } from "../../../provider/oss";

const keys = { accessKeyId: "LTAIEXAMPLE", accessKeySecret: "demo-sk" };
const clock = manualClock(1_000_000);
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ clock, timings: { startingMs: 0 } });
  emulator.createBucket("logs", "cn-hangzhou");
  emulator.createBucket("media", "cn-shanghai");
  emulator.createBucket("logs-dr", "cn-beijing");
  emulator.addRule("logs", { destination: { bucket: "logs-dr", location: "oss-cn-beijing" } });
});
afterAll(() => emulator.close());

const at = (region: string): OssService =>
  createOssClient({
    region,
    endpoint: emulator.endpoint,
    credentials: { get: async () => keys },
    clock: { now: Date.now, sleep: async () => {} },
  });
const options = { at, clock: { now: () => clock.now(), sleep: async () => {} } };
const calls = async (work: () => Promise<unknown>) => {
  const before = emulator.requests.length;
  await work();
  return emulator.requests.slice(before).map(({ operation, bucket }) => `${operation} ${bucket}`);
};
const logs = { bucket: "logs", region: "cn-hangzhou" };
const media = { bucket: "media", region: "cn-shanghai" };

test("the rules of buckets of several regions, in the order they were asked for, with when", async () => {
  const found = await survey([media, logs], { ...options, progress: true });
  expect(found).toMatchObject({
    at: clock.now(),
    buckets: [
      { ...media, exists: true, rules: [] },
      {
        ...logs,
        exists: true,
        rules: [{ rule: { status: "doing" }, progress: { historicalObject: expect.any(Number) } }],
      },
    ],
  });
});

test("it costs a call a bucket; progress a call a rule more", async () => {
  expect(await calls(() => survey([logs], options))).toEqual(["GetBucketReplication logs"]);
  const all = await calls(() => survey([logs], { ...options, progress: true }));
  expect(all.sort()).toEqual(["GetBucketReplication logs", "GetBucketReplicationProgress logs"]);
});

test("a bucket that is not there, or fails, does not hide the others", async () => {
  emulator.addFault({ kind: "refuse", status: 403, code: "AccessDenied", bucket: "media" });
  const { buckets } = await survey([{ bucket: "gone", region: "cn-hangzhou" }, media, logs], options);
  expect(buckets).toMatchObject([
    { exists: false, rules: [], failure: { code: "NoSuchBucket", bucket: "gone" } },
    { exists: true, rules: [], failure: { code: "AccessDenied", operation: "GetBucketReplication" } },
    { exists: true, rules: [{}] },
  ]);
  expect(buckets[2]).not.toHaveProperty("failure");
});

test("a rule whose progress cannot be read keeps its place", async () => {
  emulator.addFault({
    kind: "refuse",
    status: 403,
    code: "AccessDenied",
    operation: "GetBucketReplicationProgress",
  });
  const { buckets } = await survey([logs], { ...options, progress: true });
  expect(buckets[0]?.rules).toMatchObject([{ rule: { status: "doing" }, failure: { code: "AccessDenied" } }]);
  expect(buckets[0]?.rules[0]).not.toHaveProperty("progress");
});

test("a rule that has gone since the list was made is not there", async () => {
  emulator.addFault({
    kind: "refuse",
    status: 404,
    code: "NoSuchReplicationRule",
    operation: "GetBucketReplicationProgress",
  });
  const { buckets } = await survey([logs], { ...options, progress: true });
  expect(buckets).toEqual([{ ...logs, exists: true, rules: [] }]);
});

test("a closing rule has no progress, and is not asked for one", async () => {
  emulator.createBucket("closing", "cn-hangzhou");
  const id = emulator.addRule("closing", { destination: { bucket: "logs-dr", location: "oss-cn-beijing" } });
  await at("cn-hangzhou").deleteBucketReplication("closing", String(id));
  const place = { bucket: "closing", region: "cn-hangzhou" };
  const asked = await calls(async () => {
    const { buckets } = await survey([place], { ...options, progress: true });
    expect(buckets[0]?.rules).toEqual([{ rule: expect.objectContaining({ status: "closing" }) }]);
  });
  expect(asked).toEqual(["GetBucketReplication closing"]);
});

test("where OSS names another region's endpoint, the bucket is asked for there, once", async () => {
  const asked: string[] = [];
  const elsewhere = (region: string) => ({
    getBucketReplication: async (bucket: string) => {
      asked.push(`${bucket} in ${region}`);
      if (region === "cn-beijing" && bucket === "moved") return [];
      throw new OssError({
        operation: "GetBucketReplication",
        bucket,
        code: "AccessDenied",
        serviceMessage: "use the specified endpoint",
        endpoint: bucket === "moved" ? "oss-cn-beijing.aliyuncs.com" : "oss-cn-hangzhou.aliyuncs.com",
      });
    },
  });
  const { buckets } = await survey(
    [
      { bucket: "moved", region: "cn-hangzhou" },
      { bucket: "stays", region: "cn-hangzhou" },
      { bucket: "wanders", region: "cn-shanghai" },
    ],
    { ...options, at: elsewhere as unknown as (region: string) => OssService },
  );
  expect(buckets).toMatchObject([
    { bucket: "moved", region: "cn-beijing", exists: true },
    { bucket: "stays", region: "cn-hangzhou", failure: {} },
    { bucket: "wanders", region: "cn-hangzhou", failure: {} },
  ]);
  expect(asked.sort()).toEqual([
    "moved in cn-beijing",
    "moved in cn-hangzhou",
    "stays in cn-hangzhou",
    "wanders in cn-hangzhou",
    "wanders in cn-shanghai",
  ]);
});

test("eight buckets are asked about at once, not more", async () => {
  let [now, most] = [0, 0];
  const slow = () => ({
    getBucketReplication: async () => {
      most = Math.max(most, ++now);
      await new Promise(setImmediate);
      now--;
      return [];
    },
  });
  const places = Array.from({ length: 30 }, (_, n) => ({ bucket: `b-${n}`, region: "cn-hangzhou" }));
  const { buckets } = await survey(places, {
    ...options,
    at: slow as unknown as (region: string) => OssService,
  });
  expect(buckets.map(({ bucket }) => bucket)).toEqual(places.map(({ bucket }) => bucket));
  expect(most).toBe(8);
});

test("a fault of the program itself is not taken for one of OSS", async () => {
  const broken = () => ({
    getBucketReplication: async () => {
      throw new TypeError("broken");
    },
  });
  await expect(
    survey([logs], { ...options, at: broken as unknown as (region: string) => OssService }),
  ).rejects.toThrow("broken");
});
