/** The time a request was signed at, and its text as it goes into the string to sign. */
export interface RequestDate {
  text: string;
  time: number;
}

/**
 * `x-oss-date` counts; without it `Date` serves, its text as it stands: the Go client inside
 * terraform-provider-alicloud signs so. `undefined` when there is no valid one.
 */
export function requestDate(headers: Record<string, string>): RequestDate | undefined {
  const text = headers["x-oss-date"] ?? headers.date;
  if (text === undefined) return undefined;
  const time = "x-oss-date" in headers ? parseCompact(text) : parseRfc1123(text);
  return time === undefined ? undefined : { text, time };
}

/** `YYYYMMDD` of a time, in UTC. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10).replaceAll("-", "");
}

function parseCompact(text: string): number | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  return valid(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`));
}

function parseRfc1123(text: string): number | undefined {
  const shape = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
  return shape.test(text) ? valid(Date.parse(text)) : undefined;
}

function valid(time: number): number | undefined {
  return Number.isNaN(time) ? undefined : time;
}
