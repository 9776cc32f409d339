import { OssError } from "./errors";
import type { Operation } from "./operations";
import type { Answer, Subject } from "./transport";
import { parseError } from "./xml/answers";

/** Whether the status says that the call is done. */
export function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** OSS gives each of its answers, good or bad, a request id; a proxy, a captive portal or another server does not. */
export function notOfOss({ status, headers }: Answer): string | undefined {
  if (headers["x-oss-request-id"]) return undefined;
  return status === 407
    ? "a proxy on the way asks for a user and a password, as http://user:password@host:port in HTTPS_PROXY"
    : `HTTP status ${status} without a request id of OSS`;
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
  return status === 200 || status === 204 ? undefined : `HTTP status ${status}, which OSS does not give`;
}

/** A write is answered with an empty body (the pages of the three calls). */
function wrongBody({ body }: Answer): string | undefined {
  if (body.trim() === "") return undefined;
  const error = parseError(body);
  return error
    ? `a success that holds the error ${error.code}`
    : "a success that holds a text OSS does not send";
}
