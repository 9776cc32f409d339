/** What goes wrong. Its kind says how. */
export type FaultKind =
  /** Does nothing and answers with this HTTP status and error code. `message` is the code by default. */
  | { kind: "refuse"; status: number; code: string; message?: string; ec?: string }
  /** Does what is asked, then waits this many milliseconds of real time before it answers. */
  | { kind: "delay"; ms: number }
  /** Does nothing and closes the connection. */
  | { kind: "drop-before" }
  /** Does what is asked and closes the connection without an answer. */
  | { kind: "drop-after" }
  /** Does nothing and answers 503, MetaOperationQpsLimitExceeded, with `Retry-After` if the seconds are given. */
  | { kind: "unavailable"; retryAfterSeconds?: number }
  /** Does what is asked and cuts the body of the answer short. */
  | { kind: "truncate" }
  /** Takes the server's time to be off by this many milliseconds for the request. The Date header says so. */
  | { kind: "clock-skew"; ms: number }
  /** Answers as something else than OSS would. */
  | ({ kind: "answer" } & ForeignAnswer);

/** An answer that is not the service's own, such as one of a proxy or a captive portal. */
export interface ForeignAnswer {
  /** HTTP status of the answer. */
  status: number;
  /** Further headers of the answer. Default: none. */
  headers?: Record<string, string>;
  /** Body of the answer. Default: empty. */
  body?: string;
  /** Whether what is asked is done nevertheless. */
  effect: boolean;
  /** Whether the answer has `x-oss-request-id` and the other headers that show OSS. Default: `true`. */
  requestId?: boolean;
}

/**
 * A fault and the requests it is for: all, or those of one `operation` (`PutBucketReplication`), of one `bucket`. It
 * passes over the first `skip` of them (default 0) and happens to the next `times` (default 1).
 */
export type Fault = { operation?: string; bucket?: string; times?: number; skip?: number } & FaultKind;

/** Faults wait in line: the first that fits a request and has nothing left to skip is applied to it, and only it. */
export class FaultLine {
  private line: { fault: Fault; skip: number; times: number }[] = [];

  add(fault: Fault): void {
    this.line.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 });
  }

  clear(): void {
    this.line = [];
  }

  take(request: { operation: string; bucket: string }): FaultKind | undefined {
    const entry = this.line.find((candidate) => {
      if (!fits(candidate.fault, request)) return false;
      if (candidate.skip === 0) return true;
      candidate.skip -= 1;
      return false;
    });
    if (!entry) return undefined;
    entry.times -= 1;
    this.line = this.line.filter(({ times }) => times > 0);
    return entry.fault;
  }
}

function fits(fault: Fault, request: { operation: string; bucket: string }): boolean {
  const { operation, bucket } = fault;
  return (!operation || operation === request.operation) && (!bucket || bucket === request.bucket);
}
