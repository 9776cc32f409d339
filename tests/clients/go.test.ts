import { type Emulator, manualClock, startEmulator } from "../../emulator";
import { buildGoProgram, hasGo, runGo } from "./support/go";

if (!hasGo) console.warn("skipped: there is no go to build a program with the official Go SDK with");
const describeWithGo = hasGo ? describe : describe.skip;

describeWithGo("the official Go SDK V2", () => {
  let emulator: Emulator;
  let clock: ReturnType<typeof manualClock>;
  const call = async (name: string, ...options: string[]) => {
    const { stdout, stderr } = await runGo(emulator, name, ["src", ...options]);
    return stdout.trim() || stderr;
  };

  beforeAll(buildGoProgram);
  beforeEach(async () => {
    clock = manualClock(Date.parse("2026-01-15T08:00:00Z"));
    emulator = await startEmulator({ clock, timings: { startingMs: 60_000, historyMs: 600_000 } });
    emulator.createBucket("src", "cn-hangzhou", { versioning: "Enabled" });
    emulator.createBucket("dst", "cn-beijing", { versioning: "Enabled" });
  });
  afterEach(() => emulator.close());

  test("the six calls and GetBucketInfo", async () => {
    expect(await call("GetBucketInfo")).toBe("oss-cn-hangzhou Enabled");
    expect(await call("GetBucketReplicationLocation")).toBe("34 20 5");
    expect(await call("PutBucketReplication", "mine")).toBe("mine");
    expect(await call("GetBucketReplication")).toBe(String.raw`mine starting ["a<b>&\n" "  c  "]`);
    clock.advance(60_000 + 300_000);
    expect(await call("GetBucketReplicationProgress", "mine")).toBe("0.50 2026-01-15T08:05:00.000Z");
    expect(await call("PutBucketRTC", "mine")).toBe("");
    expect(emulator.rules("src")).toMatchObject([{ rtcStatus: "enabling" }]);
    expect(await call("DeleteBucketReplication", "mine")).toBe("200");
    expect(await call("DeleteBucketReplication", "mine")).toBe("204");
  });

  test("the buckets of the account, page after page, and what one holds", async () => {
    emulator.createBucket("src-2", "cn-shenzhen", { stat: { storage: 2 ** 40, objectCount: 12 } });
    emulator.createBucket("src-3", "ap-southeast-1");
    const list = async (prefix: string) => (await runGo(emulator, "ListBuckets", [prefix])).stdout.trim();
    expect(await list("src")).toBe("[[src=cn-hangzhou src-2=cn-shenzhen] [src-3=ap-southeast-1]]");
    expect(await list("dst")).toBe("[[dst=cn-beijing]]");
    emulator.setStat("src", { storage: 2 ** 40, objectCount: 12 });
    expect(await call("GetBucketStat")).toBe(
      `${2 ** 40} 12 ${2 ** 40} ${Date.parse("2026-01-15T08:00:00Z") / 1000}`,
    );
  });

  test("it understands the emulator's errors", async () => {
    expect(await call("GetBucketReplication")).toContain("Error Code: NoSuchReplicationConfiguration");
    const { stderr } = await runGo(emulator, "GetBucketReplication", ["src"], "wrong");
    expect(stderr).toMatch(
      /Http Status Code: 403[\s\S]*Error Code: SignatureDoesNotMatch[\s\S]*EC: 0002-00000201/,
    );
  });

  test.each([
    ["unavailable", { kind: "unavailable" }],
    ["a connection that breaks", { kind: "drop-before" }],
    ["a server whose clock is 20 minutes off", { kind: "clock-skew", ms: 1_200_000, times: 2 }],
  ] as const)("it gets over %s, as it does with the service", async (_, fault) => {
    emulator.addFault(fault);
    expect(await call("GetBucketReplicationLocation")).toBe("34 20 5");
    expect(emulator.requests).toHaveLength(2);
  });
});
