/**
 * What is still worth asking: a bucket, or an endpoint, that gave no answer in time is asked no more, lest a service that
 * never answers hold up a preview for minutes. A survey, which asks about many buckets side by side, gives an endpoint one
 * more chance, and goes on there once any bucket is answered.
 */
export class Patience {
  private readonly silentBuckets = new Set<string>();
  private readonly silent = new Set<string>();
  private survey?: { silent: Set<string>; answered: Set<string> };

  /** No answer about a bucket came in time. */
  noteSilence(endpoint: string, bucket: string): void {
    this.silentBuckets.add(bucket);
    this.silent.add(endpoint);
    this.survey?.silent.add(endpoint);
  }

  noteAnswer(endpoint: string): void {
    this.survey?.answered.add(endpoint);
  }

  mayAsk(endpoint: string, bucket: string): boolean {
    if (this.silentBuckets.has(bucket)) return false;
    if (this.survey === undefined) return !this.silent.has(endpoint);
    return !this.survey.silent.has(endpoint) || this.survey.answered.has(endpoint);
  }

  async during<T>(survey: () => Promise<T>): Promise<T> {
    this.survey = { silent: new Set(), answered: new Set() };
    try {
      return await survey();
    } finally {
      this.survey = undefined;
    }
  }
}
