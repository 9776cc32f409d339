// The last execa that is CommonJS: Jest loads ES modules from such only with Node.js 24.9 or newer.
import execa, { type ExecaError } from "execa";
import { onExit } from "signal-exit";
import { killFamily } from "./family";

export interface CommandOptions {
  cwd?: string;
  /** The whole environment; nothing of ours is added. */
  env?: NodeJS.ProcessEnv;
  /** After this the command is killed. */
  timeoutMs?: number;
}

export interface CommandResult {
  /** `null` if it was killed. */
  exitCode: number | null;
  timedOut: boolean;
  stdout: string;
  stderr: string;
  /** Both, in the order in which they came. */
  output: string;
}

export interface RunningCommand {
  pid: number;
  /** Settles when the command has ended, and does not fail for its exit code. */
  done: Promise<CommandResult>;
  /** What it has written so far. */
  output(): string;
  /** Settles when it has written this, and fails when it ends without. */
  wrote(pattern: RegExp): Promise<void>;
  /** As Ctrl-C does. */
  interrupt(): void;
  /** At once, with all its children. */
  kill(): void;
}

/** Starts a command with its output captured and its input empty. It does not outlive this process. */
export function start(file: string, args: string[], options: CommandOptions = {}): RunningCommand {
  const { cwd, env, timeoutMs } = options;
  // Neither execa's timeout nor its cleanup is used: both would kill the command alone, without its family.
  const settings = {
    cwd,
    env,
    extendEnv: false,
    cleanup: false,
    all: true,
    stripFinalNewline: false,
  } as const;
  const child = execa(file, args, { ...settings, stdin: "ignore" });
  let [output, ended, timedOut] = ["", false, false];
  child.all?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  const kill = () => {
    if (!ended && child.pid) killFamily(child.pid);
  };
  const forget = onExit(kill);
  const expire = () => {
    timedOut = true;
    kill();
  };
  const timer = timeoutMs && setTimeout(expire, timeoutMs);
  const done = child
    .catch(failed)
    .then(({ exitCode = null, stdout, stderr }) => ({ exitCode, timedOut, stdout, stderr, output }))
    .finally(() => {
      ended = true;
      forget();
      if (timer) clearTimeout(timer);
    });
  const wrote = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => pattern.test(output) && resolve();
      child.all?.on("data", look);
      const fail = () => reject(new Error(`it ended without writing ${pattern}\n${output}`));
      done.then(fail, reject);
      look();
    });
  return {
    pid: child.pid ?? 0,
    done,
    output: () => output,
    wrote,
    interrupt: () => child.kill("SIGINT"),
    kill,
  };
}

/** A command that ran has a result, however it ended. */
function failed(error: ExecaError): ExecaError {
  if (error.exitCode === undefined && error.signal === undefined) throw error;
  return error;
}
