/** Where the emulator reads its time from. The life of rules runs on it; signatures are checked against real time. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** The real time at which the clock shows a time. Absent: that time itself. */
  wallAt?(time: number): number;
}

/** A clock that starts at the real time and runs `scale` times as fast. */
export function realClock(scale = 1, wall: Clock = { now: Date.now }): Clock {
  return clockFrom({ wall: wall.now(), now: wall.now(), scale }, wall);
}

/** Says what a clock shows at every time: at the real time `wall` it showed `now`, and it runs `scale` times as fast. */
export interface ClockSetting {
  wall: number;
  now: number;
  scale: number;
}

/** It stands still while the real time is before the setting's: rules do not grow younger. */
export function clockFrom({ wall: start, now, scale }: ClockSetting, wall: Clock = { now: Date.now }): Clock {
  return {
    now: () => now + Math.max(0, wall.now() - start) * scale,
    wallAt: (time) => start + (time - now) / scale,
  };
}

/** A clock that stands still until it is advanced. It starts at the real time by default. */
export function manualClock(start: number | Date = Date.now()): Clock & { advance(ms: number): void } {
  let time = Number(start);
  return {
    now: () => time,
    advance: (ms) => {
      time += ms;
    },
  };
}
