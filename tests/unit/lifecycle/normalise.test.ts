import fc from "fast-check";
import { validateRule } from "../../../provider/lifecycle/check/validate";
import { formatDuration, parseDuration } from "../../../provider/lifecycle/duration";
import { normaliseRule } from "../../../provider/lifecycle/normalise";
import { pause, type Seen, waitFor } from "../../../provider/lifecycle/wait";
import { OssError } from "../../../provider/oss";
import { JumpingClock } from "./support/fakes";

const action = fc.oneof(
  fc.constant("ALL"),
  fc.uniqueArray(fc.constantFrom("PUT", "DELETE", "ABORT"), { minLength: 1 }).map((parts) => parts.join(",")),
);
const args = fc.record(
  {
    prefixSet: fc.record({ prefixes: fc.array(fc.string({ unit: "grapheme" }), { maxLength: 10 }) }),
    action,
    historicalObjectReplication: fc.constantFrom("enabled", "disabled"),
    userTaggings: fc.record(
      {
        filterType: fc.constantFrom("AND", "OR"),
        tags: fc.array(fc.record({ key: fc.string(), value: fc.string() }), { maxLength: 10 }),
      },
      { requiredKeys: ["tags"] },
    ),
    timeouts: fc.record({ create: fc.integer({ min: 1, max: 9_999 }).map((n) => `${n}s`) }),
    syncRole: fc.string({ minLength: 1 }),
  },
  { requiredKeys: [] },
);
const full = (some: object) => ({
  bucket: "src",
  region: "cn-hangzhou",
  destination: { bucket: "dst", location: "cn-beijing" },
  owner: "00112233aabbccdd",
  ...some,
});

describe("one spelling for each meaning", () => {
  it("is reached in one step", () => {
    fc.assert(
      fc.property(args, (some) => {
        const once = normaliseRule(full(some), "cn-hangzhou");
        expect(normaliseRule({ ...once }, once.region)).toEqual(once);
      }),
    );
  });

  it("does not depend on order and repetition", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (prefixes) => {
        const spelt = (list: string[]) =>
          normaliseRule(full({ prefixSet: { prefixes: list } }), "cn-hangzhou");
        expect(spelt([...prefixes].reverse().concat(prefixes))).toEqual(spelt(prefixes));
      }),
    );
  });

  it("is refused no more than what was given", () => {
    fc.assert(
      fc.property(args, (some) => {
        fc.pre(validateRule(full(some)).length === 0);
        expect(validateRule({ ...normaliseRule(full(some), "cn-hangzhou") })).toEqual([]);
      }),
    );
  });
});

describe("a time", () => {
  it.each([
    ["30m", "30m"],
    ["1800s", "30m"],
    ["0.5h", "30m"],
    ["90m", "90m"],
    ["120m", "2h"],
    ["1500ms", "1500ms"],
    ["2 hours", "2h"],
  ])("%s is %s", (text, spelt) => {
    expect(formatDuration(parseDuration(text) as number)).toBe(spelt);
  });

  it.each(["", "30", "m", "-1m", "0s", "1x", "ten minutes", null, 30, {}])("%p is none", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe("waiting", () => {
  it("asks with growing pauses that chance spreads, never longer than ten seconds", () => {
    const longest = Array.from({ length: 20 }, (_, at) => pause(at + 1, 1));
    expect(longest).toEqual([...longest].sort((a, b) => a - b));
    expect(longest.at(-1)).toBe(10_000);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (asked, chance) => {
          expect(pause(asked, chance)).toBeGreaterThanOrEqual(pause(asked, 1) / 2);
          expect(pause(asked, chance)).toBeLessThanOrEqual(pause(asked, 1));
        },
      ),
    );
  });

  it("asks once more at the very deadline and says how often it asked", async () => {
    const clock = new JumpingClock();
    const probe = jest.fn(async () => undefined);
    const waiting = { clock, random: () => 0, deadline: 1_000 };
    const onTimeout = ({ asked }: Seen) => new Error(`asked ${asked}`);
    const ending = await waitFor(probe, waiting, { onTimeout }).catch((error) => error);
    expect(ending.message).toBe(`asked ${probe.mock.calls.length}`);
    expect(clock.time).toBe(1_000);
  });

  it("asks again after failures that pass, as late as the service says, and tells the last one at the deadline", async () => {
    const clock = new JumpingClock();
    const passing = { operation: "GetBucketReplication", bucket: "src", status: 503, serviceMessage: "" };
    const failures = [
      new OssError({ ...passing, code: "ServiceUnavailable", retryAfterMs: 30_000 }),
      new OssError({ ...passing, code: "InternalError" }),
    ];
    const waiting = { clock, random: () => 0, deadline: 60_000 };
    const onTimeout = ({ failure }: Seen) => failure as Error;
    const answers = [...failures];
    const found = await waitFor(
      async () => {
        const failure = answers.shift();
        if (failure) throw failure;
        return "found";
      },
      waiting,
      { onTimeout },
    );
    expect(found).toBe("found");
    expect(clock.pauses).toEqual([30_000, expect.any(Number)]);
    const throwing = async () => {
      throw failures[1];
    };
    await expect(waitFor(throwing, waiting, { onTimeout })).rejects.toBe(failures[1]);
    await expect(waitFor(throwing, waiting, { onTimeout, isPatient: () => false })).rejects.toBe(failures[1]);
  });

  it("ends at once with a refusal", async () => {
    const clock = new JumpingClock();
    const refusal = new OssError({
      operation: "x",
      bucket: "src",
      status: 403,
      code: "AccessDenied",
      serviceMessage: "",
    });
    const probe = async () => {
      throw refusal;
    };
    const waiting = { clock, random: () => 0, deadline: 60_000 };
    await expect(waitFor(probe, waiting, { onTimeout: () => new Error() })).rejects.toBe(refusal);
    expect(clock.time).toBe(0);
  });
});
