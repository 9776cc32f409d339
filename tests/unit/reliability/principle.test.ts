import type { EmulatedRule } from "oss-replication-emulator";
import {
  adoptable,
  disagreements,
  lossesOf,
  type Standing,
  saysLoss,
} from "../../../scripts/reliability/matrix/principle";

const rule = (more: Partial<EmulatedRule> = {}): EmulatedRule => ({
  id: "r",
  destination: { bucket: "dst", location: "oss-cn-beijing" },
  prefixes: ["a/"],
  action: "ALL",
  historicalObjectReplication: "enabled",
  status: "doing",
  rtcStatus: "enabled",
  ...more,
});
const both = [
  { type: "rule", id: "r" },
  { type: "rtc", id: "r" },
] as const;
const standing = (more: Partial<Standing> = {}): Standing => ({
  rules: [rule()],
  strangers: [],
  closing: 0,
  state: [...both],
  ...more,
});
const failed = (message: string) => ({ ok: false, message });
const lost = /no rule is in effect/i;

test.each([
  ["No rule is in effect from src to dst (oss-cn-beijing): it was removed. Run `pulumi up`.", true],
  ["No rule is in effect from src to dst: it was removed.", false],
  ["Something failed. No rule is in effect from src to dst. Run `pulumi up`.", false],
  ["No rule is in effect from src: run `pulumi up`.", false],
  ["The rule from src to dst was not replaced: AccessDenied. Run `pulumi up`.", false],
])("a failure that says what is lost: %s", (message, says) => {
  expect(saysLoss(message, lost)).toBe(says);
});

describe("losses", () => {
  test("a pair without its rule, unless the failure says so", () => {
    const gone = standing({ rules: [] });
    expect(lossesOf(standing(), gone, failed("AccessDenied"))).toHaveLength(1);
    expect(lossesOf(standing(), gone, failed("No rule is in effect from src to dst: x. Run `a`."))).toEqual(
      [],
    );
    expect(lossesOf(gone, gone, failed("AccessDenied"))).toEqual([]);
  });

  test("RTC that is off, unless the failure says so", () => {
    const off = standing({ rules: [rule({ rtcStatus: undefined })] });
    expect(lossesOf(standing(), off, failed("AccessDenied"))).toHaveLength(1);
    expect(lossesOf(standing(), off, failed("RTC is off from src to dst: x. Run `a`."))).toEqual([]);
    expect(lossesOf(off, off, failed("AccessDenied"))).toEqual([]);
  });
});

describe("success that is none", () => {
  test.each([
    ["all is well", {}, 0],
    ["no rule", { rules: [] }, 1],
    ["two rules", { rules: [rule(), rule()] }, 1],
    ["another prefix", { rules: [rule({ prefixes: ["b/"] })] }, 1],
    ["RTC off", { rules: [rule({ rtcStatus: undefined })] }, 1],
    ["another id", { rules: [rule({ id: "s" })] }, 1],
    ["a stranger", { strangers: [rule()] }, 1],
    ["no state", { state: [] }, 1],
  ])("%s", (_, more, count) => {
    expect(disagreements(standing(more), { prefix: "a/" })).toHaveLength(count);
  });

  test("nothing is wanted, and something is left", () => {
    expect(disagreements(standing(), {})).toHaveLength(2);
    expect(disagreements(standing({ rules: [], state: [] }), {})).toEqual([]);
    expect(disagreements(standing({ rules: [], state: [], closing: 1 }), {})).toHaveLength(1);
  });
});

test("what a failure says to adopt", () => {
  expect(adoptable('Take it over with `adopt: "a-1"`; and `adopt: "b"`.')).toEqual(["a-1", "b"]);
  expect(adoptable("Nothing.")).toEqual([]);
});
