import { OssError, type Subject } from "./errors";
import type { Keys } from "./keys";
import type { Operation } from "./operations";
import { type ErrorAnswer, parseError } from "./xml/answers";

/** An answer of whatever status, as text. */
export interface Answer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: string;
}

/** Whether the status says that the call is done. */
export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** OSS gives each of its answers, good or bad, a request id; a proxy, a captive portal or another server does not. */
export function notOfOss({ status, headers }: Answer): string | undefined {
  if (headers["x-oss-request-id"]) return undefined;
  return status === 407
    ? "a proxy on the way asks for a user name and password, which HTTPS_PROXY gives as http://user:password@host:port"
    : `HTTP status ${status} without an OSS request id`;
}

/** The success as it came if it is OSS's own; any other says nothing about the call and is a `BadAnswer`. */
export function genuine(answer: Answer, operation: Operation, subject: Subject): Answer {
  const wrong =
    notOfOss(answer) ?? wrongStatus(answer) ?? (operation.method === "GET" ? undefined : wrongBody(answer));
  if (wrong === undefined) return answer;
  const { status, headers } = answer;
  const requestId = headers["x-oss-request-id"];
  throw new OssError({ ...subject, code: "BadAnswer", status, requestId, serviceMessage: wrong });
}

function wrongStatus({ status }: Answer): string | undefined {
  return status === 200 || status === 204 ? undefined : `HTTP status ${status}, which OSS does not use`;
}

/** A write is answered with an empty body (the pages of the three calls). */
function wrongBody({ body }: Answer): string | undefined {
  if (body.trim() === "") return undefined;
  const error = parseError(body);
  return error ? `a success with the error ${error.code}` : "a success with a body that OSS does not send";
}

/** The error that an answer with another status than 2xx means. */
export function refusal(answer: Answer, subject: Subject, keys: Keys, now: number): OssError {
  const said = errorAnswer(answer);
  return new OssError({
    ...subject,
    code: said.code,
    status: answer.status,
    ec: said.ec ?? answer.headers["x-oss-ec"],
    requestId: said.requestId ?? answer.headers["x-oss-request-id"],
    serviceMessage: withoutSecrets(said.message, keys),
    endpoint: said.endpoint,
    retryAfterMs: retryAfterMs(answer.headers, now),
  });
}

// An empty body may have its XML, base64-coded, in a header; a proxy's page has none at all.
function errorAnswer(answer: Answer): ErrorAnswer {
  const { headers, body } = answer;
  const wrong = notOfOss(answer);
  if (wrong) return { code: "BadAnswer", message: wrong };
  const xml = body.trim() || Buffer.from(headers["x-oss-err"] ?? "", "base64").toString("utf8");
  return parseError(xml) ?? withoutError(answer);
}

function withoutError({ status, headers }: Answer): ErrorAnswer {
  if (status < 400) {
    const endpoint = hostOf(headers.location);
    return {
      code: "Redirect",
      message: `HTTP status ${status}${endpoint ? ` to ${endpoint}` : ""}`,
      endpoint,
    };
  }
  return { code: "BadAnswer", message: `HTTP status ${status} without an OSS error in it` };
}

function hostOf(location: string | undefined): string | undefined {
  return URL.canParse(location ?? "") ? new URL(location as string).host : undefined;
}

// The longer first, since one may be part of the other.
function withoutSecrets(message: string, { accessKeySecret, securityToken }: Keys): string {
  return [accessKeySecret, securityToken ?? ""]
    .filter((secret) => secret !== "")
    .sort((a, b) => b.length - a.length)
    .reduce((text, secret) => text.replaceAll(secret, "[removed]"), message);
}

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

/** The answer's Date is the service's clock. */
export function clockOffset(answer: Answer, now: number): number {
  const served = Date.parse(answer.headers.date ?? "");
  return Number.isNaN(served) ? 0 : served - now;
}
