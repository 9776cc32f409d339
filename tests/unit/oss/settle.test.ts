import type { Rule, RuleToPut } from "../../../provider/oss/model";
import { effectOfPut, isRemoved, isRtc, settleWrite } from "../../../provider/oss/settle";

const sent: RuleToPut = {
  id: "mine",
  destination: { bucket: "dst", location: "oss-cn-beijing", transferType: "internal" },
  prefixSet: { prefixes: ["logs/"] },
  syncRole: "role",
};
const there: Rule = {
  id: "mine",
  status: "starting",
  destination: { bucket: "dst", location: "oss-cn-beijing" },
  prefixSet: { prefixes: ["logs/"] },
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
    ["another rule in the pair", [{ ...there, id: "theirs", prefixSet: { prefixes: [] } }], undefined],
    [
      "our id, but not what was sent: it was there before",
      [{ ...there, prefixSet: { prefixes: [] } }],
      undefined,
    ],
    [
      "the same to another target",
      [{ ...there, destination: { ...there.destination, bucket: "other" } }],
      undefined,
    ],
  ])("%s", (_, rules, id) => {
    expect(effectOfPut(sent, rules, { wasFree: true })?.id).toBe(id);
  });

  test("where the pair was not seen free, only the one with the id that was chosen", () => {
    const theirs = { ...there, id: "theirs" };
    expect(effectOfPut(sent, [theirs], {})).toBeUndefined();
    expect(effectOfPut(sent, [theirs, there], {})).toBe(there);
    expect(effectOfPut({ ...sent, id: undefined }, [theirs], {})).toBeUndefined();
  });
});

describe("which rules show that a delete had its effect", () => {
  test.each([
    ["none", [], true],
    ["others", [{ ...there, id: "other" }], true],
    ["it, closing", [{ ...there, status: "closing" as const }], true],
    ["it, in effect", [{ ...there, status: "doing" as const }], false],
    ["it, starting", [there], false],
  ])("%s", (_, rules, removed) => {
    expect(isRemoved("mine", rules)).toBe(removed);
  });
});

describe("which rule shows that RTC was set", () => {
  test.each([
    ["none", [], false, false],
    ["another", [{ ...there, id: "other", rtcStatus: "enabled" }], false, false],
    ["on", [{ ...there, rtcStatus: "enabled" }], true, false],
    ["coming", [{ ...there, rtcStatus: "enabling" }], true, false],
    ["off", [there], false, true],
    ["off, in words", [{ ...there, rtcStatus: "disabled" }], false, true],
    ["a word that we do not know", [{ ...there, rtcStatus: "disabling" }], false, false],
  ])("%s", (_, rules, enabled, disabled) => {
    expect(isRtc("enabled", "mine", rules)).toBe(enabled);
    expect(isRtc("disabled", "mine", rules)).toBe(disabled);
  });
});

describe("settling", () => {
  const lost = { code: "Timeout" };
  const refused = { code: "BucketReplicationAlreadyExist", status: 400 };
  const effect = (rules: readonly Rule[]) => effectOfPut(sent, rules, {})?.id;

  test("a refusal is told as it is, without a read", async () => {
    const read = jest.fn(async () => [there]);
    const settle = settleWrite(read, effect);
    expect(await settle(refused)).toBeUndefined();
    expect(read).not.toHaveBeenCalled();
  });

  test("a lost answer is settled by what is there", async () => {
    expect(await settleWrite(async () => [there], effect)(lost)).toBe("mine");
    expect(await settleWrite(async () => [], effect)(lost)).toBeUndefined();
  });

  test("once an answer was lost, a later refusal is settled too", async () => {
    let rules: Rule[] = [];
    const settle = settleWrite(async () => rules, effect);
    expect(await settle(lost)).toBeUndefined();
    rules = [there];
    expect(await settle(refused)).toBe("mine");
  });

  test("a read that fails settles nothing, least of all that a rule is gone", async () => {
    const settle = settleWrite(
      () => Promise.reject(new Error("down")),
      (rules) => isRemoved("mine", rules),
    );
    expect(await settle(lost)).toBeUndefined();
  });
});
