import { OssError } from "../../oss";

/** The buckets about which something could not be asked, and why; each is told once. */
export class Unasked {
  private readonly reasons = new Map<string, string>();
  private readonly untold = new Set<string>();

  add(bucket: string, reason: string): void {
    if (this.reasons.has(bucket)) return;
    this.reasons.set(bucket, reason);
    this.untold.add(bucket);
  }

  /** The bucket is asked again; what was told stays told. */
  reconsider(bucket: string): void {
    if (this.untold.delete(bucket)) this.reasons.delete(bucket);
  }

  get isNew(): boolean {
    return this.untold.size > 0;
  }

  /** `bucket a (reason); bucket b (reason)`, of those that were not told yet. */
  take(): string {
    const told = [...this.untold].map((bucket) => `bucket ${bucket} (${this.reasons.get(bucket)})`);
    this.untold.clear();
    return told.join("; ");
  }
}

/** A failure in few words, without what would break the list that it becomes part of. */
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
