import { patiently } from "../../../provider/lifecycle/wait";
import { type RuleWait, type Seen, watchRules } from "../../../provider/lifecycle/watchRules";
import { OssError, type Rule } from "../../../provider/oss";
import { FakeOss, JumpingClock, ossError } from "./support/fakes";
import { VirtualClock } from "./support/virtualClock";

const rule = (id: string): Rule => ({
  id,
  status: "closing",
  destination: { bucket: `dst-${id}`, location: "oss-cn-beijing" },
});

const gone = (id: string): RuleWait<true> => ({
  probe: (look) => look().every((found) => found.id !== id) || undefined,
  onTimeout: ({ asked }: Seen) => new Error(`${id}: asked ${asked}`),
});

const passing = (retryAfterMs?: number) =>
  ossError("ServiceUnavailable", "GetBucketReplication", "src", { status: 503, retryAfterMs });

/** A bucket whose rules are there, or whose looks fail, until so many looks were made. */
function set(rules: Rule[], failures: Error[] = []) {
  const clock = new JumpingClock();
  const service = new FakeOss();
  service.rules = rules;
  service.onGet = () => {
    const failure = failures.shift();
    if (failure) throw failure;
  };
  const waiting = (deadline: number, random = 0) => ({ clock, random: () => random, deadline });
  return { clock, service, at: { service, bucket: "src" }, waiting };
}

