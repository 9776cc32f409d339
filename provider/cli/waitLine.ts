import { timeText } from "../operate/timeText";
import type { Clock } from "../oss";
import { canRedraw } from "../terminal/screen";
import { controlsEscaped, line } from "../terminal/text";
import { cutToWidth } from "../terminal/width";
import type { Io } from "./io";
import { ticking } from "./ticking";

/** How often the line is written anew: in a terminal, and elsewhere, in ms. */
const IN_PLACE = 1_000;
const IN_A_LOG = 60_000;

const ERASED = "\r\u001b[K";

export interface WaitLine {
  /** To wait by: while somebody sleeps the line goes on. */
  clock: Clock;
  /** The wait has ended; nothing of the line is left in a terminal. */
  end(): void;
}

/**
 * Says on standard error what is waited for, since when and for how long: in a terminal one line that goes on, else a
 * line at first and one a minute.
 */
export function waitLine(io: Io, what: string): WaitLine {
  const { clock } = io;
  const isLive = canRedraw(io.errScreen(), io.env);
  const since = clock.now();
  const start = new Date(since).toISOString().slice(11, 19);
  let next = since;
  const show = () => {
    const now = clock.now();
    if (now < next) return;
    next = now + (isLive ? IN_PLACE : IN_A_LOG);
    const text = `Waiting for ${timeText(now - since)} (since ${start} UTC) ${what}.`;
    // A line that wraps could not be erased.
    io.err(isLive ? `${ERASED}${cutToWidth(controlsEscaped(text), io.errScreen().columns)}` : line(text));
  };
  show();
  return { clock: ticking(clock, IN_PLACE, show), end: () => (isLive ? io.err(ERASED) : undefined) };
}
