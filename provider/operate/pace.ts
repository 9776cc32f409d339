/** How much was copied at a time. */
export interface Sample {
  /** In ms since 1970. */
  at: number;
  /** Share of the objects from before that is copied, 0 to 1. */
  share: number;
}

/** How fast it goes, as far as it was seen. */
export interface Pace {
  /** Share a millisecond. */
  rate: number;
  /** Until all is copied, if it goes on like this, in ms. */
  leftMs: number;
}

/** Only what was seen in this time counts: what was an hour ago says little about now. In ms. */
const WINDOW = 10 * 60_000;

/** The samples that count for the next estimate, with the new one. */
export function withSample(samples: readonly Sample[], next: Sample): Sample[] {
  const recent = samples.filter(({ at }) => next.at - at <= WINDOW && at < next.at);
  return [...recent, next];
}

/** `undefined` as long as nothing has been seen to go on. */
export function paceOf(samples: readonly Sample[]): Pace | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.share <= first.share || last.share >= 1) return undefined;
  const rate = (last.share - first.share) / (last.at - first.at);
  return { rate, leftMs: (1 - last.share) / rate };
}
