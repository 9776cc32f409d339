import { retryAfterMs } from "../../../provider/oss/answer";

const now = Date.UTC(2026, 0, 15, 8, 0, 0);

test.each([
  ["nothing", {}, undefined],
  ["an empty value", { "retry-after": " " }, undefined],
  ["seconds", { "retry-after": "7" }, 7000],
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
  ["a date of another zone", { "retry-after": "Thu, 15 Jan 2026 08:00:05 GMT+1" }, undefined],
  ["words", { "retry-after": "soon" }, undefined],
  ["seconds in words", { "retry-after": "7 s" }, undefined],
  ["words before seconds", { "retry-after": "in 7" }, undefined],
  ["less than nothing", { "retry-after": "-5" }, undefined],
  ["no end", { "retry-after": "99999999999" }, undefined],
])("Retry-After of %s", (_, headers, expected) => {
  expect(retryAfterMs(headers as Record<string, string>, now)).toBe(expected);
});
