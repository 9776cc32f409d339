import { Backoff, BETWEEN_QUESTIONS, type Clock, isPassing, type OssError } from "../oss";

export interface Waiting {
  clock: Clock;
  /** In [0, 1); spreads the questions of many resources. */
  random: () => number;
  /** Absolute, in the clock's milliseconds. */
  deadline: number;
}

/** What a wait has seen when its time is over. */
export interface Seen {
  /** How often it asked. */
  asked: number;
  /** The passing failure that the last question met. */
  failure?: OssError;
}

/** What a wait goes by beside the time. */
export interface WaitOptions {
  /** How it ends after the deadline. */
  onTimeout(seen: Seen): Error;
  /**
   * Whether a failure that passes by itself (throttling, a 5xx, a lost connection) is asked again until the deadline.
   * Default: it is.
   */
  isPatient?(): boolean;
}

/** Asks until `probe` answers something other than `undefined`, with growing pauses; the last time at the deadline. */
export async function waitFor<T>(
  probe: () => Promise<T | undefined>,
  { clock, random, deadline }: Waiting,
  { onTimeout, isPatient = () => true }: WaitOptions,
): Promise<T> {
  const limitMs = deadline - clock.now();
  const backoff = new Backoff({ curve: BETWEEN_QUESTIONS, clock, random, limitMs, atLimit: "cut" });
  for (let asked = 1; ; asked++) {
    const { answer, failure } = await outcomeOf(probe, isPatient);
    if (answer !== undefined) return answer;
    if (!(await backoff.pause(failure?.retryAfterMs))) throw onTimeout({ asked, failure });
  }
}

async function outcomeOf<T>(
  probe: () => Promise<T | undefined>,
  isPatient: () => boolean,
): Promise<{ answer?: T; failure?: OssError }> {
  try {
    return { answer: await probe() };
  } catch (failure) {
    if (!isPassing(failure) || !isPatient()) throw failure;
    return { failure };
  }
}

/** One call, made again until the deadline while its failure is one that passes; then that failure is told. */
export async function patiently<T>(call: () => Promise<T>, waiting: Waiting): Promise<T> {
  const { done } = await waitFor(async () => ({ done: await call() }), waiting, {
    onTimeout: ({ failure }) => failure as OssError,
  });
  return done;
}
