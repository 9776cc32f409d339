import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type RunningCommand, start } from "../../../scripts/processes/command";
import { type Block, repository } from "./pages";

/** What a reader types, and what the page shows as the answer. Without prompts all of it is typed. */
export function sessionIn({ language, text }: Pick<Block, "language" | "text">): {
  commands: string;
  shown: string;
} {
  if (language !== "console") return { commands: text, shown: "" };
  const lines = text.trimEnd().split("\n");
  const typed = lines.filter((line) => line.startsWith("$ "));
  const shown = lines.filter((line) => !line.startsWith("$ "));
  return { commands: typed.map((line) => `${line.slice(2)}\n`).join(""), shown: shown.join("\n") };
}

/**
 * The commands that the shell would run, each as its name and arguments: bash itself takes the text apart, finds none of
 * them on its empty PATH, and gives them to this function of its own.
 */
const RECORDER = `
command_not_found_handle() { printf '%s\\0' "$#" "$@" >>"$RECORD"; }
PATH=/nonexistent
`;

/** What the shell would run, in the order of the text; throws where it cannot be read. */
export function commandsIn(text: string): string[][] {
  const folder = mkdtempSync(join(tmpdir(), "recorded-"));
  try {
    const record = join(folder, "record");
    writeFileSync(record, "");
    execFileSync("bash", ["-c", `${RECORDER}${text}\nwait\n`], {
      cwd: folder,
      env: { PATH: process.env.PATH, RECORD: record },
      stdio: ["ignore", "ignore", "pipe"],
    });
    return argumentsIn(readFileSync(record, "utf8").split("\0").slice(0, -1));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Of a list in which each command is preceded by the number of its words. */
function argumentsIn([count, ...rest]: string[]): string[][] {
  if (count === undefined) return [];
  return [rest.slice(0, Number(count)), ...argumentsIn(rest.slice(Number(count)))];
}

const built = (command: string) => `#!/bin/sh\nexec node ${join(repository, command)} "$@"\n`;

/** What the commands of the pages are where they run: ours as they are built, and the Alibaba Cloud CLI played. */
const COMMANDS = {
  "oss-replication": built("provider/bin/oss-replication.js"),
  "oss-replication-emulator": built("emulator/bin/oss-replication-emulator.js"),
  npx: `#!/bin/sh
# Never fetches what is not installed.
[ "$1" = --no ] && shift
tool=$1
shift
case $tool in
  oss-replication | oss-replication-emulator) exec "$tool" "$@" ;;
  *) exec ${join(repository, "node_modules", ".bin")}/"$tool" "$@" ;;
esac
`,
  // As `aliyun configure` does, with the keys of the environment.
  aliyun: `#!/bin/sh
mkdir -p "$HOME/.aliyun"
cat >"$HOME/.aliyun/config.json" <<END
{ "current": "$3", "profiles": [{ "name": "$3", "mode": "AK",
  "access_key_id": "$OSS_ACCESS_KEY_ID", "access_key_secret": "$OSS_ACCESS_KEY_SECRET" }] }
END
`,
};

export interface Shell {
  cwd: string;
  /** The whole environment; the commands that are built here come before its PATH. */
  env: NodeJS.ProcessEnv;
  /** What stands otherwise than in the page, by its text there. */
  instead?: Record<string, string>;
  timeoutMs?: number;
}

/** Runs commands as a reader would who types them one after the other, and ends at the first that fails. */
export function typed(
  commands: string,
  { cwd, env, instead = {}, timeoutMs = 300_000 }: Shell,
): RunningCommand {
  const bin = mkdtempSync(join(cwd, ".bin-"));
  for (const [name, script] of Object.entries(COMMANDS))
    writeFileSync(join(bin, name), script, { mode: 0o755 });
  const text = Object.entries(instead).reduce(replaced, withOwnKeys(commands));
  // What was started in the background would keep the shell's output open.
  const whole = `trap 'kill $(jobs -p) 2>/dev/null || :' EXIT\n${text}`;
  const path = [bin, env.PATH].join(delimiter);
  return start("bash", ["-eu", "-o", "pipefail", "-c", whole], {
    cwd,
    env: { ...env, PATH: path },
    timeoutMs,
  });
}

function replaced(text: string, [from, to]: [string, string]): string {
  if (!text.includes(from)) throw new Error(`"${from}" is not in:\n${text}`);
  return text.replaceAll(from, to);
}

/** A page writes `...` for a reader's own key: those of the environment stay. */
function withOwnKeys(commands: string): string {
  return commands.replace(/\b(OSS_ACCESS_KEY_(?:ID|SECRET))=\.\.\./g, "$1=$$$1");
}

/** A folder that is gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  folders.push(folder);
  mkdirSync(join(folder, "home"));
  return folder;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
