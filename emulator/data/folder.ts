import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { sync as writeFileAtomic } from "write-file-atomic";
import type { z } from "zod";
import { type Clock, type ClockSetting, clockFrom } from "../clock";
import { checked } from "../config/problem";
import type { Locations } from "../locations";
import { Store } from "../store";
import { lockFolder, unlockFolder } from "./lock";
import { bucketShape, type KeptBucket, type KeptState, stateShape, toKept } from "./shape";

/**
 * A folder that keeps an emulator's buckets and rules: one file a bucket, in a folder of its name, so that every name
 * that a bucket can have is one that a file system takes. Each file is replaced as a whole, so none is ever half written.
 */
export class DataFolder {
  private constructor(private readonly path: string) {}

  /** Makes the folder where there is none, and takes it for this process, until it is closed. */
  static open(path: string): DataFolder {
    mkdirSync(join(path, "buckets"), { recursive: true });
    lockFolder(path);
    return new DataFolder(path);
  }

  close(): void {
    unlockFolder(this.path);
  }

  /**
   * The clock of the rules. It has gone on since the last run at that run's speed, and from now on goes at this one's.
   */
  clock(scale: number, wall: Clock = { now: Date.now }): Clock {
    const file = join(this.path, "emulator.json");
    const before = existsSync(file) ? read(file, stateShape).clock : undefined;
    const now = before ? clockFrom(before, wall).now() : wall.now();
    const setting: ClockSetting = { wall: wall.now(), now, scale };
    write(file, { version: 1, clock: setting } satisfies KeptState);
    return clockFrom(setting, wall);
  }

  /** The buckets of the last run, all in locations that are known. */
  store(locations: Locations): Store {
    const store = new Store();
    for (const bucket of this.buckets()) {
      if (!locations.has(bucket.location)) throw new Error(unknownLocation(bucket, this.path));
      store.addBucket(bucket);
    }
    store.saveChanges(() => {});
    return store;
  }

  private buckets(): KeptBucket[] {
    const names = readdirSync(join(this.path, "buckets")).filter((name) => existsSync(this.file(name)));
    return names.map((name) => {
      const bucket = read(this.file(name), bucketShape);
      if (bucket.name !== name) throw new Error(`${this.file(name)} is of bucket ${bucket.name}`);
      return bucket;
    });
  }

  /** Writes what has changed since it was last written. It is on disk when this returns. */
  save(store: Store): void {
    store.saveChanges((name, bucket) => {
      if (bucket) this.write(toKept(bucket));
      else rmSync(join(this.path, "buckets", name), { recursive: true, force: true });
    });
  }

  private write(bucket: KeptBucket): void {
    mkdirSync(join(this.path, "buckets", bucket.name), { recursive: true });
    write(this.file(bucket.name), bucket);
  }

  private file(bucket: string): string {
    return join(this.path, "buckets", bucket, "bucket.json");
  }
}

function unknownLocation({ name, location }: KeptBucket, path: string): string {
  return `bucket ${name}, kept in ${path}, is in ${location}, which must be given with --location`;
}

function write(file: string, value: unknown): void {
  writeFileAtomic(file, `${JSON.stringify(value)}\n`);
}

function read<T>(file: string, shape: z.ZodType<T>): T {
  try {
    return checked(shape, JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new Error(
      `${file} is not as an emulator writes it: ${error instanceof Error ? error.message : error}`,
    );
  }
}
