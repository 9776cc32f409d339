import { OssError } from "../../oss";

/** The buckets about which OSS could not be asked something, and why. Each is reported once. */
export class Unasked {
  private readonly reasons = new Map<string, string>();
  private readonly unreported = new Set<string>();

  add(bucket: string, reason: string): void {
    if (this.reasons.has(bucket)) return;
    this.reasons.set(bucket, reason);
    this.unreported.add(bucket);
  }

  /** OSS is asked about the bucket again. What was reported stays reported. */
  reconsider(bucket: string): void {
    if (this.unreported.delete(bucket)) this.reasons.delete(bucket);
  }

  get isNew(): boolean {
    return this.unreported.size > 0;
  }

  /** `bucket a (reason); bucket b (reason)`, of those that were not reported yet. */
  take(): string {
    const items = [...this.unreported].map((bucket) => `bucket ${bucket} (${this.reasons.get(bucket)})`);
    this.unreported.clear();
    return items.join("; ");
  }
}

/** A failure in few words, without the characters that separate the list it becomes part of. */
export function reasonOf(error: Error): string {
  if (!(error instanceof OssError)) return inList(error.message);
  const { operation, code, status, ec, requestId, serviceMessage } = error;
  const facts = [status && `HTTP ${status}`, ec && `EC ${ec}`, requestId && `request id ${requestId}`];
  const said = status === undefined ? `: ${serviceMessage}` : "";
  return inList([`${operation} failed with ${code}${said}`, ...facts].filter(Boolean).join(", "));
}

function inList(text: string): string {
  return text.replaceAll(";", ",").replaceAll("(", "[").replaceAll(")", "]");
}
