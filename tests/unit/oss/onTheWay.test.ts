import { type Emulator, type Fault, manualClock } from "oss-replication-emulator";
import { type RuleToPut, shareReads } from "../../../provider/oss";
import { clientOf, keys, started } from "./emulated";

describe("faults on the way", () => {
  let emulator: Emulator;

  beforeEach(async () => {
    emulator = await started({ clock: manualClock() });
  });

  afterEach(() => emulator.close());

  const rule: RuleToPut = {
    id: "crr-logs",
    destination: { bucket: "dst-demo", location: "oss-cn-beijing" },
    prefixSet: { prefixes: ["logs/", "media/"] },
    syncRole: "oss-sync",
  };
  const operations = () => emulator.requests.map(({ operation }) => operation);
  const put = "PutBucketReplication";
  const get = "GetBucketReplication";

  test.each(["honour", "ignore"] as const)(
    "a put whose answer is dropped is found by what it did (%s)",
    async (ruleIds) => {
      emulator.setRuleIds(ruleIds);
      emulator.addFault({ kind: "drop-after", operation: put });
      const { ruleId } = await clientOf(emulator).putBucketReplication("src-demo", rule, { wasFree: true });
      expect(emulator.rules("src-demo").map(({ id }) => id)).toEqual([ruleId]);
      expect(ruleId === "crr-logs").toBe(ruleIds === "honour");
      expect(operations()).toEqual([put, get]);
    },
  );

  test("where the pair was not seen free, a rule is taken for the lost put only by the id that was chosen", async () => {
    emulator.addFault({ kind: "drop-after", operation: put });
    expect(await clientOf(emulator).putBucketReplication("src-demo", rule)).toEqual({ ruleId: "crr-logs" });
    emulator.addFault({ kind: "drop-before", operation: put });
    await expect(
      clientOf(emulator).putBucketReplication("src-demo", { ...rule, id: "other" }),
    ).rejects.toMatchObject({
      code: "BucketReplicationAlreadyExist",
    });
  });

  test("a put that was dropped before its effect is put again", async () => {
    emulator.addFault({ kind: "drop-before", operation: put });
    expect(await clientOf(emulator).putBucketReplication("src-demo", rule)).toEqual({ ruleId: "crr-logs" });
    expect(operations()).toEqual([put, get, put]);
  });

  test("another's rule in the pair is not taken for the put that was lost", async () => {
    await clientOf(emulator).putBucketReplication("src-demo", {
      ...rule,
      id: "theirs",
      prefixSet: { prefixes: ["other/"] },
    });
    emulator.addFault({ kind: "drop-before", operation: put });
    await expect(clientOf(emulator).putBucketReplication("src-demo", rule)).rejects.toMatchObject({
      code: "BucketReplicationAlreadyExist",
    });
  });

  test.each<[string, Fault]>([
    ["an unavailable service", { kind: "unavailable", operation: get, times: 2 }],
    ["an answer cut short", { kind: "truncate", operation: get, times: 2 }],
    ["a dropped connection", { kind: "drop-before", operation: get, times: 2 }],
  ])("%s is asked again", async (_, fault) => {
    await clientOf(emulator).putBucketReplication("src-demo", rule);
    emulator.addFault(fault);
    expect(await clientOf(emulator).getBucketReplication("src-demo")).toHaveLength(1);
    expect(operations()).toEqual([put, get, get, get]);
  });

  test("an answer cut short every time is an error, not an empty list", async () => {
    emulator.addRule("src-demo", { ...rule, id: "there" } as Parameters<Emulator["addRule"]>[1]);
    emulator.addFault({ kind: "truncate", operation: get, times: 3 });
    await expect(clientOf(emulator).getBucketReplication("src-demo")).rejects.toMatchObject({
      retryable: true,
    });
  });

  test("a late answer to a put is a lost one", async () => {
    emulator.addFault({ kind: "delay", ms: 2_000, operation: put });
    const client = clientOf(emulator, keys, { timeoutMs: 1_000 });
    expect(await client.putBucketReplication("src-demo", rule)).toEqual({ ruleId: "crr-logs" });
    expect(operations()).toEqual([put, get]);
  });

  test("a clock that is an hour off is corrected", async () => {
    const client = clientOf(emulator, keys, {
      clock: { now: () => Date.now() - 3_600_000, sleep: async () => {} },
    });
    expect(await client.getBucketReplication("src-demo")).toEqual([]);
    expect(await client.getBucketReplication("src-demo")).toEqual([]);
    expect(emulator.requests.map(({ code }) => code)).toEqual([
      "RequestTimeTooSkewed",
      "NoSuchReplicationConfiguration",
      "NoSuchReplicationConfiguration",
    ]);
  });

  test("a refresh of 100 rules on one bucket is one GET", async () => {
    const shared = shareReads(clientOf(emulator));
    await Promise.all(Array.from({ length: 100 }, () => shared.getBucketReplication("src-demo")));
    expect(operations()).toEqual([get]);
  });

  test("a hundred rules at once, one after the other on their bucket", async () => {
    const shared = shareReads(clientOf(emulator));
    const targets = Array.from({ length: 100 }, (_, n) => `dst-${n}-demo`);
    for (const bucket of targets) emulator.createBucket(bucket, "oss-cn-beijing");
    await Promise.all(
      targets.map((bucket) =>
        shared.putBucketReplication("src-demo", {
          destination: { bucket, location: "oss-cn-beijing" },
          prefixSet: { prefixes: [] },
        }),
      ),
    );
    expect(await shared.getBucketReplication("src-demo")).toHaveLength(100);
  });

  test.each(["\n", " lead and trail ", "a\tb", "<&>\"'", "日本 😀"])("prefix %j survives", async (prefix) => {
    const client = clientOf(emulator);
    await client.putBucketReplication("src-demo", { ...rule, prefixSet: { prefixes: [`p${prefix}`] } });
    expect((await client.getBucketReplication("src-demo"))[0]?.prefixSet?.prefixes).toEqual([`p${prefix}`]);
  });

  test("a rule id of any punctuation is put, asked for, and deleted", async () => {
    const client = clientOf(emulator);
    const id = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ a";
    await client.putBucketReplication("src-demo", { ...rule, id });
    expect(await client.getBucketReplicationProgress("src-demo", id)).toMatchObject({ id });
    await client.putBucketRtc("src-demo", id, "enabled");
    await client.deleteBucketReplication("src-demo", id);
    expect(emulator.rules("src-demo")).toMatchObject([{ id, status: "closing" }]);
  });
});
