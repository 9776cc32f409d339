import { createRtc, deleteRtc, readRtc, updateRtc } from "../../../provider/lifecycle/rtc";
import { type Rule, see } from "../../../provider/oss";
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

  it("is one call", async () => {
    const w = worldWith(rule());
    await createRtc(w.context, rtc);
    await deleteRtc(worldWith(rule()).context, "r", rtc);
    expect(w.oss.calls).toEqual(["rtc src r enabled"]);
  });

  it.each([
    ["enabling", "enabled"],
    ["enabled", "enabled"],
    [undefined, "disabled"],
  ] as const)("may be %s already, should OSS refuse to make it so again", async (rtcStatus, status) => {
    const w = worldWith(rule({ rtcStatus }));
    const refusal = ossError("InvalidArgument", "PutBucketRTC");
    w.oss.putBucketRtc = async () => {
      throw refusal;
    };
    expect(await createRtc(w.context, { ...rtc, status })).toMatchObject({ outs: { status } });
    const other = status === "enabled" ? "disabled" : "enabled";
    await expect(createRtc(w.context, { ...rtc, status: other })).rejects.toBe(refusal);
  });

  it("tells OSS's refusal where nobody can look at the rule, and any failure that is none", async () => {
    const w = worldWith(rule({ rtcStatus: "enabled" }));
    const refusal = ossError("AccessDenied", "PutBucketRTC");
    const failure = ossError("InternalError", "PutBucketRTC", "src", { status: 500 });
    const failures = [refusal, failure];
    w.oss.putBucketRtc = async () => {
      throw failures.shift();
    };
    w.oss.onGet = () => {
      throw ossError("AccessDenied");
    };
    await expect(createRtc(w.context, rtc)).rejects.toBe(refusal);
    await expect(createRtc(w.context, rtc)).rejects.toBe(failure);
    expect(w.oss.calls).toEqual(["get src"]);
  });

  it.each([
    ["enabling", "enabled", 0],
    ["enabled", "disabled", 1],
    [undefined, "disabled", 0],
    [undefined, "enabled", 1],
  ] as const)(
    "of a rule that was adopted with RTC %s is made %s by %d writes",
    async (rtcStatus, status, writes) => {
      const w = worldWith(rule({ rtcStatus }));
      w.context.memory.noteAdopted("src", rule({ rtcStatus }));
      await createRtc(w.context, { ...rtc, status });
      expect(w.switches()).toHaveLength(writes);
    },
  );

  it("of a rule that was adopted is on in the end where another resource of it is deleted first", async () => {
    const w = worldWith(rule({ rtcStatus: "enabled" }));
    w.context.memory.noteAdopted("src", rule({ rtcStatus: "enabled" }));
    await deleteRtc(w.context, "r", rtc);
    await createRtc(w.context, rtc);
    expect(w.switches()).toEqual(["rtc src r disabled", "rtc src r enabled"]);
  });

  it("is on in the end where its resource is deleted first, after the rule was replaced", async () => {
    const w = worldWith(rule({ id: "new", rtcStatus: "enabling" }));
    w.context.memory.noteSuccessor("src", "r", "new");
    await deleteRtc(w.context, "r", rtc);
    await createRtc(w.context, { ...rtc, ruleId: "new" });
    expect(w.switches()).toEqual(["rtc src new disabled", "rtc src new enabled"]);
  });

  it.each(["enabling", "enabled"])("is on where OSS says %s", async (rtcStatus) => {
    expect(await readRtc(worldWith(rule({ rtcStatus })).context, "r", rtc)).toEqual(rtc);
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
      expect(w.oss.rules).toEqual(rules);
    },
  );

  it("is switched off by a delete, and the rule stays", async () => {
    const w = worldWith(rule({ rtcStatus: "enabling" }));
    await deleteRtc(w.context, "r", rtc);
    expect(w.oss.rules).toEqual([rule({ rtcStatus: undefined })]);
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

  it.each([
    ["gone", [], ""],
    ["closing", [rule({ status: "closing" })], " (it is closing)"],
  ])("says what to do where its rule is %s", async (_, rules, closing) => {
    await expect(
      updateRtc(worldWith(...rules).context, { ...rtc, status: "disabled" }),
    ).rejects.toMatchObject({
      code: "NoSuchReplicationRule",
      message: `RTC was not disabled: bucket src has no rule r in effect${closing}. List what is there with \`oss-replication rules --bucket src\`; if the rule was deleted at OSS, run \`pulumi refresh\` first; if it was replaced while only some resources were updated, add \`--target-dependents\`. ${see("NoSuchReplicationRule")}`,
    });
  });

  it.each([
    ["enabled", true],
    ["disabled", false],
  ] as const)(
    "that was %s is put with the rule that is made anew after its delete: %s",
    async (status, had) => {
      const w = worldWith(rule({ rtcStatus: "enabled" }));
      await deleteRtc(w.context, "r", { ...rtc, status });
      expect(w.context.memory.hadRtc("src", "r")).toBe(had);
    },
  );

  it("of one rule keeps neither the RTC of another nor the rule itself", async () => {
    const w = worldWith(rule(), rule({ id: "s", rtcStatus: "enabled" }));
    await createRtc(w.context, rtc);
    await deleteRtc(w.context, "s", { ...rtc, ruleId: "s" });
    expect(w.switches()).toEqual(["rtc src r enabled", "rtc src s disabled"]);
    expect(w.context.memory.isAlive("src", "r")).toBe(false);
  });

  it("is looked at afresh where it is refused, and in a refresh as it was read", async () => {
    const w = worldWith();
    await readRtc(w.context, "r", rtc);
    await createRtc(w.context, rtc).catch(() => {});
    expect(w.oss.looks).toEqual(["kept", "fresh"]);
  });
});
