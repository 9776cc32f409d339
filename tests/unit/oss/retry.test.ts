import { OssError } from "../../../provider/oss";
import { withRetries } from "../../../provider/oss/retry";

describe("attempts", () => {
  const failed = (code: string, more: { status?: number; retryAfterMs?: number } = {}) =>
    new OssError({ operation: "PutBucketRTC", bucket: "b", code, serviceMessage: "", ...more });
  const passing = failed("Timeout");
  const final = failed("AccessDenied", { status: 403 });
  const busy = failed("MetaOperationQpsLimitExceeded", { status: 503 });

  /** Each attempt takes 10 ms. */
  const run = async (
    outcomes: (string | Error)[],
    more: { maxAttempts?: number; patienceMs?: number; random?: () => number; now?: () => number } = {},
    settle?: () => Promise<string | undefined>,
  ) => {
    const pauses: number[] = [];
    let [attempts, time] = [0, 0];
    const attempt = async () => {
      const outcome = outcomes[Math.min(attempts++, outcomes.length - 1)];
      time += 10;
      if (outcome instanceof Error) throw outcome;
      return outcome ?? "";
    };
    const options = {
      ...{ maxAttempts: 3, patienceMs: 120_000, random: () => 0.5, ...more },
      clock: {
        now: more.now ?? (() => time),
        sleep: async (ms: number) => {
          pauses.push(ms);
          time += ms;
        },
      },
    };
    const result = withRetries(attempt, options, settle).catch((error: OssError) => error);
    const value = await result;
    return { value, code: (value as OssError).code ?? value, attempts, pauses };
  };

  test.each([
    ["at once", ["ok"], 3, { code: "ok", attempts: 1, pauses: [] }],
    ["after one failure", [passing, "ok"], 3, { code: "ok", attempts: 2, pauses: [100] }],
    ["at the last attempt", [passing, passing, "ok"], 3, { code: "ok", attempts: 3, pauses: [100, 200] }],
    ["never", [passing, passing, passing, "ok"], 3, { code: "Timeout", attempts: 3, pauses: [100, 200] }],
    ["final", [final, "ok"], 3, { code: "AccessDenied", attempts: 1, pauses: [] }],
    ["final later", [passing, final, "ok"], 3, { code: "AccessDenied", attempts: 2, pauses: [100] }],
    ["one attempt", [passing, "ok"], 1, { code: "Timeout", attempts: 1, pauses: [] }],
    ["busy, which does not count", [busy, busy, busy, busy, "ok"], 1, { code: "ok", attempts: 5 }],
    ["busy among others", [busy, passing, busy, passing, busy, passing], 3, { code: "Timeout", attempts: 6 }],
  ])("%s", async (_, outcomes, maxAttempts, expected) => {
    expect(await run(outcomes, { maxAttempts })).toMatchObject(expected);
  });

  test("a bug is told as itself at once, even one that looks like a failure that passes", async () => {
    const bug = Object.assign(new Error("bug"), { code: "Timeout", retryable: true });
    const { value, attempts } = await run([bug, "ok"]);
    expect(value).toBe(bug);
    expect(attempts).toBe(1);
  });

  test.each([
    ["the first", [final], undefined],
    ["the second", [passing, final], 2],
    ["the third", [passing, passing, passing], 3],
  ])(
    "the failure of %s attempt tells how many there were, if more than one",
    async (_, outcomes, attempts) => {
      expect((await run(outcomes)).value).toMatchObject({ attempts });
    },
  );

  test("a service that stays busy is asked while patience lasts; the end tells how often and how long", async () => {
    const { value, attempts, pauses } = await run([busy], { patienceMs: 60_000 });
    const waited = pauses.reduce((sum, pause) => sum + pause, 0);
    expect(waited).toBeGreaterThan(57_000);
    expect(waited).toBeLessThanOrEqual(60_000);
    expect(value).toMatchObject({ attempts, waitedMs: waited + 10 * attempts });
    expect((value as OssError).message).toContain(
      `(HTTP 503, ${attempts} attempts in ${Math.round((waited + 10 * attempts) / 1000)} s)`,
    );
  });

  test("a clock that stands still does not make patience endless", async () => {
    expect(await run([busy], { now: () => 0 })).toMatchObject({ code: busy.code });
  });

  test("twenty refusals in a row for too many calls are outlived, whatever chance says", async () => {
    const outcomes = [...Array(20).fill(busy), "ok"];
    expect(await run(outcomes, { random: () => 1 - Number.EPSILON })).toMatchObject({
      code: "ok",
      attempts: 21,
    });
  });

  test("a wait that the service asks for is kept", async () => {
    const outcomes = [failed("InternalError", { status: 500, retryAfterMs: 7000 }), "ok"];
    expect(await run(outcomes)).toMatchObject({ code: "ok", pauses: [7000] });
  });

  test("a wait that patience does not allow is told at once", async () => {
    const { value, attempts } = await run([failed("X", { status: 503, retryAfterMs: 3_600_000 }), "ok"]);
    expect(attempts).toBe(1);
    expect((value as OssError).message).toContain("(HTTP 503, to be asked again in 3600 s)");
  });

  test.each([
    ["a failure that passes", passing],
    ["a refusal", final],
    ["a bug", new Error("bug")],
  ])("%s that is settled is a success, and not tried again", async (_, failure) => {
    const settled = { code: "settled", attempts: 1, pauses: [] };
    expect(await run([failure, "ok"], {}, async () => "settled")).toMatchObject(settled);
    expect(await run([failure, "ok"], {}, async () => "")).toMatchObject({ ...settled, code: "" });
  });

  test("the failure of the last attempt is settled too", async () => {
    let seen = 0;
    const settle = async () => (++seen === 3 ? "settled" : undefined);
    expect(await run([passing], {}, settle)).toMatchObject({ code: "settled", attempts: 3 });
  });
});
