import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { killFamily } from "../processes/family";
import type { PulumiCli } from "../pulumi/cli";
import { engineEnvironment } from "../pulumi/environment";
import { Unkept } from "./claims";

const repository = join(__dirname, "..", "..");
const project = "oss-replication-demo";
const stack = "demo";

/** The real CLI on the stack at the repository's root; all that it keeps is in one folder elsewhere. */
export class Engine {
  private readonly env: NodeJS.ProcessEnv;
  private readonly settings: string;
  private current?: { pid?: number; kill(signal: "SIGINT"): boolean };

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
    await this.spawn([...args, "--stack", stack, "--config-file", this.configFile()], "shown");
  }

  /** The same, and returns the text. */
  show(...args: string[]): Promise<string> {
    const color = process.stdout.isTTY ? "always" : "never";
    return this.spawn(
      [...args, "--stack", stack, "--config-file", this.configFile(), "--color", color],
      "copied",
    );
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
    const stdout = output === "shown" ? "inherit" : "pipe";
    const child = spawn(this.cli.bin, args, {
      cwd: repository,
      env: this.env,
      stdio: ["ignore", stdout, "inherit"],
    });
    this.current = child;
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      if (output === "copied") process.stdout.write(part);
    });
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    this.current = undefined;
    if (exitCode !== 0) throw new Unkept(`pulumi ${args[0]} ended with exit code ${exitCode}.`);
    return text;
  }
}
