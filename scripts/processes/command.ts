import { spawn } from "node:child_process";
import { killFamily } from "./family";
import { whenStopped } from "./stop";

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

/** Starts a command with its output captured and its input empty. It does not outlive this process's being told to stop. */
export function start(file: string, args: string[], options: CommandOptions = {}): RunningCommand {
  const child = spawn(file, args, { cwd: options.cwd, env: options.env, stdio: ["ignore", "pipe", "pipe"] });
  const result: CommandResult = { exitCode: null, timedOut: false, stdout: "", stderr: "", output: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      result[name] += text;
      result.output += text;
    });
  }
  let ended = false;
  const kill = () => {
    if (!ended && child.pid) killFamily(child.pid);
  };
  const forget = whenStopped(kill);
  const expire = () => {
    result.timedOut = true;
    kill();
  };
  const timer = options.timeoutMs && setTimeout(expire, options.timeoutMs);
  const done = new Promise<CommandResult>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ ...result, exitCode }));
  }).finally(() => {
    ended = true;
    forget();
    if (timer) clearTimeout(timer);
  });
  const wrote = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => pattern.test(result.output) && resolve();
      for (const name of ["stdout", "stderr"] as const) child[name].on("data", look);
      const fail = () => reject(new Error(`it ended without writing ${pattern}\n${result.output}`));
      done.then(fail, reject);
      look();
    });
  return {
    pid: child.pid ?? 0,
    done,
    output: () => result.output,
    wrote,
    interrupt: () => child.kill("SIGINT"),
    kill,
  };
}
