import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { type Clock, realClock } from "./clock";
import { type Fault, FaultLine } from "./faults";
import { createHandler } from "./handler";
import { close, listen } from "./http/listen";
import { createWireServer } from "./http/server";
import { defaultTimings, type Timings } from "./life";
import { Locations } from "./locations";
import { RequestLog, type RequestLogEntry } from "./log";
import type { BucketStat, EmulatedRule, Versioning } from "./model";
import type { World } from "./operations/context";
import {
  defaultAccount,
  defaultRequestLogBytes,
  type EmulatorOptions,
  type RuleIds,
  switchesOf,
} from "./options";
import { type BucketToCreate, Rulebook, type RuleToAdd } from "./rulebook";
import { checkTimings, Store } from "./store";

/**
 * A running emulator, and what a test may do behind the back of its clients. Every method that names a bucket or a rule
 * throws an `Error` where there is none.
 */
export interface Emulator {
  /** `http://127.0.0.1:PORT`, or with another `host`. */
  readonly endpoint: string;
  /** The requests so far, the oldest first. Always the same list. When it outgrows `requestLogBytes`, the oldest are dropped. */
  readonly requests: readonly RequestLogEntry[];
  /** Makes a bucket in a location (`oss-cn-hangzhou`) or region (`cn-hangzhou`). Throws if the name is taken or not valid. */
  createBucket(name: string, location: string, options?: BucketToCreate): void;
  /**
   * Sets the versioning of a bucket. `undefined`: as if it had never been set. Unlike over the wire this is possible while
   * the bucket replicates.
   */
  setVersioning(bucket: string, versioning: Versioning | undefined): void;
  /**
   * Sets what a bucket holds, as GetBucketStat tells it: whole numbers of 0 or more. What is left out stays as it is. A
   * bucket that holds objects cannot be deleted over the wire.
   */
  setStat(bucket: string, stat: Partial<BucketStat>): void;
  /** Deletes a bucket with its own rules. Rules that copy to it stay. */
  deleteBucket(name: string): void;
  /** The rules of a bucket as they stand now on the clock. They are copies. */
  rules(bucket: string): EmulatedRule[];
  /** Puts a rule straight into the store, unchecked, as if somebody had made it in the console. Returns its id. */
  addRule(bucket: string, rule: RuleToAdd): string;
  /** Changes a rule behind everybody's back. A key with value `undefined` takes that part away. */
  changeRule(bucket: string, id: string, change: Partial<EmulatedRule>): void;
  /** Removes a rule at once, without closing. */
  removeRule(bucket: string, id: string): void;
  /** Changes what happens to rule ids that callers choose, for the puts from now on. */
  setRuleIds(mode: RuleIds): void;
  /** Changes how long phases last, for what happens from now on. Existing rules keep the times they were given. */
  setTimings(timings: Partial<Timings>): void;
  /** Adds a fault to the end of the line. Each request meets at most one. */
  addFault(fault: Fault): void;
  /** Removes all faults that have not happened yet. */
  clearFaults(): void;
  /** Stops the emulator and closes all connections. Resolves when the port is free. */
  close(): Promise<void>;
}

/** Starts an emulator. Rejects when the port is in use or an option is not valid. */
export function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  return startWith(options, {});
}

/** What an emulator begins with, and how it is kept. */
export interface Beginning {
  /** Default: one without buckets. */
  store?: Store;
  /** Makes further buckets and rules; nobody is answered before. */
  begin?(book: Rulebook): void;
  /** Called when the store may have changed, and before the answer. Default: nothing is kept. */
  save?(): void;
}

export async function startWith(
  options: EmulatorOptions,
  { store = new Store(), begin, save }: Beginning,
): Promise<Emulator> {
  checkTimings(options.timings ?? {});
  if (options.host === "") throw new Error("host must not be empty: that would be all addresses");
  const clock = options.clock ?? realClock(1);
  const requests = new RequestLog(options.requestLogBytes ?? defaultRequestLogBytes);
  const faults = new FaultLine();
  const world = createWorld(options, store, clock);
  const book = new Rulebook(world, clock, (options.accounts ?? [defaultAccount])[0]?.accountId);
  begin?.(book);
  save?.();
  const handler = createHandler({
    world: { ...world, accounts: options.accounts ?? [defaultAccount] },
    faults,
    clock,
    wallClock: options.wallClock ?? realClock(1),
    newRequestTail,
    save,
    log: (entry) => {
      requests.add(entry);
      options.onRequest?.(entry);
    },
  });
  const server = createWireServer(handler);
  const endpoint = await listen(server, options.port ?? 0, options.host ?? "127.0.0.1");
  return { endpoint, requests: requests.entries, ...methods(server, world, book, faults) };
}

/** From a UUID, which Node.js makes in batches; random bytes would be asked of the system for each request. */
function newRequestTail(): string {
  return randomUUID().replaceAll("-", "").slice(-16).toUpperCase();
}

function createWorld(options: EmulatorOptions, store: Store, clock: Clock): World {
  return {
    store,
    locations: new Locations(options.locations),
    switches: switchesOf(options),
    timings: { ...defaultTimings, ...options.timings },
    wallAt: (time) => clock.wallAt?.(time) ?? time,
    newRuleId: randomUUID,
  };
}

function methods(
  server: Server,
  { switches, timings }: World,
  book: Rulebook,
  faults: FaultLine,
): Omit<Emulator, "endpoint" | "requests"> {
  return {
    createBucket: (name, location, options = {}) => book.createBucket(name, location, options),
    setVersioning: (bucket, versioning) => book.setVersioning(bucket, versioning),
    setStat: (bucket, stat) => book.setStat(bucket, stat),
    deleteBucket: (name) => book.deleteBucket(name),
    rules: (bucket) => book.rules(bucket),
    addRule: (bucket, rule) => book.add(bucket, rule),
    changeRule: (bucket, id, change) => book.change(bucket, id, change),
    removeRule: (bucket, id) => book.remove(bucket, id),
    setRuleIds: (mode) => {
      switches.ruleIds = mode;
    },
    setTimings: (change) => {
      checkTimings(change);
      Object.assign(timings, change);
    },
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    close: () => close(server),
  };
}
