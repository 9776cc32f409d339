import { isPassing, OssError } from "../../../provider/oss";
import { isAnswerLost, isRetryable, isThrottled, isTokenSpent } from "../../../provider/oss/failure";

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
    ["NetworkError", undefined, "ECONNABORTED", true, true],
    ["NetworkError", undefined, "EPIPE", true, true],
    ["NetworkError", undefined, "ETIMEDOUT", true, true],
    ["NetworkError", undefined, "ECONNREFUSED", true, false],
    ["NetworkError", undefined, "EAI_AGAIN", true, false],
    ["NetworkError", undefined, "EHOSTUNREACH", true, false],
    ["NetworkError", undefined, "ENETUNREACH", true, false],
    ["NetworkError", undefined, "UnusableProxy", false, false],
    ["NetworkError", undefined, "AnswerTooLong", false, true],
    ["NetworkError", undefined, "ERR_TLS_CERT_ALTNAME_INVALID", false, false],
    ["NetworkError", undefined, "ERR_TLS_HANDSHAKE_TIMEOUT", false, false],
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

describe("what may go away by itself", () => {
  test.each([
    ["MetaOperationQpsLimitExceeded", 503, undefined, true],
    ["TooManyRequests", 429, undefined, true],
    ["RequestTimeout", 408, undefined, true],
    ["InternalError", 500, undefined, true],
    ["BadAnswer", 502, undefined, true],
    ["BadAnswer", 200, undefined, true],
    ["BadAnswer", 302, undefined, true],
    ["Timeout", undefined, undefined, true],
    ["NetworkError", undefined, "ECONNRESET", true],
    ["NetworkError", undefined, "ECONNREFUSED", true],
    ["NetworkError", undefined, "ENOTFOUND", true],
    ["NetworkError", undefined, "ERR_INVALID_CHAR", false],
    ["NetworkError", undefined, "AnswerTooLong", false],
    ["NetworkError", undefined, "UnusableProxy", false],
    ["SecurityTokenExpired", 403, undefined, true],
    ["InvalidSecurityToken.Expired", 403, undefined, true],
    ["RequestTimeTooSkewed", 403, undefined, true],
    ["InvalidSecurityToken", 403, undefined, false],
    ["InvalidAccessKeyId", 403, undefined, false],
    ["AccessDenied", 403, undefined, false],
    ["Unauthorized", 401, undefined, false],
    ["BadRequest", 400, undefined, false],
    ["BucketReplicationAlreadyExist", 409, undefined, false],
    ["NoCredentials", undefined, undefined, false],
    ["NoSuchBucket", 404, undefined, false],
  ])("%s %s %s passes: %s", (code, status, reason, passing) => {
    const about = { operation: "GetBucketReplication", bucket: "b", serviceMessage: "" };
    expect(isPassing(new OssError({ ...about, code, status, reason }))).toBe(passing);
  });

  test.each([undefined, new Error("bug"), { code: "Timeout", retryable: true }])(
    "%p is not the failure of a call",
    (error) => {
      expect(isPassing(error)).toBe(false);
    },
  );
});

test.each([
  ["MetaOperationQpsLimitExceeded", 503, true],
  ["MetaOperationQpsLimitExceeded", 400, true],
  ["ServiceUnavailable", 503, true],
  ["TooManyRequests", 429, true],
  ["InternalError", 500, false],
  ["BadAnswer", 502, false],
  ["Timeout", undefined, false],
])("%s %s says that there are too many calls: %s", (code, status, throttled) => {
  expect(isThrottled({ code, status })).toBe(throttled);
});

test.each([
  ["SecurityTokenExpired", true],
  ["InvalidSecurityToken.Expired", true],
  ["InvalidSecurityToken", true],
  ["InvalidAccessKeyId", true],
  ["AccessDenied", false],
  ["SignatureDoesNotMatch", false],
])("%s may be healed by newer temporary keys: %s", (code, spent) => {
  expect(isTokenSpent({ code })).toBe(spent);
});
