/**
 * How long the answer asks to wait, in ms: seconds or an HTTP date (RFC 9110, 10.2.3). A date is measured by the answer's
 * own Date, since the two clocks may differ. `undefined` when it asks for nothing that can be read.
 */
export function retryAfterMs(headers: Record<string, string>, now: number): number | undefined {
  const text = headers["retry-after"]?.trim();
  if (!text) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const until = Date.parse(/^[A-Z].*GMT$/i.test(text) ? text : "");
  const served = Date.parse(headers.date ?? "");
  return Number.isNaN(until) ? undefined : Math.max(0, until - (Number.isNaN(served) ? now : served));
}
