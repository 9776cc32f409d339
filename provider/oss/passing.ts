import { OssError } from "./errors";

/** Beside every 5xx and everything of the network. */
const passingCodes = new Set([
  ...["Timeout", "BadAnswer", "RequestTimeTooSkewed", "SecurityTokenExpired", "InvalidSecurityToken.Expired"],
]);
const passingStatuses = new Set([408, 429]);
/** What is wrong on our side, or is so each time. */
const lastingReasons = new Set(["ERR_INVALID_CHAR", "AnswerTooLong", "UnusableProxy"]);

/**
 * Whether time may heal the failure without anybody's doing, so that a wait asks again until its deadline: throttling,
 * any 5xx, whatever the network or a proxy does, an expired token, a wrong clock. A refusal by OSS is not.
 */
export function isPassing(error: unknown): error is OssError {
  if (!(error instanceof OssError)) return false;
  const { code, status = 0, reason = "" } = error;
  if (code === "NetworkError") return !lastingReasons.has(reason);
  return passingCodes.has(code) || status >= 500 || passingStatuses.has(status);
}
