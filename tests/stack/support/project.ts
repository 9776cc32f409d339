import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type CommandResult, type RunningCommand, start } from "../../../scripts/processes/command";
import { inTerminal, type Size, type TerminalRun } from "../../../scripts/processes/terminal";
import { findPulumi, NoPulumi } from "../../../scripts/pulumi/ensure";
import { engineEnvironment, pathWithoutPackages } from "../../../scripts/pulumi/environment";
import { type Plan, parsePlan } from "./plan";
import { nodejs, type Runtime } from "./runtime";
import { type Deployment, passphrase, StackFiles, stack } from "./stackFiles";

const repository = join(__dirname, "..", "..", "..");

export interface ProjectOptions {
  /** The text of the program: of CommonJS, unless there is a `runtime`. */
  program: string;
  /** What runs the program. Default: Node.js. */
  runtime?: Runtime;
  /** More for Pulumi.yaml. */
  settings?: Record<string, unknown>;
  /** The provider finds it by OSS_ENDPOINT. */
  emulator?: { endpoint: string };
  /** Stack configuration; keys without a namespace are in the project's. Objects are as `pulumi config set --path` writes them. */
  config?: Record<string, unknown>;
  /** Added to the engine's environment, which has nothing of ours; `undefined` removes. */
  env?: NodeJS.ProcessEnv;
  /** Name of the Pulumi project. Default: "test". */
  name?: string;
  /** A command that takes longer is killed and fails. Default: 120000. */
  timeoutMs?: number;
}

export type Expectation = "success" | "failure" | "any";

export type PreviewJson = CommandResult & { plan: Plan };

/** The emulator's account of the tests. */
export const account = { accessKeyId: "ak", accessKeySecret: "sk" };

/**
 * A Pulumi project with one stack in a temporary folder, and the real CLI to run on it. Pulumi's Automation API would add
 * the whole environment of the tests, keep to itself how a failed command ended, and leave its family alive.
 */
export class Project {
  /** Holds the whole project: `program`, `state`, `pulumi` (PULUMI_HOME), `home`, `tmp`. */
  readonly folder: string;
  /** The environment of the engine; a test may change it between commands. */
  readonly env: NodeJS.ProcessEnv;
  private readonly bin: string;
  private readonly files: StackFiles;
  private readonly config: Record<string, unknown>;
  private readonly running = new Set<Pick<RunningCommand | TerminalRun, "kill" | "done">>();

  constructor(private readonly options: ProjectOptions) {
    const cli = findPulumi();
    if (!cli) throw new NoPulumi([]);
    const { program, emulator, name = "test", config = {}, env, runtime = nodejs, settings } = options;
    this.bin = cli.bin;
    this.folder = mkdtempSync(join(tmpdir(), "stack-"));
    const engine = engineEnvironment(cli, this.folder, passphrase, pathWithoutPackages(process.env));
    this.env = {
      ...engine,
      PATH: [...runtime.path, engine.PATH].join(delimiter),
      ...ossEnvironment(emulator?.endpoint),
      ...runtime.env,
      ...env,
    };
    this.config = { ...config };
    this.write("Pulumi.yaml", JSON.stringify({ name, runtime: runtime.runtime, ...settings }));
    this.write("package.json", JSON.stringify({ name, private: true, main: "index.js" }));
    symlinkSync(join(repository, "node_modules"), join(this.folder, "program", "node_modules"));
    this.setProgram(program);
    this.files = new StackFiles(name, join(this.folder, "state"), join(this.folder, "program"));
    this.files.writeConfig(this.config);
  }

  /** `pulumi up`, without the preview that it makes otherwise. */
  up(args: string[] = [], expect: Expectation = "success"): Promise<CommandResult> {
    return this.run(["up", "--yes", "--skip-preview", ...args], expect);
  }

  preview(args: string[] = [], expect: Expectation = "success"): Promise<CommandResult> {
    return this.run(["preview", ...args], expect);
  }

  async previewJson(args: string[] = [], expect: Expectation = "success"): Promise<PreviewJson> {
    const result = await this.preview(["--json", ...args], expect);
    return { ...result, plan: parsePlan(result.stdout) };
  }

