import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { CommanderError } from "commander";
import { parse } from "../../../emulator/commandOptions";
import { systemIo } from "../../../provider/cli/io";
import { programOf } from "../../../provider/cli/main";
import { repository } from "./pages";

/** What is wrong with a command and its arguments, as its own parser has it; it is not run. */
export function wrongUse([name = "", ...args]: string[]): string | undefined {
  const check = CHECKS[name];
  return check ? check(args) : `there is no command ${name}`;
}

/** Of the system and of others. What cannot be asked here is listed, so that a misspelt name is found. */
const fine = () => undefined;

const OURS = new Set(["oss-replication", "oss-replication-emulator"]);

const CHECKS: Record<string, (args: string[]) => string | undefined> = {
  // Without --no, npx would fetch and run whosever package has the name.
  npx: ([first = "", ...args]) =>
    OURS.has(first) ? "npx without --no" : first === "--no" ? part(args) : wrongUse([first, ...args]),
  "oss-replication": ofOurs,
  "oss-replication-emulator": ofEmulator,
  npm: ofNpm,
  jest: namesFiles,
  tsx: fine,
  vitepress: fine,
  // tests/stack/pages.test.ts asks the CLI for the options.
  pulumi: fine,
  ...{ aliyun: fine, curl: fine, go: fine, mv: fine, node: fine, pip: fine, terraform: fine },
};

/** A page may name `npx --no` alone. */
const part = (args: string[]) => (args.length === 0 ? undefined : wrongUse(args));

/** A page may name a part of a command: what must be there is not missed, nor the value of the last option. */
const INCOMPLETE = ["commander.help", "commander.missingArgument", "commander.optionMissingArgument"];

function ofOurs(args: string[]): string | undefined {
  const program = programOf({ ...systemIo(), out: () => {}, err: () => {} }, () => {});
  for (const command of program.commands) {
    command.action(() => {});
    // What is missing would be told before what is wrong.
    for (const option of command.options) option.mandatory = false;
  }
  return toldBy(() => program.parse(args, { from: "user" }));
}

function ofEmulator(args: string[]): string | undefined {
  return toldBy(() => parse(["node", "oss-replication-emulator", ...args]));
}

function toldBy(parsing: () => void): string | undefined {
  try {
    parsing();
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const isFine = error.exitCode === 0 || INCOMPLETE.includes(error.code);
    return isFine ? undefined : error.message;
  }
}

const manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));

function ofNpm([command = "", ...args]: string[]): string | undefined {
  if (command === "run" || command === "test") return ofScript(command === "test" ? ["test"] : args);
  const isKnown = ["audit", "ci", "install", "pack"].includes(command);
  if (!isKnown) return `npm has no command ${command}`;
  const [workspace] = args.slice(args.indexOf("--workspace") + 1);
  if (args.includes("--workspace") && !manifest.workspaces.includes(workspace))
    return `there is no workspace ${workspace}`;
  return undefined;
}

/** A script of ours, and the options that its sources speak of. */
function ofScript([name = "", dashes, ...args]: string[]): string | undefined {
  const script: string | undefined = manifest.scripts[name];
  if (script === undefined) return `package.json has no script ${name}`;
  if (dashes !== undefined && dashes !== "--") return `npm itself would take ${dashes}`;
  const [file] = /\S+\.m?ts\b/.exec(script) ?? [];
  const sources = file === undefined ? "" : sourcesOf(file);
  const isOption = (arg: string) => arg.startsWith("--") && arg !== "--help";
  const isTold = (option: string) => new RegExp(`${option}(?![\\w-])`).test(sources);
  const unknown = args.filter(isOption).find((option) => !isTold(option));
  return unknown === undefined ? namesFiles(args) : `npm run ${name} has no option ${unknown}`;
}

/** The text of a script and of what lies in its folder. */
function sourcesOf(script: string): string {
  const own = dirname(script) === "scripts" ? script.replace(/\.m?ts$/, "") : dirname(script);
  const folder = join(repository, own);
  const beside = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  return [join(repository, script), ...beside]
    .filter((file) => existsSync(file) && statSync(file).isFile())
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

/** Whatever looks like a file of the repository is one. */
function namesFiles(args: string[]): string | undefined {
  const files = args.filter((arg) => /^(provider|emulator|tests|scripts|docs|bench|examples)\//.test(arg));
  const missing = files.find((file) => !existsSync(join(repository, file)));
  return missing === undefined ? undefined : `there is no file ${missing}`;
}
