import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import execa, { type ExecaChildProcess } from "execa";
import { killFamily } from "../processes/family";
import type { PulumiCli } from "../pulumi/cli";
import { engineEnvironment } from "../pulumi/environment";
import { Unkept } from "./claims";

const repository = join(__dirname, "..", "..");
const project = "oss-replication-demo";
const stack = "demo";

/**
 * The real CLI on the stack at the repository's root; all that it keeps is in one folder elsewhere. Not by Pulumi's
 * Automation API: that hands the whole environment on to the engine, and its output is not what a terminal shows.
 */
export class Engine {
  private readonly env: NodeJS.ProcessEnv;
  private readonly settings: string;
  private current?: ExecaChildProcess;

  constructor(
    private readonly cli: PulumiCli,
    folder: string,
    env: NodeJS.ProcessEnv,
  ) {
    this.env = { ...engineEnvironment(cli, folder, "demo"), ...env, TERM: process.env.TERM };
    this.settings = join(folder, "settings");
    mkdirSync(this.settings);
  }

  /** `stack init` writes the stack's settings beside Pulumi.yaml; with a copy of it they stay out of the repository. */
  async init(config: Record<string, unknown>): Promise<void> {
    const named = Object.entries(config).map(([key, value]) => [`${project}:${key}`, value]);
    writeFileSync(this.configFile(), JSON.stringify({ config: Object.fromEntries(named) }));
    copyFileSync(join(repository, "Pulumi.yaml"), join(this.settings, "Pulumi.yaml"));
    await this.spawn(["stack", "init", stack, "--cwd", this.settings], "shown");
  }

  /** Shows what the CLI prints as it prints it. */
  async run(...args: string[]): Promise<void> {
    await this.spawn([...args, ...this.common()], "shown");
  }

  /** The same, and returns the text. */
  show(...args: string[]): Promise<string> {
    return this.spawn([...args, ...this.common()], "copied");
  }

  /** Without a terminal to ask at, the CLI leaves colours away where nobody says otherwise. */
  private common(): string[] {
    const color = process.stdout.isTTY ? "always" : "never";
    return ["--stack", stack, "--config-file", this.configFile(), "--color", color];
  }

  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse(await this.spawn(["stack", "output", "--json", "--stack", stack], "kept"));
  }

  showOutputs(): Promise<string> {
    return this.spawn(["stack", "output", "--stack", stack], "shown");
  }

  /** As Ctrl-C: it ends what it is doing first. */
  interrupt(): void {
    this.current?.kill("SIGINT");
  }

  kill(): void {
    if (this.current?.pid) killFamily(this.current.pid);
  }

  private configFile(): string {
    return join(this.settings, `Pulumi.${stack}.yaml`);
  }

  private async spawn(args: string[], output: "shown" | "copied" | "kept"): Promise<string> {
    const child = execa(this.cli.bin, args, {
      ...{ cwd: repository, env: this.env, extendEnv: false, reject: false },
      stdio: ["ignore", output === "shown" ? "inherit" : "pipe", "inherit"],
    });
    this.current = child;
    if (output === "copied") child.stdout?.pipe(process.stdout);
    const { exitCode, signal, stdout } = await child;
    this.current = undefined;
    if (exitCode !== 0)
      throw new Unkept(`pulumi ${args[0]} ended with ${signal ?? `exit code ${exitCode}`}.`);
    return stdout;
  }
}