  refresh(args: string[] = [], expect: Expectation = "success"): Promise<CommandResult> {
    return this.run(["refresh", "--yes", "--skip-preview", ...args], expect);
  }

  destroy(args: string[] = [], expect: Expectation = "success"): Promise<CommandResult> {
    return this.run(["destroy", "--yes", "--skip-preview", ...args], expect);
  }

  /** Any command that works on a stack. Fails, with all that was printed, if it ends otherwise than expected. */
  async run(args: string[], expect: Expectation = "success"): Promise<CommandResult> {
    return this.expected(args, await this.start(args).done, expect);
  }

  /** A command that is about no stack. */
  async runOutside(args: string[], expect: Expectation = "success"): Promise<CommandResult> {
    return this.expected(args, await this.launch(args).done, expect);
  }

  private expected(args: string[], result: CommandResult, expect: Expectation): CommandResult {
    const outcome = result.exitCode === 0 ? "success" : "failure";
    if (expect === "any" || (outcome === expect && !result.timedOut)) return result;
    const ending = result.timedOut ? "timed out" : `ended with exit code ${result.exitCode}`;
    throw new Error(`pulumi ${args.join(" ")} ${ending}\n${result.output}`);
  }

  /** Begins a command that the test is going to interrupt or look at while it runs. */
  start(args: string[]): RunningCommand {
    return this.launch([...args, "--stack", stack]);
  }

  private launch(args: string[]): RunningCommand {
    const cwd = join(this.folder, "program");
    const { timeoutMs = 120_000 } = this.options;
    const common = ["--non-interactive", "--color", "never"];
    const command = start(this.bin, [...args, ...common], { cwd, env: this.env, timeoutMs });
    this.running.add(command);
    command.done.finally(() => this.running.delete(command)).catch(() => {});
    return command;
  }

  /** As a user sees it, in a terminal. */
  seen(args: string[], size: Size): TerminalRun {
    const command = inTerminal(this.bin, [...args, "--stack", stack], {
      ...{ cwd: join(this.folder, "program"), env: this.env },
      ...size,
    });
    this.running.add(command);
    command.done.finally(() => this.running.delete(command));
    return command;
  }

  setProgram(text: string): void {
    this.write((this.options.runtime ?? nodejs).main, text);
  }

  /** Writes a file beside the program. */
  write(path: string, text: string): void {
    const file = join(this.folder, "program", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Overwrites what `pulumi config set` wrote. */
  setConfig(key: string, value: unknown): void {
    this.config[key] = value;
    this.files.writeConfig(this.config);
  }

  /** What `pulumi stack export` has as its deployment; secrets stay ciphertext. */
  exportState(): Deployment {
    return this.files.readState();
  }

  /** As `pulumi stack import`. */
  importState(deployment: Deployment): void {
    this.files.writeState(deployment);
  }

  /** The state's file as it is, to look for what must not be in it. */
  stateText(): string {
    return this.files.stateText();
  }

  /** Of the last `up`; secrets stay ciphertext. */
  outputs(): Record<string, unknown> {
    const resources = this.exportState().resources ?? [];
    return resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
  }

  /** As before `pulumi stack init`; the configuration stays. */
  forgetStack(): void {
    rmSync(this.files.stateFile);
  }

  /** What a killed command leaves locked; `pulumi cancel` does the same. */
  unlock(): void {
    rmSync(join(this.folder, "state", ".pulumi", "locks"), { recursive: true, force: true });
  }

  /** Kills what runs, with all its children. */
  kill(): void {
    for (const command of this.running) command.kill();
  }

  async dispose(): Promise<void> {
    this.kill();
    await Promise.allSettled([...this.running].map((command) => command.done));
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function ossEnvironment(endpoint: string | undefined): NodeJS.ProcessEnv {
  return {
    OSS_ACCESS_KEY_ID: account.accessKeyId,
    OSS_ACCESS_KEY_SECRET: account.accessKeySecret,
    OSS_REGION: "cn-hangzhou",
    ...(endpoint ? { OSS_ENDPOINT: endpoint } : {}),
  };
}
