import { get, put, to } from "./support/calls";
import { at } from "./support/client";
import { using } from "./support/start";

const chosen = `<ID>mine</ID>${to("dst")}`;

describe("rule ids", () => {
  test("honour: the chosen id is kept, an empty one is none", () =>
    using({}, async (emulator) => {
      expect((await put(emulator, chosen)).headers["x-oss-replication-rule-id"]).toBe("mine");
      await put(emulator, `<ID></ID>${to("near", "oss-cn-hangzhou")}`);
      expect(emulator.rules("src").map(({ id }) => id)).toEqual([
        "mine",
        expect.stringMatching(/^[0-9a-f-]{36}$/),
      ]);
    }));

  test("ignore: OSS makes its own, and the same id twice is no matter", () =>
    using({ ruleIds: "ignore" }, async (emulator) => {
      await put(emulator, chosen);
      expect((await put(emulator, `<ID>mine</ID>${to("near", "oss-cn-hangzhou")}`)).status).toBe(200);
      expect(emulator.rules("src").map(({ id }) => id)).not.toContain("mine");
    }));

  test("refuse: MalformedXML with an id, fine without; the mode can change", () =>
    using({}, async (emulator) => {
      emulator.setRuleIds("refuse");
      expect(at(await put(emulator, chosen), "Error.Code")).toBe("MalformedXML");
      expect((await put(emulator, to("dst"))).status).toBe(200);
    }));

  test("the header can be left out", () =>
    using({ ruleIdHeader: false }, async (emulator) => {
      expect((await put(emulator, chosen)).headers).not.toHaveProperty("x-oss-replication-rule-id");
      expect(emulator.requests).toMatchObject([{ ruleId: "mine" }]);
    }));
});

describe("where documents and live tests disagree", () => {
  test("oss_acc within one region", () =>
    using({ allowAccelerationInRegion: true }, async (emulator) => {
      await put(emulator, to("near", "oss-cn-hangzhou", "oss_acc"));
      const rule = at(await get(emulator, "replication"), "ReplicationConfiguration.Rule.Destination");
      expect(rule).toMatchObject({ TransferType: "oss_acc" });
    }));

  test("a bucket of another account", () =>
    using({ allowCrossAccount: true }, async (emulator) => {
      emulator.createBucket("theirs", "cn-beijing", { accountId: "2" });
      expect((await put(emulator, to("theirs"))).status).toBe(200);
    }));

  test("GetBucketInfo at any region", () =>
    using({ anyRegionBucketInfo: true }, async (emulator) => {
      expect((await get(emulator, "bucketInfo", { bucket: "dst" })).status).toBe(200);
      expect((await get(emulator, "replication", { bucket: "dst" })).status).toBe(400);
    }));

  test("a role that OSS can assume", () =>
    using({ syncRoles: ["oss-sync"] }, async (emulator) => {
      expect((await put(emulator, `${to("dst")}<SyncRole>oss-sync</SyncRole>`)).status).toBe(200);
    }));
});

test("timings can change, for what happens from then on", () =>
  using({}, async (emulator, advance) => {
    emulator.addRule("src", { id: "slow", destination: { bucket: "dst", location: "cn-beijing" } });
    emulator.setTimings({ startingMs: 1 });
    emulator.addRule("src", { id: "quick", destination: { bucket: "near", location: "cn-hangzhou" } });
    advance(1);
    expect(emulator.rules("src").map(({ status }) => status)).toEqual(["starting", "doing"]);
    expect(() => emulator.setTimings({ closingMs: -1 })).toThrow("closingMs must be a number of 0 or more");
  }));
