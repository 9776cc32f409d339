import { createRtc, deleteRtc, readRtc, updateRtc } from "../../../provider/lifecycle/rtc";
import type { Rule } from "../../../provider/oss";
import { ossError, world } from "./support/fakes";

const rtc = { bucket: "src", region: "cn-hangzhou", ruleId: "r", status: "enabled" as const };
const rule = (more: Partial<Rule> = {}): Rule => ({
  id: "r",
  status: "doing",
  destination: { bucket: "dst", location: "oss-cn-beijing" },
  prefixSet: { prefixes: [] },
  ...more,
});

function worldWith(...rules: Rule[]) {
  const w = world();
  w.oss.rules = rules;
  const switches = () => w.oss.calls.filter((call) => call.startsWith("rtc"));
  return { ...w, switches };
}

describe("RTC of a rule", () => {
  it("is switched on, and has the rule's id", async () => {
    const w = worldWith(rule());
    expect(await createRtc(w.context, rtc)).toEqual({ id: "r", outs: rtc });
    expect(w.switches()).toEqual(["rtc src r enabled"]);
  });

  it.each(["enabling", "enabled"])("is left alone where it is %s already", async (rtcStatus) => {
    const w = worldWith(rule({ rtcStatus }));
    await createRtc(w.context, rtc);
    expect(w.switches()).toEqual([]);
    expect(await readRtc(w.context, "r", rtc)).toEqual(rtc);
  });

  it("is changed in place", async () => {
    const w = worldWith(rule({ rtcStatus: "enabled" }));
    expect(await updateRtc(w.context, { ...rtc, status: "disabled" })).toMatchObject({
      outs: { status: "disabled" },
    });
    expect(w.switches()).toEqual(["rtc src r disabled"]);
  });

  it("is off where OSS shows none", async () => {
    expect(await readRtc(worldWith(rule()).context, "r", rtc)).toEqual({ ...rtc, status: "disabled" });
  });

  it.each<[string, Rule[]]>([
    ["gone", []],
    ["closing", [rule({ status: "closing", rtcStatus: "enabled" })]],
  ])(
    "is gone with a rule that is %s: nothing to read, nothing to switch off, an error to switch on",
    async (_, rules) => {
      const w = worldWith(...rules);
      expect(await readRtc(w.context, "r", rtc)).toBeUndefined();
      await deleteRtc(w.context, "r", rtc);
      await expect(createRtc(w.context, rtc)).rejects.toThrow(/has no rule r in effect.*pulumi refresh/);
      expect(w.switches()).toEqual([]);
    },
  );

  it("is switched off by a delete, and the rule stays", async () => {
    const w = worldWith(rule({ rtcStatus: "enabling" }));
    await deleteRtc(w.context, "r", rtc);
    expect(w.oss.rules).toEqual([rule({ rtcStatus: undefined })]);
  });

  it("is not switched off where it is off", async () => {
    const w = worldWith(rule());
    await deleteRtc(w.context, "r", rtc);
    expect(w.switches()).toEqual([]);
  });

  it("stays on when a replaced resource of the same rule is deleted after its successor was made", async () => {
    const w = worldWith(rule());
    await createRtc(w.context, rtc);
    await deleteRtc(w.context, "r", rtc);
    expect(w.oss.rules[0]?.rtcStatus).toBe("enabling");
  });

  it("takes a rule that vanishes during the delete for success, and tells any other failure", async () => {
    const w = worldWith(rule({ rtcStatus: "enabled" }));
    w.oss.putBucketRtc = async () => {
      throw ossError("NoSuchReplicationRule", "PutBucketRTC");
    };
    await deleteRtc(w.context, "r", rtc);
    w.oss.putBucketRtc = async () => {
      throw ossError("AccessDenied", "PutBucketRTC");
    };
    await expect(deleteRtc(w.context, "r", rtc)).rejects.toMatchObject({ code: "AccessDenied" });
  });
});
