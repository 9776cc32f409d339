import { appendFileSync } from "node:fs";
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { realClock } from "./clock";
import { type Emulator, startEmulator } from "./emulator";
import { type RequestLogEntry, toLogLine } from "./log";
import { defaultAccount, type RuleIds } from "./options";

interface CliOptions {
  port: number;
  accessKeyId: string;
  accessKeySecret: string;
  timeScale: number;
  ruleIds: RuleIds;
  location: string[];
  bucket: { name: string; location: string }[];
  /** `true`: standard error. */
  log?: string | true;
}

/** The command `oss-replication-emulator`. Wrong options end it with 2, everything else that fails with 1. */
export async function main(argv: string[]): Promise<void> {
  try {
    await run(parse(argv));
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.stderr.write(`error: ${explain(error)}\n`);
    process.exitCode = 1;
  }
}

function parse(argv: string[]): CliOptions {
  const command = new Command("oss-replication-emulator")
    .description("The replication control plane of Alibaba Cloud OSS on loopback.")
    .option("--port <port>", "port to listen on; 0 picks a free one", toPort, 0)
    .addOption(fromEnv("--access-key-id <id>", "OSS_ACCESS_KEY_ID", defaultAccount.accessKeyId))
    .addOption(
      fromEnv("--access-key-secret <secret>", "OSS_ACCESS_KEY_SECRET", defaultAccount.accessKeySecret),
    )
    .option("--time-scale <factor>", "how many times as fast the life of rules runs", toFactor, 1)
    .addOption(ruleIdsOption())
    .option("--bucket <name:location>", "a bucket to begin with; may be repeated", addBucket, [])
    .option("--location <location>", "a further location; may be repeated", addLocation, [])
    .option("--log [file]", "requests as lines of JSON, to a file or to standard error")
    .allowExcessArguments(false)
    .showSuggestionAfterError(false)
    .exitOverride();
  return command.parse(argv).opts<CliOptions>();
}

function fromEnv(flags: string, variable: string, fallback: string): Option {
  return new Option(flags, "the only credential that is accepted").env(variable).default(fallback);
}

function ruleIdsOption(): Option {
  return new Option("--rule-ids <mode>", "what happens to a rule ID that the caller chose")
    .choices(["honour", "ignore", "refuse"])
    .default("honour");
}

async function run(options: CliOptions): Promise<void> {
  const emulator = await startEmulator({
    port: options.port,
    accounts: [{ accessKeyId: options.accessKeyId, accessKeySecret: options.accessKeySecret }],
    clock: realClock(options.timeScale),
    ruleIds: options.ruleIds,
    locations: options.location,
    requestLogBytes: 0,
    onRequest: logger(options.log),
  });
  try {
    for (const { name, location } of options.bucket) emulator.createBucket(name, location);
  } catch (error) {
    await emulator.close();
    throw error;
  }
  endOnSignal(emulator);
  process.stdout.write(`${emulator.endpoint}\n`);
}

function logger(log: CliOptions["log"]): ((entry: RequestLogEntry) => void) | undefined {
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

function toPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new InvalidArgumentError("A port is a number from 0 to 65535.");
  return port;
}

function toFactor(text: string): number {
  const factor = Number(text);
  if (!(factor > 0 && Number.isFinite(factor)))
    throw new InvalidArgumentError("It must be a number above 0.");
  return factor;
}

function addBucket(text: string, before: CliOptions["bucket"]): CliOptions["bucket"] {
  const [name, location, ...rest] = text.split(":");
  if (!name || !location || rest.length > 0) throw new InvalidArgumentError("It must be NAME:LOCATION.");
  return [...before, { name, location }];
}

function addLocation(text: string, before: string[]): string[] {
  if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(text))
    throw new InvalidArgumentError("It must be a region or a location, such as cn-somewhere.");
  return [...before, text];
}

function explain(error: unknown): string {
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === "EADDRINUSE") return `port ${port} is in use`;
  if (code === "EACCES" && port !== undefined) return `port ${port} may not be used`;
  return message;
}
