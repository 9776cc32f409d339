import type { CredentialsSource, Keys } from "./credentials";
import type { Endpoint } from "./endpoint";
import { OssError } from "./errors";
import type { Operation } from "./operations";
import { retryAfterMs } from "./retryAfter";
import type { Answer, Send, Subject } from "./transport";
import { type ErrorAnswer, parseError } from "./xml/answers";

/** What every call of a client shares. */
export interface Caller {
  endpoint: Endpoint;
  region: string;
  credentials: CredentialsSource;
  now: () => number;
  beforeWrite?: () => Promise<void>;
  send: Send;
  /** How far the service's clock is ahead of ours, in ms; learnt from a refusal. */
  clockOffset: number;
}

/** One attempt of a call: signs, sends, and turns every answer but success into an `OssError`. */
export async function attempt(
  caller: Caller,
  operation: Operation,
  subject: Subject,
  body?: string,
): Promise<Answer> {
  const keys = await keysFor(caller, subject);
  const { endpoint, region } = caller;
  if (operation.method !== "GET") await caller.beforeWrite?.();
  const time = caller.now() + caller.clockOffset;
  const answer = await caller.send(
    { operation, bucket: subject.bucket, body, endpoint, region, keys, time },
    subject,
  );
  if (answer.status >= 200 && answer.status < 300) return answer;
  const error = refusal(answer, subject, keys, caller.now());
  if (error.code === "RequestTimeTooSkewed") caller.clockOffset = clockOffset(answer, caller.now());
  throw error;
}

/** Keys; the lack of them is told as the failure of this call. */
async function keysFor(caller: Caller, subject: Subject): Promise<Keys> {
  try {
    return await caller.credentials.get();
  } catch (error) {
    if (!(error instanceof OssError)) throw error;
    throw new OssError({ ...subject, code: error.code, serviceMessage: error.serviceMessage });
  }
}

/** The answer's Date is the service's clock. */
export function clockOffset(answer: Answer, now: number): number {
  const served = Date.parse(answer.headers.date ?? "");
  return Number.isNaN(served) ? 0 : served - now;
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
    retryAfterMs: retryAfterMs(answer.headers, now),
  });
}

// An empty body may have its XML, base64-coded, in a header; a proxy's page has none at all.
function errorAnswer({ status, headers, body }: Answer): ErrorAnswer {
  const xml = body.trim() || Buffer.from(headers["x-oss-err"] ?? "", "base64").toString("utf8");
  return (
    parseError(xml) ?? { code: "BadAnswer", message: `HTTP status ${status} without an error of OSS in it` }
  );
}

// The longer first, since one may be part of the other.
function withoutSecrets(message: string, { accessKeySecret, securityToken }: Keys): string {
  return [accessKeySecret, securityToken ?? ""]
    .filter((secret) => secret !== "")
    .sort((a, b) => b.length - a.length)
    .reduce((text, secret) => text.replaceAll(secret, "[removed]"), message);
}
