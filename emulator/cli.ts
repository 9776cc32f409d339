import { appendFileSync } from "node:fs";
import { CommanderError } from "commander";
import { accountsOf } from "./accounts";
import { type Clock, realClock } from "./clock";
import { type CommandOptions, parse } from "./commandOptions";
import { ConfigError } from "./config/error";
import type { Config } from "./config/shape";
import { createMissing } from "./createMissing";
import { type Beginning, type Emulator, startWith } from "./emulator";
import { Locations } from "./locations";
import { type RequestLogEntry, toLogLine } from "./log";
import type { EmulatorOptions } from "./options";

/** The command `oss-replication-emulator`. Wrong options and configs end it with 2, everything else that fails with 1. */
export async function main(argv: string[]): Promise<void> {
  // Nobody may listen any more; requests are answered all the same.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  try {
    await run(parse(argv));
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.stderr.write(`error: ${explain(error)}\n`);
    process.exitCode = error instanceof ConfigError ? 2 : 1;
  }
}

type Keeping = Beginning & { clock: Clock };

async function run(options: CommandOptions): Promise<void> {
  const config = options.config === undefined ? undefined : configFiles().readConfig(options.config);
  const settings = settingsOf(options, config);
  const scale = options.timeScale ?? config?.timeScale ?? 1;
  const { clock, ...kept } = keeping(options.data, scale, settings.locations);
  const emulator = await startWith({ ...settings, clock }, { ...kept, begin: beginning(options, config) });
  endOnSignal(emulator);
  process.stdout.write(`${emulator.endpoint}\n`);
}

/** The clock of the rules, and what there is from an earlier run. */
function keeping(path: string | undefined, scale: number, locations?: string[]): Keeping {
  if (path === undefined) return { clock: realClock(scale) };
  const folder = dataFolders().DataFolder.open(path);
  process.once("exit", () => folder.close());
  const store = folder.store(new Locations(locations));
  return { clock: folder.clock(scale), store, save: () => folder.save(store) };
}

/** Loaded only where they are needed: they take longer than all the rest. */
function configFiles(): typeof import("./config") {
  return require("./config") as typeof import("./config");
}

function dataFolders(): typeof import("./data") {
  return require("./data") as typeof import("./data");
}

/** What is given as an option counts before what the config says, and is added to its lists. */
function settingsOf(options: CommandOptions, config?: Config): EmulatorOptions {
  const { host, port, account: given, ruleIds, syncRole, location, log } = options;
  const { accounts, locations = [], timings, switches } = config ?? {};
  return {
    ...switches,
    ...(ruleIds && { ruleIds }),
    syncRoles: syncRole.length > 0 ? [...(switches?.syncRoles ?? []), ...syncRole] : switches?.syncRoles,
    host,
    port,
    accounts: accountsOf({ given, config: accounts, key: options }),
    timings,
    locations: [...locations, ...location],
    requestLogBytes: 0,
    onRequest: logger(log),
  };
}

function beginning(options: CommandOptions, config?: Config): Beginning["begin"] {
  return (book) => {
    if (config) configFiles().fill(book, options.config ?? "", config.buckets);
    for (const bucket of options.bucket) createMissing(book, bucket);
  };
}

function logger(log: CommandOptions["log"]): ((entry: RequestLogEntry) => void) | undefined {
  if (log === undefined) return undefined;
  if (log === true) return (entry) => process.stderr.write(`${toLogLine(entry)}\n`);
  appendFileSync(log, "");
  return (entry) => appendFileSync(log, `${toLogLine(entry)}\n`);
}

function endOnSignal(emulator: Emulator): void {
  const end = () => emulator.close().then(() => process.exit(0));
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}

function explain(error: unknown): string {
  const { code, message, port, address, hostname } = error as NodeJS.ErrnoException & {
    port?: number;
    address?: string;
    hostname?: string;
  };
  if (code === "EADDRINUSE") return `port ${port} is in use`;
  if (code === "EACCES" && port !== undefined) return `port ${port} may not be used`;
  if (code === "EADDRNOTAVAIL") return `${address} is not an address of this machine`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return `there is no host ${hostname}`;
  return message;
}
