import type { Rule, RuleToPut } from "../../../provider/oss/model";
import { effectOfPut, settlePut } from "../../../provider/oss/settle";

const sent: RuleToPut = {
  id: "mine",
  destination: { bucket: "dst", location: "oss-cn-beijing", transferType: "internal" },
  prefixes: ["logs/"],
  syncRole: "role",
};
const there: Rule = {
  id: "mine",
  status: "starting",
  destination: { bucket: "dst", location: "oss-cn-beijing" },
  prefixes: ["logs/"],
  action: "ALL",
  historicalObjectReplication: "enabled",
};

describe("which rule shows that a put had its effect", () => {
  test.each([
    ["ours, less what OSS leaves out", [there], "mine"],
    ["ours under an id of OSS's own", [{ ...there, id: "made" }], "made"],
    ["ours among others", [{ ...there, destination: { bucket: "other", location: "x" } }, there], "mine"],
    ["none", [], undefined],
    ["ours, but closing", [{ ...there, status: "closing" as const }], undefined],
    ["another rule in the pair", [{ ...there, id: "theirs", prefixes: [] }], undefined],
    ["our id, but not what was sent: it was there before", [{ ...there, prefixes: [] }], undefined],
    [
      "the same to another target",
      [{ ...there, destination: { ...there.destination, bucket: "other" } }],
      undefined,
    ],
  ])("%s", (_, rules, id) => {
    expect(effectOfPut(sent, rules)?.id).toBe(id);
  });
});

describe("settling", () => {
  const lost = { code: "Timeout" };
  const refused = { code: "BucketReplicationAlreadyExist", status: 400 };

  test("a refusal is told as it is, without a read", async () => {
    const read = jest.fn(async () => [there]);
    const settle = settlePut(sent, read);
    expect(await settle(refused)).toBeUndefined();
    expect(read).not.toHaveBeenCalled();
  });

  test("a lost answer is settled by what is there", async () => {
    expect(await settlePut(sent, async () => [there])(lost)).toEqual({ ruleId: "mine" });
    expect(await settlePut(sent, async () => [])(lost)).toBeUndefined();
  });

  test("once an answer was lost, a later refusal is settled too", async () => {
    let rules: Rule[] = [];
    const settle = settlePut(sent, async () => rules);
    expect(await settle(lost)).toBeUndefined();
    rules = [there];
    expect(await settle(refused)).toEqual({ ruleId: "mine" });
  });

  test("a read that fails settles nothing", async () => {
    expect(await settlePut(sent, () => Promise.reject(new Error("down")))(lost)).toBeUndefined();
  });
});
