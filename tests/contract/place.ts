import type { OssReplication } from "../../provider/oss";

/** A place where OSS answers, for the suite of promises: two buckets, and time that passes. */
export interface Place {
  /** A client with good keys, and clients with ones that are not. */
  service: OssReplication;
  withWrongSecret: OssReplication;
  withUnknownKey: OssReplication;
  /** A bucket without rules; the rules of the suite are put on it. */
  source: string;
  sourceLocation: string;
  target: string;
  targetLocation: string;
  /** Lets some time pass: by a moved clock, or by waiting. */
  pass(): Promise<void>;
  close(): Promise<void>;
}

/** Lets time pass until `done` gives something. */
export async function until<T>(
  place: Place,
  done: () => Promise<T | undefined | false>,
  attempts = 360,
): Promise<T> {
  for (let n = 0; n < attempts; n++) {
    const result = await done();
    if (result) return result;
    await place.pass();
  }
  throw new Error("it did not happen");
}
