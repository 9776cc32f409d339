import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Clock, realClock } from "./clock";
import { type Fault, FaultLine } from "./faults";
import { createHandler } from "./handler";
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
  /** `http://127.0.0.1:PORT`. */
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

/** Starts an emulator on loopback. Rejects when the port is in use or an option is not valid. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  checkTimings(options.timings ?? {});
  const clock = options.clock ?? realClock(1);
  const requests = new RequestLog(options.requestLogBytes ?? defaultRequestLogBytes);
  const faults = new FaultLine();
  const world = {
    ...createWorld(options),
    accounts: options.accounts ?? [defaultAccount],
  };
  const handler = createHandler({
    world,
    faults,
    clock,
    wallClock: options.wallClock ?? realClock(1),
    newRequestTail,
    log: (entry) => {
      requests.add(entry);
      options.onRequest?.(entry);
    },
  });
  const server = createWireServer(handler);
  await listen(server, options.port ?? 0);
  return toEmulator(server, world, clock, faults, requests.entries);
}

/** From a UUID, which Node.js makes in batches; random bytes would be asked of the system for each request. */
function newRequestTail(): string {
  return randomUUID().replaceAll("-", "").slice(-16).toUpperCase();
}

function createWorld(options: EmulatorOptions): World {
  return {
    store: new Store(),
    locations: new Locations(options.locations),
    switches: switchesOf(options),
    timings: { ...defaultTimings, ...options.timings },
    newRuleId: randomUUID,
  };
}

function toEmulator(
  server: Server,
  world: World & { accounts: readonly { accountId?: string }[] },
  clock: Clock,
  faults: FaultLine,
  requests: readonly RequestLogEntry[],
): Emulator {
  const book = new Rulebook(world, clock);
  const address = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    requests,
    createBucket: (name, location, options = {}) =>
      book.createBucket(name, location, { accountId: world.accounts[0]?.accountId, ...options }),
    setVersioning: (bucket, versioning) => book.setVersioning(bucket, versioning),
    setStat: (bucket, stat) => book.setStat(bucket, stat),
    deleteBucket: (name) => book.deleteBucket(name),
    rules: (bucket) => book.rules(bucket),
    addRule: (bucket, rule) => book.add(bucket, rule),
    changeRule: (bucket, id, change) => book.change(bucket, id, change),
    removeRule: (bucket, id) => book.remove(bucket, id),
    setRuleIds: (mode) => {
      world.switches.ruleIds = mode;
    },
    setTimings: (timings) => {
      checkTimings(timings);
      Object.assign(world.timings, timings);
    },
    addFault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    close: () => close(server),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
