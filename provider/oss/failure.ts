/** What a decision about a failure needs to know of it. */
export interface Failure {
  code: string;
  status?: number;
  reason?: string;
}

const retryCodes = new Set(["RequestTimeTooSkewed", "BadRequest", "Timeout", "BadAnswer"]);
const retryStatuses = new Set([401, 408, 429]);

/** The request never reached the service, so it had no effect there. */
const neverSent = new Set([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UnusableProxy"],
]);
const retryReasons = new Set([
  ...["ECONNRESET", "ECONNABORTED", "EPIPE", "ETIMEDOUT"],
  ...["ECONNREFUSED", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"],
]);

/**
 * The table of the OSS SDKs V2: connection failures, timeouts, an answer that is cut short or not OSS's, 401, 408, 429, any
 * 5xx, a wrong clock.
 */
export function isRetryable({ code, status, reason }: Failure): boolean {
  if (retryCodes.has(code)) return true;
  if (code === "NetworkError") return retryReasons.has(reason ?? "");
  return status !== undefined && (status >= 500 || retryStatuses.has(status));
}

/** The service has too many calls just now. */
export function isThrottled({ code, status }: Failure): boolean {
  return status === 429 || status === 503 || code === "MetaOperationQpsLimitExceeded";
}

/**
 * Nobody knows whether the call had its effect. A refusal for too many calls is known to have had none; an answer that is
 * not OSS's says nothing.
 */
export function isAnswerLost({ code, status, reason }: Failure): boolean {
  if (code === "Timeout" || code === "BadAnswer") return true;
  if (code === "NetworkError") return !neverSent.has(reason ?? "") && !isTlsReason(reason ?? "");
  return status !== undefined && status >= 500 && code !== "MetaOperationQpsLimitExceeded";
}

function isTlsReason(reason: string): boolean {
  return /CERT|TLS|SSL|EPROTO/.test(reason);
}

const tokenCodes = new Set([
  ...["SecurityTokenExpired", "InvalidSecurityToken.Expired", "InvalidSecurityToken", "InvalidAccessKeyId"],
]);

/**
 * Whether a call that was signed with temporary keys may fare better with newer ones. The id of expired keys is often told
 * as one that OSS does not know (https://github.com/ali-sdk/ali-oss/issues/1363).
 */
export function isTokenSpent({ code }: Failure): boolean {
  return tokenCodes.has(code);
}

/** Beside every 5xx and everything of the network. */
const passingCodes = new Set([
  ...["Timeout", "BadAnswer", "RequestTimeTooSkewed", "SecurityTokenExpired", "InvalidSecurityToken.Expired"],
]);
const passingStatuses = new Set([408, 429]);
/** What is wrong on our side, or the same each time. */
const lastingReasons = new Set(["ERR_INVALID_CHAR", "AnswerTooLong", "UnusableProxy"]);

/**
 * Whether the failure may go away by itself, so that a wait asks again until its deadline: throttling, any 5xx, whatever
 * the network or a proxy does, an expired token, a wrong clock. Wider than `isRetryable`, since a wait has more time.
 */
export function passesByItself({ code, status = 0, reason = "" }: Failure): boolean {
  if (code === "NetworkError") return !lastingReasons.has(reason);
  return passingCodes.has(code) || status >= 500 || passingStatuses.has(status);
}
