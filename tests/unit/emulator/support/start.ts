import { type Emulator, type EmulatorOptions, manualClock, startEmulator } from "../../../../emulator";

export const minute = 60_000;

/** Round numbers, so that tests can say when what is due. */
export const timings = {
  startingMs: minute,
  closingMs: 2 * minute,
  historyMs: 10 * minute,
  rtcMs: 5 * minute,
};

export type Advance = (ms: number) => void;

/** An emulator on a clock moved by hand, with `src` in Hangzhou, `dst` in Beijing and `near` in Hangzhou. */
export async function start(
  options: EmulatorOptions = {},
): Promise<{ emulator: Emulator; advance: Advance; now(): number }> {
  const clock = manualClock(Date.parse("2026-01-15T08:00:00Z"));
  const emulator = await startEmulator({ clock, timings, ...options });
  emulator.createBucket("src", "cn-hangzhou");
  emulator.createBucket("near", "cn-hangzhou");
  emulator.createBucket("dst", "cn-beijing");
  return { emulator, advance: clock.advance, now: clock.now };
}

/** Starts an emulator, uses it, and closes it whatever happens. */
export async function using(
  options: EmulatorOptions,
  use: (emulator: Emulator, advance: Advance) => Promise<void>,
): Promise<void> {
  const { emulator, advance } = await start(options);
  try {
    await use(emulator, advance);
  } finally {
    await emulator.close();
  }
}
