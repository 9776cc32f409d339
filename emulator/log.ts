/** One request as the emulator saw it. */
export interface RequestLogEntry {
  /** When it came, in milliseconds of real time since 1970. */
  time: number;
  /** HTTP method. */
  method: string;
  /** The call, such as `PutBucketReplication`. `Unknown` for what the emulator does not have. */
  operation: string;
  /** Name of the bucket. Empty for calls without one. */
  bucket: string;
  /** The path as sent. */
  path: string;
  /** The query as sent, without `?`. */
  query: string;
  /** The headers as sent, signature included, their names in lower case. */
  headers: Record<string, string>;
  /** The body as sent. Absent when it was empty. */
  body?: string;
  /** The access key id in the signature. Absent when there was none. */
  accessKeyId?: string;
  /** Id of the rule that the call made, changed, deleted or asked for. */
  ruleId?: string;
  /** The request id of the answer. */
  requestId: string;
  /** HTTP status of the answer. 0 when nothing was done and no answer was sent. */
  status: number;
  /** The error code of a refused request. */
  code?: string;
  /** The fine-grained error code (EC) of a refused request. */
  ec?: string;
  /** The kind of the fault that was applied, if any. */
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

/** Two bytes a character, the most that a string takes, and what an empty entry takes with the names of its headers. */
function bytesOf(entry: RequestLogEntry | undefined): number {
  if (entry === undefined) return 0;
  const { path, query, body = "", headers } = entry;
  let characters = path.length + query.length + body.length;
  for (const name of Object.keys(headers)) characters += name.length + (headers[name]?.length ?? 0);
  return 2000 + 2 * characters;
}

/** The entry as one line of JSON, without the signature and the security token. */
export function toLogLine(entry: RequestLogEntry): string {
  const { authorization: _signature, "x-oss-security-token": _token, ...headers } = entry.headers;
  return JSON.stringify({ ...entry, time: new Date(entry.time).toISOString(), headers });
}
