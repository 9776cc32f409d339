import { randomBytes, randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Clock, realClock } from "./clock";
import { type Fault, FaultLine } from "./faults";
import { createHandler } from "./handler";
import { createWireServer } from "./http/server";
import { defaultTimings, type Timings } from "./life";
import { Locations } from "./locations";
import { RequestLog, type RequestLogEntry } from "./log";
import type { EmulatedRule, Versioning } from "./model";
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

/** A running emulator, and what a test may do behind the back of its clients. */
export interface Emulator {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** The requests so far, the oldest first; always the same list. Without the oldest when they outgrow the log. */
  readonly requests: readonly RequestLogEntry[];
  /** The location may be written as a region (`cn-hangzhou`) too. */
  createBucket(name: string, location: string, options?: BucketToCreate): void;
  /** `undefined`: as if it had never been set. Not frozen while the bucket replicates, as it is over the wire. */
  setVersioning(bucket: string, versioning: Versioning | undefined): void;
  deleteBucket(name: string): void;
  /** The rules as they stand now, on the clock; copies. */
  rules(bucket: string): EmulatedRule[];
  /** Puts a rule straight into the store, unchecked, as somebody else would from the console. Returns its id. */
  addRule(bucket: string, rule: RuleToAdd): string;
  /** Changes a rule behind everybody's back. A key with value `undefined` takes that part away. */
  changeRule(bucket: string, id: string, change: Partial<EmulatedRule>): void;
  /** Removes a rule at once, without closing. */
  removeRule(bucket: string, id: string): void;
  setRuleIds(mode: RuleIds): void;
  /** For what happens from now on; rules that are there keep the times they were given. */
  setTimings(timings: Partial<Timings>): void;
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** Closes all connections too; resolves when the port is free. */
  close(): Promise<void>;
}

/** Starts an emulator on loopback. */
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
    newRequestTail: () => randomBytes(8).toString("hex").toUpperCase(),
    log: (entry) => {
      requests.add(entry);
      options.onRequest?.(entry);
    },
  });
  const server = createWireServer(handler);
  await listen(server, options.port ?? 0);
  return toEmulator(server, world, clock, faults, requests.entries);
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
