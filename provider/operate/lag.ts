/** By how many ms OSS's clock may be ahead of ours, before ours does not tell any more how late OSS is. */
const MOST_AHEAD = 5_000;

/** What OSS says of new objects: all that was written before this time is copied. */
interface Said {
  newObject?: Date;
}

/** Whether OSS names a time that has not come by our clock. */
export function isClockBehind({ newObject }: Said, now: number): boolean {
  return newObject !== undefined && newObject.getTime() - now > MOST_AHEAD;
}

/** For how long what is written waits to be copied, in ms; `undefined` where OSS does not say, or our clock is behind. */
export function lagMs(said: Said, now: number): number | undefined {
  if (said.newObject === undefined || isClockBehind(said, now)) return undefined;
  return Math.max(0, now - said.newObject.getTime());
}
