/** What goes wrong. */
export type FaultKind =
  | { kind: "refuse"; status: number; code: string; message?: string; ec?: string }
  /** Does what is asked, then waits this long in real time before it answers. */
  | { kind: "delay"; ms: number }
  /** Closes the connection; nothing is done. */
  | { kind: "drop-before" }
  /** Does what is asked and closes the connection without an answer. */
  | { kind: "drop-after" }
  /** 503, MetaOperationQpsLimitExceeded; with `Retry-After` when the seconds are given. */
  | { kind: "unavailable"; retryAfterSeconds?: number }
  /** Does what is asked and cuts the body of the answer short. */
  | { kind: "truncate" }
  /** The server's time is off by this much for the request; its Date header says so. */
  | { kind: "clock-skew"; ms: number }
  | ({ kind: "answer" } & ForeignAnswer);

/** An answer that is not the service's own, as a proxy or a captive portal gives one. */
export interface ForeignAnswer {
  status: number;
  headers?: Record<string, string>;
  /** Default: empty. */
  body?: string;
  /** Whether what is asked is done all the same. */
  effect: boolean;
  /** `false`: without `x-oss-request-id` and the other headers that show OSS. Default true. */
  requestId?: boolean;
}

/** A fault and the requests it is for: all, or those of one operation, of one bucket. */
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
