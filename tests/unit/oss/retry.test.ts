import { OssError } from "../../../provider/oss";
import { isAnswerLost, isRetryable } from "../../../provider/oss/failure";
import { backoffMs, withRetries } from "../../../provider/oss/retry";

describe("what is retried, and after what nobody knows whether the call had its effect", () => {
  test.each([
    // code, status, reason, retried, lost
    ["NoSuchBucket", 404, undefined, false, false],
    ["AccessDenied", 403, undefined, false, false],
    ["SignatureDoesNotMatch", 403, undefined, false, false],
    ["SecurityTokenExpired", 403, undefined, false, false],
    ["BucketReplicationAlreadyExist", 400, undefined, false, false],
    ["BadRequest", 400, undefined, true, false],
    ["RequestTimeTooSkewed", 403, undefined, true, false],
    ["Unauthorized", 401, undefined, true, false],
    ["RequestTimeout", 408, undefined, true, false],
    ["TooManyRequests", 429, undefined, true, false],
    ["InternalError", 500, undefined, true, true],
    ["BadAnswer", 502, undefined, true, true],
    ["ServiceUnavailable", 503, undefined, true, true],
    ["MetaOperationQpsLimitExceeded", 503, undefined, true, false],
    ["BadAnswer", 200, undefined, true, true],
    ["BadAnswer", 302, undefined, true, true],
    ["BadAnswer", 403, undefined, true, true],
    ["Redirect", 307, undefined, false, false],
    ["Timeout", undefined, undefined, true, true],
    ["NetworkError", undefined, "ECONNRESET", true, true],
    ["NetworkError", undefined, "EPIPE", true, true],
    ["NetworkError", undefined, "ETIMEDOUT", true, true],
    ["NetworkError", undefined, "ECONNREFUSED", true, false],
    ["NetworkError", undefined, "EAI_AGAIN", true, false],
    ["NetworkError", undefined, "EHOSTUNREACH", true, false],
    ["NetworkError", undefined, "ENOTFOUND", false, false],
    ["NetworkError", undefined, "CERT_HAS_EXPIRED", false, false],
    ["NetworkError", undefined, "DEPTH_ZERO_SELF_SIGNED_CERT", false, false],
    ["NetworkError", undefined, "ERR_SSL_WRONG_VERSION_NUMBER", false, false],
    ["NetworkError", undefined, "EPROTO", false, false],
    ["NetworkError", undefined, "UNKNOWN", false, true],
    ["NoCredentials", undefined, undefined, false, false],
    ["InvalidBucketName", undefined, undefined, false, false],
  ])("%s %s %s: retried %s, lost %s", (code, status, reason, retried, lost) => {
    expect(isRetryable({ code, status, reason })).toBe(retried);
    expect(isAnswerLost({ code, status, reason })).toBe(lost);
  });
});

test("pauses: full jitter over min(5 s, 200 ms * 2^n)", () => {
  const almostOne = 1 - Number.EPSILON;
  expect([0, 1, 2, 4, 5, 50].map((n) => backoffMs(n, almostOne))).toEqual([199, 399, 799, 3199, 4999, 4999]);
  expect([0, 1, 50].map((n) => backoffMs(n, 0))).toEqual([0, 0, 0]);
  expect(backoffMs(3, 0.5)).toBe(800);
});

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
      ...{ maxAttempts: 3, patienceMs: 120_000, random: () => 0.5, now: () => time, ...more },
      sleep: async (ms: number) => {
        pauses.push(ms);
        time += ms;
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

  test("a bug is no failure to retry", async () => {
    const bug = new Error("bug");
    expect(await run([bug, "ok"])).toMatchObject({ value: bug, attempts: 1 });
  });

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

  test("what is settled is not tried again", async () => {
    expect(await run([passing, "ok"], {}, async () => "settled")).toMatchObject({
      code: "settled",
      attempts: 1,
      pauses: [],
    });
  });
});
