import { type Answer, genuine, isSuccess, refusal, retryAfterMs } from "../../../provider/oss/answer";
import { OssError } from "../../../provider/oss/errors";
import { operations } from "../../../provider/oss/operations";
import { sampleError } from "./samples";

const now = Date.UTC(2026, 0, 15, 8, 0, 0);

test.each([
  ["nothing", {}, undefined],
  ["an empty value", { "retry-after": " " }, undefined],
  ["seconds", { "retry-after": "7" }, 7000],
  ["minutes", { "retry-after": "120" }, 120_000],
  ["seconds among spaces", { "retry-after": " 7 " }, 7000],
  ["at once", { "retry-after": "0" }, 0],
  ["a date", { "retry-after": "Thu, 15 Jan 2026 08:00:05 GMT" }, 5000],
  ["a date that is past", { "retry-after": "Thu, 15 Jan 2026 07:00:00 GMT" }, 0],
  [
    "a date, by the service's clock, which is an hour ahead",
    { "retry-after": "Thu, 15 Jan 2026 09:00:05 GMT", date: "Thu, 15 Jan 2026 09:00:00 GMT" },
    5000,
  ],
  ["a date in small letters", { "retry-after": "thu, 15 jan 2026 08:00:05 gmt" }, 5000],
  ["a date of another form", { "retry-after": "2026-01-15T08:00:05Z" }, undefined],
  ["a date without its day", { "retry-after": "15 Jan 2026 08:00:05 GMT" }, undefined],
  ["a date of another zone", { "retry-after": "Thu, 15 Jan 2026 08:00:05 GMT+1" }, undefined],
  ["words", { "retry-after": "soon" }, undefined],
  ["seconds in words", { "retry-after": "7 s" }, undefined],
  ["words before seconds", { "retry-after": "in 7" }, undefined],
  ["less than nothing", { "retry-after": "-5" }, undefined],
  ["no end", { "retry-after": "99999999999" }, undefined],
])("Retry-After of %s", (_, headers, expected) => {
  expect(retryAfterMs(headers as Record<string, string>, now)).toBe(expected);
});

const subject = { operation: "PutBucketRTC", bucket: "src" };
const good: Answer = { status: 200, headers: { "x-oss-request-id": "ID" }, body: "" };

test.each([
  [199, false],
  [200, true],
  [299, true],
  [300, false],
])("HTTP status %d is a success: %s", (status, is) => {
  expect(isSuccess({ ...good, status })).toBe(is);
});

test.each<[string, Partial<Answer>]>([
  ["an empty answer", {}],
  ["one without contents", { status: 204 }],
  ["white space", { body: " \r\n" }],
])("a write is done by %s", (_, more) => {
  const answer = { ...good, ...more };
  expect(genuine(answer, operations.putRtc, subject)).toBe(answer);
});

test("a read is whatever OSS sends", () => {
  const answer = { ...good, body: sampleError("AccessDenied") };
  expect(genuine(answer, operations.getBucketInfo, subject)).toBe(answer);
});

test.each<[Partial<Answer>, string]>([
  [{ headers: {} }, "HTTP status 200 without an OSS request id"],
  [
    { headers: {}, status: 407 },
    "a proxy on the way asks for a user name and password, which HTTPS_PROXY gives as http://user:password@host:port",
  ],
  [{ status: 202 }, "HTTP status 202, which OSS does not use"],
  [{ body: sampleError("AccessDenied") }, "a success with the error AccessDenied"],
  [{ body: "<html></html>" }, "a success with a body that OSS does not send"],
])("a success that says nothing about the write: %j", (more, serviceMessage) => {
  const answer = { ...good, ...more };
  const failed = () => genuine(answer, operations.putRtc, subject);
  expect(failed).toThrow(OssError);
  const requestId = answer.headers["x-oss-request-id"];
  const details = { ...subject, code: "BadAnswer", status: answer.status, requestId, serviceMessage };
  expect(failed).toThrow(expect.objectContaining(details));
});

test.each<[Partial<Answer>, string, string]>([
  [{ status: 307, headers: { location: "http://a.example/x" } }, "Redirect", "HTTP status 307 to a.example"],
  [{ status: 399 }, "Redirect", "HTTP status 399"],
  [{ status: 400 }, "BadAnswer", "HTTP status 400 without an OSS error in it"],
  [{ status: 502, body: "<html></html>" }, "BadAnswer", "HTTP status 502 without an OSS error in it"],
])("an answer of OSS without an error of its own: %j", (more, code, serviceMessage) => {
  const answer = { ...good, ...more, headers: { ...good.headers, ...more.headers } };
  const error = refusal(answer, subject, { accessKeyId: "a", accessKeySecret: "b" }, now);
  expect(error).toMatchObject({ ...subject, code, serviceMessage, requestId: "ID" });
});
