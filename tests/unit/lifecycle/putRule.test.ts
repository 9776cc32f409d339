import { putAsGiven, putRule } from "../../../provider/lifecycle/putRule";
import type { RuleToPut } from "../../../provider/oss";
import { ossError, world } from "./support/fakes";

const rule: RuleToPut = { id: "r", destination: { bucket: "dst", location: "oss-cn-beijing" } };

/** A service that takes the rule and says no id. */
function silent() {
  const { oss } = world();
  const accept = oss.onPut;
  oss.onPut = (rule) => {
    accept(rule);
    return {};
  };
  return oss;
}

it("the id of a rule that OSS says none of is read from its rules as they are now", async () => {
  const oss = silent();
  expect(await putRule(oss, "src", rule, {})).toBe("r");
  expect(oss.looks).toEqual(["fresh"]);
});

it("a rule that OSS took and does not show has no id, which is a failure where one is needed", async () => {
  const oss = silent();
  oss.onPut = () => ({});
  expect(await putAsGiven(oss, "src", rule)).toBeUndefined();
  await expect(putRule(oss, "src", rule, {})).rejects.toMatchObject({ code: "NoRuleId" });
});

it("a rule that OSS took is not told as refused where the caller may not look for its id", async () => {
  const oss = silent();
  oss.onGet = () => {
    throw ossError("AccessDenied", "GetBucketReplication", "src", { status: 403 });
  };
  await expect(putRule(oss, "src", rule, {})).rejects.toMatchObject({
    code: "NoRuleId",
    message: expect.stringMatching(/^The rule from src to dst \(oss-cn-beijing\) was put and is in effect/),
  });
});
