import fc from "fast-check";
import {
  closeLife,
  type Life,
  nextChange,
  rtcStatusAt,
  startLife,
  stateAt,
  statusAt,
  switchRtc,
} from "../../../emulator/life";

const timings = { startingMs: 10, closingMs: 20, historyMs: 100, rtcMs: 5 };
const history = { history: true, rtc: false };
const plain = { history: false, rtc: false };

describe("status", () => {
  test.each([
    [0, "starting"],
    [9, "starting"],
    [10, "doing"],
    [1e9, "doing"],
  ])("at %d ms: %s", (at, status) => {
    expect(stateAt(startLife(0, timings, plain), at).status).toBe(status);
  });

  test.each([
    ["starting", 3],
    ["doing", 50],
  ])("deleted while %s: closing, then gone", (_, at) => {
    const life = closeLife(startLife(0, timings, plain), at, timings);
    expect([at, at + 19, at + 20].map((time) => stateAt(life, time).status)).toEqual([
      "closing",
      "closing",
      "gone",
    ]);
  });

  test("phases of no length are over at once", () => {
    const instant = { startingMs: 0, closingMs: 0, historyMs: 0, rtcMs: 0 };
    const life = startLife(7, instant, { history: true, rtc: true });
    expect(stateAt(life, 7)).toMatchObject({ status: "doing", rtcStatus: "enabled", historicalObject: 1 });
    expect(stateAt(closeLife(life, 7, instant), 7).status).toBe("gone");
  });
});

describe("RTC", () => {
  test.each([
    ["with history: after it is copied", history, 0, 115],
    ["without history: after the rule is in effect", plain, 0, 15],
    ["switched on late: from then on", plain, 500, 505],
  ])("%s", (_, rule, at, enabledAt) => {
    const life = switchRtc(startLife(0, timings, rule), at, timings, true);
    expect(stateAt(life, enabledAt - 1).rtcStatus).toBe("enabling");
    expect(stateAt(life, enabledAt).rtcStatus).toBe("enabled");
  });

  test("twice on is once on, off is off, and off again is nothing", () => {
    const on = startLife(0, timings, { history: false, rtc: true });
    expect(switchRtc(on, 12, timings, true)).toEqual(on);
    const off = switchRtc(on, 12, timings, false);
    expect(stateAt(switchRtc(off, 13, timings, false), 1000).rtcStatus).toBeUndefined();
  });
});

test.each([
  [5, 0],
  [10, 0],
  [60, 0.5],
  [110, 1],
  [999, 1],
])("at %d ms the share of historical objects is %d", (at, share) => {
  expect(stateAt(startLife(0, timings, history), at).historicalObject).toBe(share);
});

test("time only moves forward: status, history, RTC and new objects never go back", () => {
  const ms = fc.integer({ min: 0, max: 1000 });
  const order = ["starting", "doing", "closing", "gone"];
  fc.assert(
    fc.property(
      fc.record({ startingMs: ms, closingMs: ms, historyMs: ms, rtcMs: ms }),
      fc.boolean(),
      fc.option(ms),
      fc.tuple(ms, ms),
      (given, withHistory, deletedAt, times) => {
        const life = startLife(0, given, { history: withHistory, rtc: true });
        const whole = deletedAt === null ? life : closeLife(life, deletedAt, given);
        const [early = 0, late = 0] = times.sort((a, b) => a - b).map((time) => (deletedAt ?? 0) + time);
        const [before, after] = [stateAt(whole, early), stateAt(whole, late)];
        expect(order.indexOf(after.status)).toBeGreaterThanOrEqual(order.indexOf(before.status));
        expect(after.historicalObject).toBeGreaterThanOrEqual(before.historicalObject);
        expect(after.newObject).toBeGreaterThanOrEqual(before.newObject);
        expect([before.rtcStatus, after.rtcStatus]).not.toEqual(["enabled", "enabling"]);
      },
    ),
  );
});

test("until its next change the status of a rule and of its RTC stay, and then one is another", () => {
  const time = fc.integer({ min: 0, max: 20 });
  const sometimes = fc.option(time, { nil: undefined });
  const lives = fc.record<Life>({
    createdAt: fc.constant(0),
    doingAt: time,
    historyAt: time,
    rtcAt: sometimes,
    goneAt: fc.constant(undefined),
  });
  const shown = (life: Life, at: number) => [statusAt(life, at), rtcStatusAt(life, at)];
  fc.assert(
    fc.property(lives, time, sometimes, (life, now, goneAt) => {
      const closed = { ...life, goneAt };
      const next = nextChange(closed, now);
      for (let at = now; at < Math.min(next, 30); at++) expect(shown(closed, at)).toEqual(shown(closed, now));
      if (next < 30 && goneAt === undefined) expect(shown(closed, next)).not.toEqual(shown(closed, now));
    }),
  );
});
