/** One request as the emulator saw it. */
export interface RequestLogEntry {
  /** Milliseconds of real time. */
  time: number;
  method: string;
  /** `PutBucketReplication`, …; `Unknown` for what the emulator does not play. */
  operation: string;
  /** Empty for calls without a bucket. */
  bucket: string;
  /** The path as sent. */
  path: string;
  /** The query as sent, without `?`. */
  query: string;
  headers: Record<string, string>;
  body?: string;
  accessKeyId?: string;
  /** The rule the call made, changed, deleted or asked for. */
  ruleId?: string;
  requestId: string;
  /** Status of the answer, 0 when nothing was done and none was sent. */
  status: number;
  /** The error code of a refused request. */
  code?: string;
  ec?: string;
  /** The fault that was applied. */
  fault?: string;
}

/** The entry as one line of JSON, without what a log must not hold. */
export function toLogLine(entry: RequestLogEntry): string {
  const { authorization: _signature, "x-oss-security-token": _token, ...headers } = entry.headers;
  return JSON.stringify({ ...entry, time: new Date(entry.time).toISOString(), headers });
}
