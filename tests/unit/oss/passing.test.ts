import { isPassing, OssError } from "../../../provider/oss";

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
  "%p is no failure of a call",
  (error) => {
    expect(isPassing(error)).toBe(false);
  },
);
