import type { Clock } from "../oss";

/** A clock by which a sleeper is woken every so many ms for `tick`, and sleeps on. */
export function ticking(clock: Clock, everyMs: number, tick: () => void): Clock {
  return {
    now: () => clock.now(),
    isStopped: () => clock.isStopped?.() ?? false,
    sleep: async (ms) => {
      for (let left = ms; left > 0; left -= everyMs) {
        await clock.sleep(Math.min(left, everyMs));
        tick();
      }
    },
  };
}
