import { type OssReplication, shareReads } from "../../../provider/oss";

/** A service whose calls are answered one by one, by hand. */
function byHand() {
  const calls: {
    name: string;
    args: unknown[];
    answer: (value?: unknown) => void;
    fail: (error: Error) => void;
  }[] = [];
  const service = new Proxy({} as OssReplication, {
    get:
      (_, name: string) =>
      (...args: unknown[]) =>
        new Promise((answer, fail) => calls.push({ name, args, answer, fail })),
  });
  return { service, calls };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

function setUp(keepMs?: number) {
  let time = 0;
  const { service, calls } = byHand();
  const shared = shareReads(service, { now: () => time, keepMs });
  const pass = (ms: number) => {
    time += ms;
  };
  return { shared, calls, pass };
}

const rule = { destination: { bucket: "dst", location: "oss-cn-beijing" }, prefixSet: { prefixes: [] } };

describe("reads", () => {
  test("a refresh of 100 rules on one bucket is one GET", async () => {
    const { shared, calls } = setUp();
    const reads = Array.from({ length: 100 }, () => shared.getBucketReplication("a"));
    expect(calls).toHaveLength(1);
    calls[0]?.answer([{ id: "r" }]);
    expect(await Promise.all(reads)).toEqual(Array(100).fill([{ id: "r" }]));
  });

  test("an answer is kept for a second after it came, no longer", async () => {
    const { shared, calls, pass } = setUp();
    const first = shared.getBucketReplication("a");
    pass(5000);
    calls[0]?.answer(["first"]);
    await first;
    pass(999);
    expect(await shared.getBucketReplication("a")).toEqual(["first"]);
    pass(1);
    void shared.getBucketReplication("a");
    expect(calls).toHaveLength(2);
  });

  test("how long is a matter of options", async () => {
    const { shared, calls } = setUp(0);
    const first = shared.getBucketReplication("a");
    calls[0]?.answer([]);
    await first;
    void shared.getBucketReplication("a");
    expect(calls).toHaveLength(2);
  });

  test("kinds, buckets and rules are told apart", () => {
    const { shared, calls } = setUp();
    for (const _ of [1, 2]) {
      void shared.getBucketReplication("a");
      void shared.getBucketReplication("b");
      void shared.getBucketReplicationLocation("a");
      void shared.getBucketInfo("a");
      void shared.getBucketReplicationProgress("a", "r1");
      void shared.getBucketReplicationProgress("a", "r2");
    }
    expect(calls.map(({ name, args }) => [name, ...args])).toEqual([
      ["getBucketReplication", "a"],
      ["getBucketReplication", "b"],
      ["getBucketReplicationLocation", "a"],
      ["getBucketInfo", "a"],
      ["getBucketReplicationProgress", "a", "r1"],
      ["getBucketReplicationProgress", "a", "r2"],
    ]);
  });

  test("a failed read is told to all who wait for it, and not kept", async () => {
    const { shared, calls } = setUp();
    const reads = [shared.getBucketInfo("a"), shared.getBucketInfo("a")];
    calls[0]?.fail(new Error("down"));
    for (const read of reads) await expect(read).rejects.toThrow("down");
    const again = shared.getBucketInfo("a");
    calls[1]?.answer({ name: "a" });
    expect(await again).toEqual({ name: "a" });
  });

  test("what one caller does to its answer does not reach another", async () => {
    const { shared, calls } = setUp();
    const first = shared.getBucketReplicationProgress("a", "r");
    calls[0]?.answer({ prefixSet: { prefixes: ["b", "a"] }, newObject: new Date(0) });
    (await first).prefixSet?.prefixes.sort();
    expect(await shared.getBucketReplicationProgress("a", "r")).toEqual({
      prefixSet: { prefixes: ["b", "a"] },
      newObject: new Date(0),
    });
  });
});

describe("writes", () => {
  const writes: [string, (s: OssReplication, bucket: string) => Promise<unknown>][] = [
    ["putBucketReplication", (s, bucket) => s.putBucketReplication(bucket, rule)],
    ["deleteBucketReplication", (s, bucket) => s.deleteBucketReplication(bucket, "r")],
    ["putBucketRtc", (s, bucket) => s.putBucketRtc(bucket, "r", "enabled")],
  ];

  test.each(writes)(
    "%s drops the reads of its bucket, at its start and at its end, and of no other",
    async (_, write) => {
      const { shared, calls } = setUp();
      const read = async (bucket: string) => {
        const before = calls.length;
        const answer = shared.getBucketReplication(bucket);
        const asked = calls.length > before;
        if (asked) calls.at(-1)?.answer([]);
        await answer;
        return asked;
      };
      expect([await read("a"), await read("b")]).toEqual([true, true]);
      const written = write(shared, "a");
      const call = calls.at(-1);
      expect([await read("a"), await read("a"), await read("b")]).toEqual([true, false, false]);
      call?.answer();
      await written;
      expect([await read("a"), await read("a"), await read("b")]).toEqual([true, false, false]);
    },
  );

  test("a read that was in flight when a write ended is not shared after it", async () => {
    const { shared, calls } = setUp();
    const written = shared.deleteBucketReplication("a", "r");
    const early = shared.getBucketReplication("a");
    calls[0]?.answer();
    await written;
    const late = shared.getBucketReplication("a");
    calls[1]?.answer(["old"]);
    calls[2]?.answer(["new"]);
    expect([await early, await late, await shared.getBucketReplication("a")]).toEqual([
      ["old"],
      ["new"],
      ["new"],
    ]);
  });

  test("a write that fails drops the reads too", async () => {
    const { shared, calls } = setUp();
    const written = shared.deleteBucketReplication("a", "r");
    void shared.getBucketReplication("a");
    calls[0]?.fail(new Error("down"));
    await expect(written).rejects.toThrow("down");
    void shared.getBucketReplication("a");
    expect(calls).toHaveLength(3);
  });

  test("one after the other on one bucket, side by side on two; a failure holds nobody up", async () => {
    const { shared, calls } = setUp();
    const first = shared.putBucketReplication("a", rule);
    const second = shared.putBucketRtc("a", "r", "enabled");
    const other = shared.putBucketReplication("b", rule);
    await settled();
    expect(calls.map(({ name, args }) => [name, args[0]])).toEqual([
      ["putBucketReplication", "a"],
      ["putBucketReplication", "b"],
    ]);
    calls[0]?.fail(new Error("down"));
    await expect(first).rejects.toThrow("down");
    await settled();
    expect(calls[2]).toMatchObject({ name: "putBucketRtc", args: ["a", "r", "enabled"] });
    calls[1]?.answer({ ruleId: "x" });
    calls[2]?.answer();
    expect(await other).toEqual({ ruleId: "x" });
    await second;
  });
});
