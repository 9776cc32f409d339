import type { ReplicationRuleInfo } from "pulumi-oss-replication";
import { addsLine, areSameRules } from "../../../scripts/demo/claims";
import { inWords } from "../../../scripts/demo/progress";

const rule: ReplicationRuleInfo = {
  ruleId: "a",
  status: "starting",
  destination: { bucket: "b", location: "oss-cn-beijing", transferType: "internal" },
  prefixes: [],
  action: "ALL",
  historicalObjectReplication: "enabled",
  rtcStatus: "enabling",
};

test.each<[string, Partial<ReplicationRuleInfo>, boolean]>([
  ["nothing changed", {}, true],
  ["it came into effect", { status: "doing" }, true],
  ["its RTC came into effect", { rtcStatus: "enabled" }, true],
  ["its RTC was turned off", { rtcStatus: "disabled" }, false],
  ["it has other prefixes", { prefixes: ["x/"] }, false],
  ["it is another rule", { ruleId: "b" }, false],
])("rules are the same when %s: %#", (_, change, expected) => {
  expect(areSameRules([rule], [{ ...rule, ...change }])).toBe(expected);
});

it("rules are the same in any order, but not when one is missing", () => {
  const other = { ...rule, ruleId: "b" };
  expect(areSameRules([rule, other], [other, rule])).toBe(true);
  expect(areSameRules([rule, other], [rule])).toBe(false);
});

test.each([
  ['    + [1]: "audit/"', true],
  ['\u001b[32m    + [1]: \u001b[0m"audit/"', true],
  ['    - [1]: "audit/"', false],
  ['    + [1]: "audit/x"', false],
])("%j adds the prefix: %s", (line, expected) => {
  expect(addsLine(`Previewing\n${line}\n`, "audit/")).toBe(expected);
});

test.each([
  [undefined, "starting"],
  [0, "0 % copied"],
  [0.999, "99 % copied"],
  [1, "100 % copied"],
])("progress %s is told as %j", (historicalObject, expected) => {
  const status = historicalObject === undefined ? "starting" : "doing";
  expect(inWords({ bucket: "a", region: "r", ruleId: "i", status, historicalObject })).toBe(expected);
});
