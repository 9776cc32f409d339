import type { Keys } from "./credentials";
import { OssError } from "./errors";
import { notOfOss } from "./genuine";
import { retryAfterMs } from "./retryAfter";
import type { Answer, Subject } from "./transport";
import { type ErrorAnswer, parseError } from "./xml/answers";

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
  return { code: "BadAnswer", message: `HTTP status ${status} without an error of OSS in it` };
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
