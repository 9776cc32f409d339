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

const rule = {
  destination: { bucket: "dst", location: "oss-cn-beijing" },
  prefixSet: { prefixes: [] as string[] },
};

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

  test("an answer gets older although somebody sets the machine's clock back", async () => {
    const { service, calls } = byHand();
    const shared = shareReads(service);
    const steady = jest.spyOn(performance, "now").mockReturnValue(10_000);
    const set = jest.spyOn(Date, "now").mockReturnValue(1_800_000_000_000);
    try {
      const first = shared.getBucketReplication("a");
      calls[0]?.answer([]);
      await first;
      steady.mockReturnValue(11_000);
      set.mockReturnValue(1_800_000_000_000 - 3_600_000);
      void shared.getBucketReplication("a");
      expect(calls).toHaveLength(2);
    } finally {
      steady.mockRestore();
      set.mockRestore();
    }
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

  test("no caller can change the answer that all of them get", async () => {
    const { shared, calls } = setUp();
    const reads = [1, 2].map(() => shared.getBucketReplicationProgress("a", "r"));
    calls[0]?.answer({ prefixSet: { prefixes: ["b", "a"] }, newObject: new Date(0) });
    const [one, other] = await Promise.all(reads);
    expect(one).toBe(other);
    expect(() => one?.prefixSet?.prefixes.sort()).toThrow(TypeError);
    expect(one).toEqual({ prefixSet: { prefixes: ["b", "a"] }, newObject: new Date(0) });
  });

  test("kept for as long as the process lives, where that is wanted", async () => {
    const { shared, calls, pass } = setUp(Number.POSITIVE_INFINITY);
    const first = shared.getBucketReplication("a");
    calls[0]?.answer([]);
    await first;
    pass(3_600_000);
    await shared.getBucketReplication("a");
    expect(calls).toHaveLength(1);
  });

  test("a read that fails late does not drop one that began after it", async () => {
    const { shared, calls } = setUp();
    const early = shared.getBucketReplication("a");
    const written = shared.deleteBucketReplication("a", "r");
    calls[1]?.answer();
    await written;
    const late = shared.getBucketReplication("a");
    calls[2]?.answer(["new"]);
    await late;
    calls[0]?.fail(new Error("down"));
    await expect(early).rejects.toThrow("down");
    await shared.getBucketReplication("a");
    expect(calls).toHaveLength(3);
  });
});

