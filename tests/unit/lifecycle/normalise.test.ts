import fc from "fast-check";
import { validateRule } from "../../../provider/lifecycle/check/validate";
import { formatDuration, millisecondsOf, parseDuration } from "../../../provider/lifecycle/duration";
import { normaliseRule, withoutNulls } from "../../../provider/lifecycle/normalise";
import { UNKNOWN } from "../../../provider/lifecycle/unknown";

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

describe("what a program leaves out", () => {
  it("is not there, be it null or undefined", () => {
    const given = full({ endpoint: null, network: undefined, syncRole: undefined, adopt: null });
    expect(Object.entries(normaliseRule(given, undefined)).filter(([, value]) => value == null)).toEqual([]);
  });

  it("is not there within lists and objects, either", () => {
    const given = { list: [{ a: null, b: 1 }, "text", [{ c: undefined }]], d: { e: null, f: undefined } };
    expect(withoutNulls(given)).toStrictEqual({ list: [{ b: 1 }, "text", [{}]], d: {} });
  });

  it("is no time where it is the default", () => {
    const timesOf = (timeouts: unknown) => normaliseRule(full({ timeouts }), "cn-hangzhou").timeouts;
    expect(timesOf(undefined)).toBeUndefined();
    expect(timesOf({ create: "30m", delete: "1800s" })).toBeUndefined();
    expect(timesOf({ create: "3600s" })).toEqual({ create: "1h" });
    expect(timesOf({ create: "30m", delete: "90s" })).toEqual({ delete: "90s" });
  });

  it("is none of it where it is not known yet", () => {
    const { timeouts, region } = normaliseRule(full({ timeouts: UNKNOWN }), UNKNOWN);
    expect([timeouts, region]).toEqual([UNKNOWN, UNKNOWN]);
    expect(normaliseRule(full({ timeouts: { create: UNKNOWN } }), "oss-cn-hangzhou")).toMatchObject({
      region: "cn-hangzhou",
      timeouts: { create: UNKNOWN },
    });
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
    [" 30m ", "30m"],
    [".5H", "30m"],
    ["90s", "90s"],
    ["1000ms", "1s"],
  ])("%s is %s", (text, spelt) => {
    expect(formatDuration(parseDuration(text) as number)).toBe(spelt);
  });

  it.each([
    "",
    "30",
    "m",
    "-1m",
    "0s",
    "1x",
    "ten minutes",
    "x30m",
    "30m x",
    "1h 30m",
    "3.m",
    `${"9".repeat(400)}h`,
    null,
    30,
    {},
  ])("%p is none", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it("that is none is the one that stands in for it", () => {
    expect(millisecondsOf("1h", "30m")).toBe(3_600_000);
    for (const none of [undefined, "", "soon"]) expect(millisecondsOf(none, "30m")).toBe(1_800_000);
  });
});
