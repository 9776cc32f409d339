import { advice } from "./advice";
import { isRetryable, passesByItself } from "./failure";

/**
 * The codes of an `OssError` where it was not the service that refused. They are stable: a program may compare with
 * them. Every other code is the service's own, such as `NoSuchBucket` or `AccessDenied`:
 * https://www.alibabacloud.com/help/en/oss/support/error-codes
 */
export type OssErrorCode =
  /** The endpoint could not be reached, or the connection broke. `reason` says how. */
  | "NetworkError"
  /** No answer came within 10 seconds. */
  | "Timeout"
  /** The answer is not one that OSS gives to this call: a proxy or another server answered, or it was cut short. */
  | "BadAnswer"
  /** The answer is a redirect: the bucket is at another endpoint. */
  | "Redirect"
  /** No credentials were found. Nothing was sent. */
  | "NoCredentials"
  /** The name of the bucket breaks OSS's naming rule. Nothing was sent. */
  | "InvalidBucketName"
  /** The endpoint cannot be used, or the region has none of that `network`. Nothing was sent. */
  | "InvalidEndpoint"
  /** The endpoint is `http://` on another machine, and that is not allowed. Nothing was sent. */
  | "InsecureEndpoint"
  /** The region is not a region id such as `cn-hangzhou`. Nothing was sent. */
  | "InvalidRegion"
  /** A value has a character that XML cannot carry. Nothing was sent. */
  | "InvalidText"
  /** The bucket has no rule of this id: said by OSS, or read from its list of rules. */
  | "NoSuchReplicationRule";

/** The facts of an `OssError`, from which its message is written. */
export interface OssErrorDetails {
  /**
   * The call, by OSS's name, such as `PutBucketReplication`. `ResolveEndpoint` or `GetCredentials` for what goes wrong
   * before a call.
   */
  operation: string;
  /** Name of the source bucket. Empty when no bucket is concerned. */
  bucket: string;
  /** Id of the rule, for a call about one rule. */
  ruleId?: string;
  /** Name of the target bucket, for a call that puts a rule. */
  target?: string;
  /** The code of the service (`NoSuchBucket`), or one of ours. Stable, for programs. */
  code: OssErrorCode | (string & {});
  /** HTTP status. Absent when there was no answer. */
  status?: number;
  /** OSS's fine-grained error code (EC), such as `0015-00000101`. For diagnosis only. */
  ec?: string;
  /** OSS's id of the request, which Alibaba Cloud's support asks for. Absent when OSS did not answer. */
  requestId?: string;
  /** What the service, or the network, said. */
  serviceMessage: string;
  /**
   * With `NetworkError`: the system's code of the failure, such as `ECONNREFUSED`, or `UnusableProxy` or `AnswerTooLong`.
   */
  reason?: string;
  /** Where OSS says the bucket is, if it is not at the endpoint that was asked: `oss-cn-shanghai.aliyuncs.com`. */
  endpoint?: string;
  /** How long the service asked to wait before another call, in milliseconds. */
  retryAfterMs?: number;
  /** How often the call was attempted. Absent means once. */
  attempts?: number;
  /** From the first attempt to the end of the last, in milliseconds. Absent when there was one attempt. */
  waitedMs?: number;
}

/** What a call is about, for its errors. */
export type Subject = Pick<OssErrorDetails, "operation" | "bucket" | "ruleId" | "target">;

/**
 * A failed call to OSS. `message` is one paragraph for the user: what was attempted, on which bucket and rule, what the
 * service said, and what to do next. It holds no credentials.
 */
export class OssError extends Error implements Readonly<OssErrorDetails> {
  /** Always `OssError`, also where two copies of the package are installed and `instanceof` fails. */
  override name: string = "OssError";
  readonly operation: string;
  readonly bucket: string;
  readonly ruleId?: string;
  readonly target?: string;
  readonly code: OssErrorCode | (string & {});
  readonly status?: number;
  readonly ec?: string;
  readonly requestId?: string;
  readonly serviceMessage: string;
  readonly reason?: string;
  readonly endpoint?: string;
  readonly retryAfterMs?: number;
  readonly attempts?: number;
  readonly waitedMs?: number;
  /** Whether the same call may succeed a moment later. It was already made again as often as it pays. */
  readonly retryable: boolean;

  /** Makes a failure and writes its message from the details. Of use in the unit tests of a program. */
  constructor(details: OssErrorDetails) {
    const clean = cleaned(details);
    super(paragraph(clean));
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

  /**
   * The same failure as the last of several attempts.
   * @internal
   */
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
  return plainText(`${whatHappened(details)} ${advice(details)}`, 2000);
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