describe("fresh reads", () => {
  test("are asked for although an answer is kept, and kept themselves", async () => {
    const { shared, calls } = setUp();
    const kept = shared.getBucketReplication("a");
    calls[0]?.answer(["kept"]);
    await kept;
    const fresh = shared.getBucketReplication("a", "fresh");
    await settled();
    calls[1]?.answer(["fresh"]);
    expect(await fresh).toEqual(["fresh"]);
    expect(await shared.getBucketReplication("a")).toEqual(["fresh"]);
    expect(calls).toHaveLength(2);
  });

  test("come after the writes that were asked for before, one for all who ask meanwhile", async () => {
    const { shared, calls } = setUp();
    const names = () => calls.map(({ name }) => name);
    const writes = ["r1", "r2"].map((id) => shared.deleteBucketReplication("a", id));
    const looks = [1, 2].map(() => shared.getBucketReplication("a", "fresh"));
    await settled();
    expect(names()).toEqual(["deleteBucketReplication"]);
    calls[0]?.answer();
    await settled();
    calls[1]?.answer();
    await Promise.all(writes);
    await settled();
    looks.push(shared.getBucketReplication("a", "fresh"));
    const later = shared.putBucketRtc("a", "r", "enabled");
    await settled();
    expect(names()).toEqual([...Array(2).fill("deleteBucketReplication"), "getBucketReplication"]);
    calls[2]?.answer(["seen"]);
    expect(await Promise.all(looks)).toEqual(Array(3).fill(["seen"]));
    await settled();
    calls[3]?.answer();
    await later;
    expect(names().at(-1)).toBe("putBucketRtc");
  });

  test("that fail are told to all, and the next one asks again", async () => {
    const { shared, calls } = setUp();
    const looks = [1, 2].map(() => shared.getBucketReplication("a", "fresh"));
    await settled();
    calls[0]?.fail(new Error("down"));
    for (const look of looks) await expect(look).rejects.toThrow("down");
    const again = shared.getBucketReplication("a", "fresh");
    await settled();
    calls[1]?.answer([]);
    expect(await again).toEqual([]);
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
        const answer = shared.getBucketInfo(bucket);
        const asked = calls.length > before;
        if (asked) calls.at(-1)?.answer({});
        await answer;
        return asked;
      };
      expect([await read("a"), await read("b")]).toEqual([true, true]);
      const written = write(shared, "a");
      const call = calls.at(-1);
      expect([await read("a"), await read("a"), await read("b")]).toEqual([true, false, false]);
      call?.answer({});
      await written;
      expect([await read("a"), await read("a"), await read("b")]).toEqual([true, false, false]);
    },
  );

  const r = { id: "r", status: "doing", destination: { bucket: "other", location: "oss-cn-beijing" } };

  test.each<[string, (s: OssReplication) => Promise<unknown>, unknown, unknown[]]>([
    [
      "a put",
      (s) => s.putBucketReplication("a", { ...rule, id: "new", rtc: "enabled" }),
      { ruleId: "new" },
      [r, { ...rule, id: "new", status: "starting", rtcStatus: "enabling" }],
    ],
    [
      "a put whose id OSS makes, in the place of a rule that is gone",
      (s) => s.putBucketReplication("a", { ...rule, destination: r.destination, id: "new", rtc: "disabled" }),
      { ruleId: "made" },
      [{ ...rule, destination: r.destination, id: "made", status: "starting" }],
    ],
    ["a delete", (s) => s.deleteBucketReplication("a", "r"), undefined, [{ ...r, status: "closing" }]],
    ["a delete of another", (s) => s.deleteBucketReplication("a", "x"), undefined, [r]],
    ["RTC", (s) => s.putBucketRtc("a", "r", "enabled"), undefined, [{ ...r, rtcStatus: "enabling" }]],
    ["RTC that is off", (s) => s.putBucketRtc("a", "r", "disabled"), undefined, [r]],
    ["RTC of another", (s) => s.putBucketRtc("a", "x", "enabled"), undefined, [r]],
  ])("%s changes the list of rules that is kept, without a read", async (_, write, answer, rules) => {
    const { shared, calls } = setUp();
    const before = shared.getBucketReplication("a");
    calls[0]?.answer([r]);
    await before;
    const written = write(shared);
    calls[1]?.answer(answer);
    await written;
    expect(await shared.getBucketReplication("a")).toEqual(rules);
    expect(calls).toHaveLength(2);
  });

  test.each<
    [
      string,
      (s: OssReplication) => Promise<unknown>,
      (call: { answer(v?: unknown): void; fail(e: Error): void }) => void,
    ]
  >([
    ["whose answer has no id", (s) => s.putBucketReplication("a", rule), (call) => call.answer({})],
    ["that failed", (s) => s.putBucketRtc("a", "r", "enabled"), (call) => call.fail(new Error("down"))],
  ])("a write %s leaves no list of rules", async (_, write, end) => {
    const { shared, calls } = setUp();
    const before = shared.getBucketReplication("a");
    calls[0]?.answer([r]);
    await before;
    const written = write(shared).catch(() => {});
    if (calls[1]) end(calls[1]);
    await written;
    void shared.getBucketReplication("a");
    expect(calls).toHaveLength(3);
  });

  test("what it puts stays its caller's to change", async () => {
    const { shared, calls } = setUp();
    const put = structuredClone(rule);
    const before = shared.getBucketReplication("a");
    calls[0]?.answer([]);
    await before;
    const written = shared.putBucketReplication("a", put);
    calls[1]?.answer({ ruleId: "new" });
    await written;
    put.prefixSet.prefixes.push("later");
    expect(await shared.getBucketReplication("a")).toMatchObject([{ prefixSet: { prefixes: [] } }]);
  });

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
