import fc from "fast-check";
import { validateRule } from "../../../provider/lifecycle/check/validate";
import { formatDuration, parseDuration } from "../../../provider/lifecycle/duration";
import { normaliseRule } from "../../../provider/lifecycle/normalise";

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