describe("watching the rules of a bucket", () => {
  it("pauses longer and longer, up to ten seconds", async () => {
    const { at, clock, service, waiting } = set([rule("a")]);
    service.onGet = () => {
      if (service.calls.length > 10) service.rules = [];
    };
    expect(await watchRules(at, waiting(100_000, 0.5), gone("a"))).toBe(true);
    expect(clock.pauses).toEqual([300, 450, 675, 1012.5, ...Array(6).fill(expect.any(Number))]);
    expect(clock.pauses.at(-1)).toBe(7_500);
  });

  it("looks once more at the very deadline and says how often it looked", async () => {
    const { at, clock, service, waiting } = set([rule("a")]);
    clock.time = 500_000;
    const ending = await watchRules(at, waiting(501_000), gone("a")).catch((error) => error);
    expect(ending.message).toBe(`a: asked ${service.calls.length}`);
    expect(clock.time).toBe(501_000);
  });

  it("ends at its deadline even if the clock is set back meanwhile", async () => {
    const { at, clock, service, waiting } = set([rule("a")]);
    clock.time = 500_000;
    service.onGet = () => {
      clock.time = Math.min(clock.time, 500_000);
    };
    await expect(watchRules(at, waiting(503_000), gone("a"))).rejects.toThrow("asked");
    expect(clock.pauses.reduce((sum, ms) => sum + ms, 0)).toBe(3_000);
  });

  it("goes on after failures that pass, as late as the service says, and tells the last one at the deadline", async () => {
    const { at, clock, waiting } = set([], [passing(30_000), passing()]);
    expect(await watchRules(at, waiting(60_000), gone("a"))).toBe(true);
    expect(clock.pauses).toEqual([30_000, expect.any(Number)]);

    const always = passing();
    const broken = set([], Array(1_000).fill(always));
    const told = { ...gone("a"), onTimeout: ({ failure }: Seen) => failure as Error };
    await expect(watchRules(broken.at, broken.waiting(60_000), told)).rejects.toBe(always);
  });

  it("ends at once with a failure that passes where it is not to be patient, and with a refusal", async () => {
    const refusal = new OssError({
      operation: "x",
      bucket: "src",
      status: 403,
      code: "AccessDenied",
      serviceMessage: "",
    });
    const failure = passing();
    const { at, clock, waiting } = set([], [failure, refusal]);
    await expect(watchRules(at, waiting(60_000), { ...gone("a"), isPatient: () => false })).rejects.toBe(
      failure,
    );
    await expect(watchRules(at, waiting(60_000), gone("a"))).rejects.toBe(refusal);
    expect(clock.pauses).toEqual([]);
  });

  it("looks once for all who wait, and each ends with its own", async () => {
    const { at, service, waiting } = set(["a", "b", "c"].map(rule));
    service.onGet = () => {
      if (service.calls.length > 2) service.rules.shift();
    };
    const ended: string[] = [];
    const wait = async (id: string) => {
      await watchRules(at, waiting(100_000), gone(id));
      ended.push(`${id} after ${service.calls.length}`);
    };
    await Promise.all(["a", "b", "c"].map(wait));
    expect(ended).toEqual(["a after 3", "b after 4", "c after 5"]);
  });

  it("lets each wait end at its own deadline", async () => {
    const { at, clock, waiting } = set(["a", "b"].map(rule));
    const ending = (id: string, deadline: number) =>
      watchRules(at, waiting(deadline), gone(id)).catch(() => clock.time);
    expect(await Promise.all([ending("a", 5_000), ending("b", 70_000)])).toEqual([5_000, 70_000]);
  });

  it.each([
    ["at once", [], true],
    ["when the service allows it again", Array(20).fill(passing(60_000)), false],
  ])("looks for whoever comes new: %s", async (_, failures, isAtOnce) => {
    const clock = new VirtualClock();
    const service = new FakeOss();
    const looks: number[] = [];
    service.rules = [rule("a")];
    service.onGet = () => {
      looks.push(clock.now());
      const failure = failures.shift();
      if (failure) throw failure;
    };
    const at = { service, bucket: "src" };
    const waiting = { clock, random: () => 1, deadline: 100_000 };
    const late = clock.sleep(33_333).then(() => watchRules(at, waiting, gone("a")));
    const waits = [watchRules(at, waiting, gone("a")), late];
    await clock.run(Promise.allSettled(waits));
    expect(looks.includes(33_333)).toBe(isAtOnce);
    expect(looks.at(-1)).toBe(100_000);
    // After it the pauses begin anew.
    expect(looks.includes(33_733)).toBe(isAtOnce);
  });

  it("waits as long as it says, however many come meanwhile", async () => {
    const clock = new VirtualClock();
    const service = new FakeOss();
    service.rules = [rule("a")];
    const at = { service, bucket: "src" };
    const waiting = (limit: number) => ({ clock, random: () => 1, deadline: clock.now() + limit });
    const ended: number[] = [];
    const first = watchRules(at, waiting(100_000), gone("a")).catch(() => ended.push(clock.now()));
    const come = async () => {
      for (let left = 30; left > 0; left--) {
        await clock.sleep(3_000);
        await watchRules(at, waiting(1_000), gone("b"));
      }
    };
    await clock.run(Promise.all([first, come()]));
    expect(ended).toEqual([100_000]);
  });

  it("lets nobody's deadline pass because the service asked another to wait", async () => {
    const clock = new VirtualClock();
    const service = new FakeOss();
    service.onGet = () => {
      throw passing(3_600_000);
    };
    const at = { service, bucket: "src" };
    const ending = async (limit: number) => {
      const waiting = { clock, random: () => 1, deadline: clock.now() + limit };
      return watchRules(at, waiting, gone("a")).catch(() => clock.now());
    };
    const late = clock.sleep(5_000).then(() => ending(60_000));
    expect(await clock.run(Promise.all([ending(1_800_000), late]))).toEqual([1_800_000, 65_000]);
  });

  it("keeps buckets apart", async () => {
    const { service, waiting } = set([]);
    await Promise.all(
      ["one", "two"].map((bucket) => watchRules({ service, bucket }, waiting(1_000), gone("a"))),
    );
    expect(service.calls).toEqual(["get one", "get two"]);
  });
});

describe("a call that is made patiently", () => {
  it("is made again while its failure is one that passes, and until the deadline", async () => {
    const { clock, waiting } = set([]);
    const failures: Error[] = [passing(30_000), passing()];
    const call = async () => {
      const failure = failures.shift();
      if (failure) throw failure;
      return "done";
    };
    expect(await patiently(call, waiting(60_000))).toBe("done");
    expect(clock.pauses).toEqual([30_000, expect.any(Number)]);
    const always = passing();
    await expect(patiently(() => Promise.reject(always), waiting(90_000))).rejects.toBe(always);
    expect(clock.time).toBe(90_000);
    const refusal = ossError("AccessDenied");
    await expect(patiently(() => Promise.reject(refusal), waiting(120_000))).rejects.toBe(refusal);
    expect(clock.time).toBe(90_000);
  });
});
