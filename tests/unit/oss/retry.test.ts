import { backoffMs, isAnswerLost, isRetryable, withRetries } from "../../../provider/oss/retry";

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

test("pauses: full jitter over min(20 s, 200 ms * 2^n)", () => {
  const almostOne = 1 - Number.EPSILON;
  expect([0, 1, 2, 6, 7, 50].map((n) => backoffMs(n, almostOne))).toEqual([
    199, 399, 799, 12799, 19999, 19999,
  ]);
  expect([0, 1, 50].map((n) => backoffMs(n, 0))).toEqual([0, 0, 0]);
  expect(backoffMs(3, 0.5)).toBe(800);
});

describe("attempts", () => {
  const run = (
    outcomes: (string | Error)[],
    maxAttempts: number,
    settle?: () => Promise<string | undefined>,
  ) => {
    const pauses: number[] = [];
    let attempts = 0;
    const attempt = async () => {
      const outcome = outcomes[attempts++];
      if (outcome instanceof Error) throw outcome;
      return outcome ?? "";
    };
    const options = { maxAttempts, sleep: async (ms: number) => void pauses.push(ms), random: () => 0.5 };
    const result = withRetries(attempt, options, settle).catch((error: Error) => error.message);
    return result.then((value) => ({ value, attempts, pauses }));
  };
  const passing = Object.assign(new Error("passing"), { retryable: true });
  const final = Object.assign(new Error("final"), { retryable: false });

  test.each([
    ["at once", ["ok"], 3, { value: "ok", attempts: 1, pauses: [] }],
    ["after one failure", [passing, "ok"], 3, { value: "ok", attempts: 2, pauses: [100] }],
    ["at the last attempt", [passing, passing, "ok"], 3, { value: "ok", attempts: 3, pauses: [100, 200] }],
    ["never", [passing, passing, passing, "ok"], 3, { value: "passing", attempts: 3, pauses: [100, 200] }],
    ["final", [final, "ok"], 3, { value: "final", attempts: 1, pauses: [] }],
    ["final later", [passing, final, "ok"], 3, { value: "final", attempts: 2, pauses: [100] }],
    ["one attempt", [passing, "ok"], 1, { value: "passing", attempts: 1, pauses: [] }],
    ["a bug is no failure to retry", [new Error("bug"), "ok"], 3, { value: "bug", attempts: 1, pauses: [] }],
  ])("%s", async (_, outcomes, maxAttempts, expected) => {
    expect(await run(outcomes, maxAttempts)).toEqual(expected);
  });

  test("what is settled is not tried again", async () => {
    expect(await run([passing, "ok"], 3, async () => "settled")).toEqual({
      value: "settled",
      attempts: 1,
      pauses: [],
    });
  });
});
