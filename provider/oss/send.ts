import type { Answer } from "./answer";
import type { Subject } from "./errors";
import type { OssRequest } from "./request";

/** Sends one request once. Throws an `OssError`, `NetworkError` or `Timeout`, where no answer comes. */
export type Send = (request: OssRequest, subject: Subject) => Promise<Answer>;

/**
 * Sends with the SDK's client; an attempt takes `timeoutMs` at most. The SDK takes a tenth of a second to load, so it is
 * loaded with the first request.
 */
export function sendWithSdk(timeoutMs: number): Send {
  return (request, subject) =>
    (require("./sdk") as typeof import("./sdk")).sendOnce(request, subject, timeoutMs);
}
