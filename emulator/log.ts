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

/** The newest requests, as many as the bytes allow, and always the last one. */
export class RequestLog {
  private readonly kept: RequestLogEntry[] = [];
  private held = 0;

  constructor(private readonly maxBytes: number) {
    if (!(maxBytes >= 0)) throw new Error("requestLogBytes must be a number of 0 or more");
  }

  /** One and the same list for the life of the log. */
  get entries(): readonly RequestLogEntry[] {
    return this.kept;
  }

  /** What the entries take at most, by `bytesOf`. */
  get bytes(): number {
    return this.held;
  }

  add(entry: RequestLogEntry): void {
    this.kept.push(entry);
    this.held += bytesOf(entry);
    while (this.held > this.maxBytes && this.kept.length > 1) this.held -= bytesOf(this.kept.shift());
  }
}

/** Two bytes a character, which is the most a string takes, and what an empty entry takes with its headers' names. */
function bytesOf(entry: RequestLogEntry | undefined): number {
  if (entry === undefined) return 0;
  const { path, query, body = "", headers } = entry;
  const texts = [path, query, body, ...Object.entries(headers).flat()];
  return 2000 + 2 * texts.reduce((sum, text) => sum + text.length, 0);
}

/** The entry as one line of JSON, without what a log must not hold. */
export function toLogLine(entry: RequestLogEntry): string {
  const { authorization: _signature, "x-oss-security-token": _token, ...headers } = entry.headers;
  return JSON.stringify({ ...entry, time: new Date(entry.time).toISOString(), headers });
}
