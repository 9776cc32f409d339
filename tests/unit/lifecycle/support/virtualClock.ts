import { setImmediate } from "node:timers/promises";

/** A clock that moves only while everybody waits, to the next moment that somebody waits for. */
export class VirtualClock {
  private time = 0;
  private waiting: { at: number; wake: () => void }[] = [];

  now = () => this.time;

  sleep = (milliseconds: number) =>
    new Promise<void>((wake) => {
      this.waiting.push({ at: this.time + milliseconds, wake });
    });

  /** Lets time pass until the work is done. */
  async run<T>(work: Promise<T>): Promise<T> {
    let done = false;
    work.then(
      () => {
        done = true;
      },
      () => {
        done = true;
      },
    );
    for (await setImmediate(); !done; await setImmediate()) this.passOn();
    return work;
  }

  private passOn(): void {
    const next = Math.min(...this.waiting.map(({ at }) => at));
    if (next === Number.POSITIVE_INFINITY) throw new Error("everybody waits for ever");
    this.time = next;
    const due = this.waiting.filter(({ at }) => at <= next);
    this.waiting = this.waiting.filter(({ at }) => at > next);
    for (const { wake } of due) wake();
  }
}
