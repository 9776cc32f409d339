import { Facts } from "../../../provider/lifecycle/facts";
import { FakeOss, ossError } from "./support/fakes";

/** A clock on which time passes only while somebody waits for it. */
function clockOf(answersAfter: number) {
  let time = 0;
  return {
    now: () => time,
    sleep: async (milliseconds: number) => {
      if (milliseconds > answersAfter) return new Promise<void>(() => {});
      time += milliseconds;
    },
  };
}

function silentOss(): FakeOss {
  const oss = new FakeOss();
  oss.getBucketInfo = () => new Promise(() => {});
  return oss;
}

describe("questions for the check", () => {
  it("wait five seconds in all, then everything is unknown, with one warning per bucket", async () => {
    const warnings: string[] = [];
    const facts = new Facts({ clock: clockOf(5_000), warn: (text) => warnings.push(text) });
    const oss = silentOss();
    expect(await facts.source(oss, "a")).toMatchObject({ info: undefined, rules: [] });
    expect(await facts.source(oss, "a")).toEqual({});
    expect(await facts.target(oss, "b")).toEqual({});
    expect(warnings).toEqual([
      expect.stringMatching(/bucket a.*did not answer in time/),
      expect.stringMatching(/bucket b.*used up/),
    ]);
  });

  it("share the five seconds, and those who wait together spend them together", async () => {
    const warnings: string[] = [];
    let time = 0;
    const clock = { now: () => time, sleep: () => new Promise<void>(() => {}) };
    const facts = new Facts({ clock, warn: (text) => warnings.push(text) });
    const oss = new FakeOss();
    const slow = (milliseconds: number) => {
      oss.getBucketInfo = async (name) => {
        await null;
        time += milliseconds;
        return { name, location: "oss-cn-hangzhou" };
      };
    };
    slow(1_000);
    await Promise.all(["a", "b", "c"].map((bucket) => facts.target(oss, bucket)));
    slow(1_900);
    await facts.target(oss, "d");
    expect(warnings).toEqual([]);
    slow(200);
    await facts.target(oss, "e");
    expect(await facts.target(oss, "f")).toEqual({});
    expect(warnings).toEqual([expect.stringMatching(/bucket f.*used up/)]);
  });

  it("are asked again once the rules of the bucket have changed", async () => {
    const facts = new Facts({ clock: clockOf(0), warn: () => {} });
    const oss = new FakeOss();
    await facts.source(oss, "src");
    facts.forget("src");
    await facts.source(oss, "src");
    expect(oss.calls.filter((call) => call === "get src")).toHaveLength(2);
    expect(oss.calls.filter((call) => call === "info src")).toHaveLength(1);
  });

  it("are asked again where they failed", async () => {
    const facts = new Facts({ clock: clockOf(0), warn: () => {} });
    const oss = new FakeOss();
    oss.infos.src = ossError("NoSuchBucket");
    await expect(facts.target(oss, "src")).rejects.toMatchObject({ code: "NoSuchBucket" });
    oss.infos.src = { name: "src", location: "oss-cn-hangzhou" };
    expect(await facts.target(oss, "src")).toMatchObject({ info: { name: "src" } });
  });

  it("never hide a bug behind a warning", async () => {
    const facts = new Facts({ clock: clockOf(0), warn: () => {} });
    const oss = new FakeOss();
    oss.infos.src = new TypeError("a bug");
    await expect(facts.source(oss, "src")).rejects.toThrow(TypeError);
  });
});
