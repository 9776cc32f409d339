import { nextStep } from "./advice";
import { isRetryable, passesByItself } from "./failure";

/** What an `OssError` is made of. */
export interface OssErrorDetails {
  /** The call, as OSS names it: `PutBucketReplication`. Before a call: `ResolveEndpoint`, `GetCredentials`. */
  operation: string;
  /** Source bucket; empty when no bucket is concerned. */
  bucket: string;
  ruleId?: string;
  /** Target bucket of a put. */
  target?: string;
  /**
   * The service's code (`NoSuchBucket`), or one of ours when it was not the service that refused: `NetworkError`, `Timeout`,
   * `BadAnswer`, `Redirect`, `NoCredentials`, `InvalidBucketName`, `InvalidEndpoint`, `InsecureEndpoint`, `InvalidRegion`, `InvalidText`.
   */
  code: string;
  /** HTTP status; absent when there was no answer. */
  status?: number;
  /** OSS's fine-grained error code, for diagnosis only. */
  ec?: string;
  requestId?: string;
  /** What the service, or the network, said. */
  serviceMessage: string;
  /** The system's code of a network failure: `ECONNREFUSED`. */
  reason?: string;
  /** Where OSS says that the bucket is, when it is not at the endpoint that was asked: `oss-cn-shanghai.aliyuncs.com`. */
  endpoint?: string;
  /** How long the service asked to wait before another call, in ms. */
  retryAfterMs?: number;
  /** How often the call was attempted; absent: once. */
  attempts?: number;
  /** From the first attempt to the end of the last, in ms; absent where there was one. */
  waitedMs?: number;
}

/** What a call is about, for its errors. */
export type Subject = Pick<OssErrorDetails, "operation" | "bucket" | "ruleId" | "target">;

/** Any failure of a call. `message` is one paragraph for people: what was attempted, what was said, what to do next. */
export class OssError extends Error {
  readonly operation: string;
  readonly bucket: string;
  readonly ruleId?: string;
  readonly target?: string;
  readonly code: string;
  readonly status?: number;
  readonly ec?: string;
  readonly requestId?: string;
  readonly serviceMessage: string;
  readonly reason?: string;
  readonly endpoint?: string;
  readonly retryAfterMs?: number;
  readonly attempts?: number;
  readonly waitedMs?: number;
  /** The same call may succeed a moment later. */
  readonly retryable: boolean;

  constructor(details: OssErrorDetails) {
    const clean = cleaned(details);
    super(paragraph(clean));
    this.name = "OssError";
    this.operation = clean.operation;
    this.bucket = clean.bucket;
    this.ruleId = clean.ruleId;
    this.target = clean.target;
    this.code = clean.code;
    this.status = clean.status;
    this.ec = clean.ec;
    this.requestId = clean.requestId;
    this.serviceMessage = clean.serviceMessage;
    this.reason = clean.reason;
    this.endpoint = clean.endpoint;
    this.retryAfterMs = clean.retryAfterMs;
    this.attempts = clean.attempts;
    this.waitedMs = clean.waitedMs;
    this.retryable = isRetryable(clean);
  }

  /** The same failure as the last of several attempts. */
  after(attempts: number, waitedMs: number): OssError {
    return new OssError({ ...this, attempts, waitedMs });
  }
}

/** Whether this is the failure of a call that may go away by itself (`passesByItself`). A refusal by OSS does not. */
export function isPassing(error: unknown): error is OssError {
  return error instanceof OssError && passesByItself(error);
}

function cleaned(details: OssErrorDetails): OssErrorDetails {
  const { code, ec, requestId, endpoint, serviceMessage } = details;
  return {
    ...details,
    code: plainText(code, 100),
    ec: ec && plainText(ec, 100),
    requestId: requestId && plainText(requestId, 100),
    endpoint: endpoint && plainText(endpoint, 300),
    serviceMessage: plainText(serviceMessage),
  };
}

function paragraph(details: OssErrorDetails): string {
  return plainText(`${whatHappened(details)} ${nextStep(details)}`, 2000);
}

/** What was attempted and what was said, one sentence; for those who know the next step better. */
export function whatHappened(details: OssErrorDetails): string {
  const said = details.serviceMessage ? `: ${details.serviceMessage.replace(/[.\s]+$/, "")}` : "";
  return plainText(`${attempted(details)} failed with ${details.code}${facts(details)}${said}.`, 1500);
}

function attempted({ operation, bucket, ruleId, target }: OssErrorDetails): string {
  return [
    operation,
    bucket && `on bucket ${bucket}`,
    ruleId && `for rule ${ruleId}`,
    target && `to bucket ${target}`,
  ]
    .filter(Boolean)
    .join(" ");
}

function facts(details: OssErrorDetails): string {
  const { status, ec, requestId, retryAfterMs, attempts, waitedMs = 0 } = details;
  const known = [
    status && `HTTP ${status}`,
    ec && `EC ${ec}`,
    requestId && `request id ${requestId}`,
    retryAfterMs && `to be asked again in ${seconds(retryAfterMs)}`,
    attempts && `${attempts} attempts in ${seconds(waitedMs)}`,
  ].filter(Boolean);
  return known.length > 0 ? ` (${known.join(", ")})` : "";
}

function seconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}

/** Text of others made fit for a terminal and a log: no control characters, one line, no signature, bounded. */
export function plainText(text: string, limit = 500): string {
  const line = text
    .replace(/OSS4-HMAC-SHA256[\s\S]*/g, "[removed]")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return line.length > limit ? `${line.slice(0, limit)}...` : line;
}
