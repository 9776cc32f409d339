import {
  type Condition,
  conditionsIn,
  type GatedRule,
  judge,
  NotConditions,
  percentText,
} from "../../../provider/operate/gate";
import { timeText } from "../../../provider/operate/timeText";

const NOW = Date.parse("2026-11-26T12:00:00Z");
const both = conditionsIn("history=100%,lag=15m");
const rule = (said: Partial<GatedRule> = {}): GatedRule => ({
  id: "r-1",
  status: "doing",
  copiesHistory: true,
  history: 1,
  newObject: new Date(NOW - 60_000),
  ...said,
});

describe("conditions", () => {
  it.each<[string, Condition[]]>([
    ["history=100%", [{ kind: "history", least: 1, text: "history=100%" }]],
    ["history=99.5%", [{ kind: "history", least: 0.995, text: "history=99.5%" }]],
    ["lag=90s", [{ kind: "lag", most: 90_000, text: "lag=90s" }]],
    [
      "lag=1h, history=50%",
      [
        { kind: "lag", most: 3_600_000, text: "lag=1h" },
        { kind: "history", least: 0.5, text: "history=50%" },
      ],
    ],
  ])("%s", (text, conditions) => {
    expect(conditionsIn(text)).toEqual(conditions);
  });

  it.each([
    "",
    ",",
    "history",
    "history=",
    "history=100",
    "history=0%",
    "history=101%",
    "history=-1%",
    "history=1e1%",
    "history=%",
    "lag=",
    "lag=15",
    "lag=-1m",
    "lag=100%",
    "lag=15m,",
    "copied=100%",
    "__proto__=1",
  ])("are not %j", (text) => {
    expect(() => conditionsIn(text)).toThrow(NotConditions);
    expect(() => conditionsIn(text)).toThrow("such as history=100%,lag=15m");
  });

  it("are given once each", () => {
    expect(() => conditionsIn("lag=1m,lag=2m")).toThrow("lag is given twice");
  });
});

describe("a gate", () => {
  it("is open when all conditions hold for all rules", () => {
    expect(judge([rule(), rule({ id: "r-2" })], both, NOW)).toEqual({
      met: true,
      final: false,
      outcomes: [
        { ruleId: "r-1", condition: "history=100%", met: true, reason: "100.0 % is copied" },
        {
          ruleId: "r-1",
          condition: "lag=15m",
          met: true,
          reason: "what was written up to 1m ago is copied",
        },
        expect.objectContaining({ ruleId: "r-2" }),
        expect.objectContaining({ ruleId: "r-2" }),
      ],
    });
  });

  it.each<[string, Partial<GatedRule>, string[]]>([
    ["history that is nearly copied", { history: 0.99999 }, ["99.9 % is copied"]],
    ["history that OSS does not tell", { history: undefined }, ["OSS does not say how much is copied"]],
    [
      "whether there is history is not known",
      { copiesHistory: undefined, history: undefined },
      ["OSS does not say how much is copied"],
    ],
    [
      "a lag over the limit",
      { newObject: new Date(NOW - 900_001) },
      ["what was written up to 15m ago is copied"],
    ],
    ["a lag that OSS does not tell", { newObject: undefined }, ["OSS does not say how late it is"]],
    [
      "a rule that is starting",
      { status: "starting", history: undefined, newObject: undefined },
      ["the rule is starting", "the rule is starting"],
    ],
  ])("stays closed for %s, and waiting may help", (_, said, reasons) => {
    const { met, final, outcomes } = judge([rule(said), rule({ id: "r-2" })], both, NOW);
    expect({ met, final }).toEqual({ met: false, final: false });
    expect(outcomes.filter((each) => !each.met).map(({ reason }) => reason)).toEqual(reasons);
  });

  it.each([
    ["closing", "the rule is deleted and is being cleared"],
    ["gone", "there is no such rule"],
  ] as const)("is closed for good by a rule that is %s, even where it had copied all", (status, reason) => {
    const { met, final, outcomes } = judge([rule({ status }), rule({ id: "r-2" })], both, NOW);
    expect({ met, final }).toEqual({ met: false, final: true });
    expect(outcomes.slice(0, 2).map((each) => [each.met, each.reason])).toEqual([
      [false, reason],
      [false, reason],
    ]);
  });

  it("is closed for good where there is no rule: nothing is copied", () => {
    expect(judge([], both, NOW)).toEqual({ met: false, final: true, outcomes: [] });
  });

  it("has nothing to wait for where no history is copied, but for the lag", () => {
    const [history] = conditionsIn("history=100%");
    const without = rule({
      copiesHistory: false,
      history: undefined,
      status: "starting",
      newObject: undefined,
    });
    expect(judge([without], [history as Condition], NOW).met).toBe(true);
    expect(judge([without], both, NOW).met).toBe(false);
  });

  it.each([true, false])("stays closed for a status that is not known here, history: %s", (copiesHistory) => {
    const paused = rule({ status: "paused" as "doing", copiesHistory });
    const { met, final, outcomes } = judge([paused], both, NOW);
    expect({ met, final }).toEqual({ met: false, final: false });
    for (const each of outcomes)
      expect(each).toMatchObject({ met: false, reason: 'the rule is "paused", which is not known here' });
  });

  it("takes the very limit, and a time that is little ahead of our clock, for met", () => {
    const lag = conditionsIn("lag=15m");
    expect(judge([rule({ newObject: new Date(NOW - 900_000) })], lag, NOW).met).toBe(true);
    expect(judge([rule({ newObject: new Date(NOW + 5_000) })], lag, NOW)).toMatchObject({
      met: true,
      outcomes: [{ reason: "what was written up to 0s ago is copied" }],
    });
  });

  it("is not met by a lag that a clock which is behind cannot tell", () => {
    const lag = conditionsIn("lag=15m");
    expect(judge([rule({ newObject: new Date(NOW + 5_001) })], lag, NOW)).toMatchObject({
      met: false,
      final: false,
      outcomes: [{ reason: "nobody knows how late it is: this machine's clock is behind OSS's" }],
    });
  });
});

it.each([
  [0, "0.0 %"],
  [0.29, "29.0 %"],
  [0.58, "58.0 %"],
  [0.9999, "99.9 %"],
  [1, "100.0 %"],
])("%d is %s", (share, text) => {
  expect(percentText(share)).toBe(text);
});

it.each([
  [0, "0s"],
  [999, "0s"],
  [59_999, "59s"],
  [60_000, "1m"],
  [61_000, "1m 1s"],
  [3_600_000, "1h"],
  [3_661_000, "1h 1m"],
  [90_000_000, "1d 1h"],
])("%d ms are %s", (ms, text) => {
  expect(timeText(ms)).toBe(text);
});
