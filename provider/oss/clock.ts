/** Time as an argument, so that no test sleeps. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Whether the user wants the command to end: then nothing is waited for, or tried again. */
  isStopped?(): boolean;
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** A clock whose sleepers all wake when it is stopped; from then on nobody sleeps. */
export function stoppable({ now, sleep }: Clock): Clock & { stop(): void } {
  const wakers = new Set<() => void>();
  let stopped = false;
  return {
    now,
    isStopped: () => stopped,
    sleep: async (milliseconds) => {
      if (stopped) return;
      let waker = () => {};
      const woken = new Promise<void>((resolve) => {
        waker = resolve;
      });
      wakers.add(waker);
      await Promise.race([sleep(milliseconds), woken]);
      wakers.delete(waker);
    },
    stop: () => {
      stopped = true;
      for (const wake of wakers) wake();
    },
  };
}
