import fc from "fast-check";
import {
  Backoff,
  type BackoffOptions,
  BETWEEN_ATTEMPTS,
  BETWEEN_QUESTIONS,
  pauseMs,
} from "../../../provider/oss/backoff";
import { stoppable, systemClock } from "../../../provider/oss/clock";

describe("pauses", () => {
  it("between attempts are full jitter over min(5 s, 200 ms * 2^n)", () => {
    const longest = [1, 2, 3, 5, 6, 51].map((failures) => pauseMs(BETWEEN_ATTEMPTS, failures, 1));
    expect(longest).toEqual([200, 400, 800, 3_200, 5_000, 5_000]);
    expect([1, 2, 51].map((failures) => pauseMs(BETWEEN_ATTEMPTS, failures, 0))).toEqual([0, 0, 0]);
    expect(pauseMs(BETWEEN_ATTEMPTS, 4, 0.5)).toBe(800);
  });

  it("between questions grow to ten seconds, half of each by chance", () => {
    const longest = [1, 2, 3, 50].map((failures) => pauseMs(BETWEEN_QUESTIONS, failures, 1));
    expect(longest).toEqual([400, 600, 900, 10_000]);
    expect([1, 2, 3, 50].map((failures) => pauseMs(BETWEEN_QUESTIONS, failures, 0))).toEqual(
      longest.map((pause) => pause / 2),
    );
  });
});

/** A back-off whose pauses take no time but the clock's, without chance. */
function backoff(options: Partial<BackoffOptions> = {}) {
  const pauses: number[] = [];
  const time = { now: 1_000_000 };
  const clock = {
    now: () => time.now,
    sleep: async (ms: number) => {
      pauses.push(ms);
      time.now += ms;
    },
  };
  const curve = { firstMs: 100, factor: 2, longestMs: 400, jitter: 0 };
  const made = new Backoff({ curve, clock, random: () => 0, limitMs: 1_000, atLimit: "stop", ...options });
  return { made, pauses, time };
}

async function untilItEnds(made: Backoff, atLeastMs?: number): Promise<void> {
  while (await made.pause(atLeastMs)) {}
}

describe("a back-off", () => {
  it("stops before a pause that would go past the limit", async () => {
    const { made, pauses } = backoff();
    await untilItEnds(made);
    expect(pauses).toEqual([100, 200, 400]);
  });

  it("makes a pause that ends at the very limit", async () => {
    const { made, pauses } = backoff({ limitMs: 700 });
    await untilItEnds(made);
    expect(pauses).toEqual([100, 200, 400]);
  });

  it("or cuts the last one short, so that one more attempt is made at the limit", async () => {
    const { made, pauses } = backoff({ atLimit: "cut" });
    await untilItEnds(made);
    expect(pauses).toEqual([100, 200, 400, 300]);
  });

  it.each(["stop", "cut"] as const)("with nothing left does not pause at all (%s)", async (atLimit) => {
    const { made, pauses } = backoff({ limitMs: atLimit === "cut" ? 0 : 99, atLimit });
    expect(await made.pause()).toBe(false);
    expect(pauses).toEqual([]);
  });

  it("pauses as long as the service asks, where that is longer", async () => {
    const { made, pauses } = backoff();
    await made.pause(350);
    await made.pause(150);
    expect(pauses).toEqual([350, 200]);
  });

  it("counts the time that attempts take", async () => {
    const { made, pauses, time } = backoff();
    await made.pause();
    time.now += 800;
    expect(made.waitedMs()).toBe(900);
    expect(await made.pause()).toBe(false);
    expect(pauses).toEqual([100]);
  });

  it("ends though the clock is set back", async () => {
    const { made, pauses, time } = backoff();
    await made.pause(600);
    time.now = 0;
    expect(made.waitedMs()).toBe(600);
    expect(await made.pause(500)).toBe(false);
    expect(pauses).toEqual([600]);
  });

  it("never goes past its limit, whatever the service asks and chance says", async () => {
    const asked = fc.array(
      fc.record({ atLeastMs: fc.nat(2_000), random: fc.double({ min: 0, max: 0.99, noNaN: true }) }),
    );
    const atLimit = fc.constantFrom("stop" as const, "cut" as const);
    await fc.assert(
      fc.asyncProperty(asked, atLimit, fc.nat(20_000), async (rounds, atLimit, limitMs) => {
        let chance = 0;
        const { made, pauses } = backoff({
          curve: BETWEEN_ATTEMPTS,
          random: () => chance,
          limitMs,
          atLimit,
        });
        for (const { atLeastMs, random } of rounds) {
          chance = random;
          await made.pause(atLeastMs);
        }
        const waited = pauses.reduce((sum, pause) => sum + pause, 0);
        expect(waited).toBeLessThanOrEqual(limitMs + 1e-6);
        expect(made.waitedMs()).toBeCloseTo(waited);
      }),
    );
  });
});

it("the clock of the system sleeps for as long as it is told", async () => {
  const before = systemClock.now();
  await systemClock.sleep(20);
  expect(systemClock.now() - before).toBeGreaterThanOrEqual(19);
  expect(systemClock.now()).toBeLessThanOrEqual(Date.now());
});

describe("a clock that is stopped", () => {
  it("wakes whoever sleeps, and lets nobody sleep or try again any more", async () => {
    const clock = stoppable({ now: () => 7, sleep: () => new Promise(() => {}) });
    const limits = { limitMs: 10_000, atLimit: "cut" } as const;
    const backoff = new Backoff({ curve: BETWEEN_ATTEMPTS, clock, random: () => 1, ...limits });
    const pausing = backoff.pause();
    const sleeping = clock.sleep(1_000_000);
    expect([clock.now(), clock.isStopped?.()]).toEqual([7, false]);
    clock.stop();
    await sleeping;
    expect(await pausing).toBe(false);
    expect(clock.isStopped?.()).toBe(true);
    await clock.sleep(1_000_000);
    expect(await backoff.pause()).toBe(false);
  });

  it("sleeps as its clock does until then", async () => {
    const slept: number[] = [];
    const clock = stoppable({
      now: () => 0,
      sleep: async (ms) => {
        slept.push(ms);
      },
    });
    await clock.sleep(5);
    expect(slept).toEqual([5]);
  });
});
