import { Command, InvalidArgumentError, Option } from "commander";
import type { Account, Versioning } from "./model";
import { defaultAccount, type RuleIds } from "./options";

export interface BucketOption {
  name: string;
  location: string;
  versioning?: Versioning;
}

/** The options of the command; those that a config can have too are absent unless they were given. */
export interface CommandOptions {
  host: string;
  port: number;
  accessKeyId?: string;
  accessKeySecret?: string;
  account: Account[];
  syncRole: string[];
  timeScale?: number;
  ruleIds?: RuleIds;
  location: string[];
  bucket: BucketOption[];
  config?: string;
  data?: string;
  /** `true`: standard error. */
  log?: string | true;
}

/** Throws a `CommanderError` for options that are wrong, after it has said so. */
export function parse(argv: string[]): CommandOptions {
  const command = new Command("oss-replication-emulator")
    .description(
      "The replication control plane of Alibaba Cloud OSS on loopback. It prints its endpoint when it is ready, " +
        "and answers GET /healthz.",
    )
    .version((require("../package.json") as { version: string }).version)
    .addOption(hostOption())
    .option("--port <port>", "port to listen on; 0 picks a free one", toPort, 0)
    .addOption(keyOption("--access-key-id <id>", "OSS_ACCESS_KEY_ID", defaultAccount.accessKeyId))
    .addOption(
      keyOption("--access-key-secret <secret>", "OSS_ACCESS_KEY_SECRET", defaultAccount.accessKeySecret),
    )
    .option("--account <id:secret[:account-id]>", "the same with its account; may be repeated", append)
    .option("--sync-role <name>", "a role that OSS can assume, others are refused; may be repeated", append)
    .option("--time-scale <factor>", "how many times as fast the life of rules runs (default: 1)", toFactor)
    .addOption(ruleIdsOption())
    .option("--bucket <name:location[:versioning]>", "a bucket to begin with; may be repeated", addBucket)
    .option("--location <location>", "a further location; may be repeated", addLocation)
    .option("--config <file>", "buckets, rules, accounts and more to begin with, as YAML or JSON", named)
    .option("--data <folder>", "where buckets and rules are kept from run to run", named)
    .option("--log [file]", "requests as lines of JSON, to a file or to standard error")
    .allowExcessArguments(false)
    .showSuggestionAfterError(false)
    .exitOverride();
  const given = command.parse(argv).opts<Parsed>();
  const { account = [], syncRole = [], bucket = [], location = [] } = given;
  const accounts = account.map((text, n) => toAccount(text, n, command));
  return { ...given, account: accounts, syncRole, bucket, location };
}

/** What may be repeated is absent unless it is there. */
type Parsed = Omit<CommandOptions, "account"> & { account?: string[] };

function hostOption(): Option {
  const meaning =
    "address to listen on; any other than this machine's loopback lets other machines in, without TLS " +
    "(0.0.0.0: all addresses)";
  return new Option("--host <address>", meaning).default("127.0.0.1").argParser(named);
}

function keyOption(flags: string, variable: string, fallback: string): Option {
  return new Option(flags, `a credential that is accepted (without any: "${fallback}")`).env(variable);
}

function ruleIdsOption(): Option {
  return new Option(
    "--rule-ids <mode>",
    'what happens to a rule ID that the caller chose (default: "honour")',
  ).choices(["honour", "ignore", "refuse"]);
}

/** An empty address would be all addresses, an empty folder the current one. */
function named(text: string): string {
  if (text === "") throw new InvalidArgumentError("It must not be empty.");
  return text;
}

function append(text: string, before: string[] = []): string[] {
  return [...before, text];
}

/** Not where commander parses, for it would repeat the secret. */
function toAccount(text: string, n: number, command: Command): Account {
  const [accessKeyId, accessKeySecret, accountId, ...rest] = text.split(":");
  if (!accessKeyId || !accessKeySecret || accountId === "" || rest.length > 0)
    command.error(`error: option '--account': number ${n + 1} is not ID:SECRET or ID:SECRET:ACCOUNT-ID`);
  return { accessKeyId, accessKeySecret, accountId };
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

function addBucket(text: string, before: BucketOption[] = []): BucketOption[] {
  const [name, location, versioning, ...rest] = text.split(":");
  if (!name || !location || !isVersioning(versioning) || rest.length > 0)
    throw new InvalidArgumentError(
      "It must be NAME:LOCATION, NAME:LOCATION:Enabled or NAME:LOCATION:Suspended.",
    );
  if (before.some((bucket) => bucket.name === name)) throw new InvalidArgumentError("It is there twice.");
  return [...before, { name, location, versioning }];
}

function isVersioning(text: string | undefined): text is Versioning | undefined {
  return text === undefined || text === "Enabled" || text === "Suspended";
}

function addLocation(text: string, before: string[] = []): string[] {
  if (!/^[a-z0-9]+(-[a-z0-9]+)+$/.test(text))
    throw new InvalidArgumentError("It must be a region or a location, such as cn-somewhere.");
  return [...before, text];
}
