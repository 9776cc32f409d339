import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Emulator } from "oss-replication-emulator";
import { start } from "../processes/command";
import type { PulumiCli } from "../pulumi/cli";
import { engineEnvironment, pathWithoutPackages } from "../pulumi/environment";
import { lastLines } from "../pulumi/goTool";
import type { Cell } from "./cells";
import { filesOf, programFolder, project, stackFolder, type Tarballs } from "./files";
import { compilerTool, type Manager, managerOf, toolsOf } from "./managers";
import type { Buckets } from "./texts";
import { ensureTool } from "./tools";

/** What all cells share. */
export interface Shared {
  cli: PulumiCli;
  emulator: Emulator;
  tarballs: Tarballs;
  /** The npm registry that is set here. */
  registry: string;
  close: () => Promise<void>;
}

export const account = { accessKeyId: "matrix-key", accessKeySecret: "matrix-secret" };

/** A cell has as long, in milliseconds: it takes half a minute on an idle machine. */
const PATIENCE = 600_000;

const stack = "dev";

/** A resource, as far as it matters here. */
export interface Resource {
  type: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

/** The project of one cell in a folder of its own, and the commands that are run there. */
export class Place {
  readonly manager: Manager;
  /** The folder of the program, and that of Pulumi.yaml. */
  private readonly program: string;
  private readonly stack: string;
  private readonly deadline = Date.now() + PATIENCE;

  private constructor(
    readonly cell: Cell,
    readonly shared: Shared,
    readonly buckets: Buckets,
    /** Holds `project`, and what the engine keeps. */
    private readonly folder: string,
    /** Folders with Node.js, the package manager, and it may be a compiler. */
    private readonly tools: string[],
  ) {
    this.manager = managerOf(cell.manager);
    this.program = join(this.root, programFolder(cell));
    this.stack = join(this.root, stackFolder(cell));
  }

  /** Throws `NotAvailable` where Node.js or the package manager cannot be had. */
  static async make(cell: Cell, shared: Shared, buckets: Buckets, folder: string): Promise<Place> {
    const found: string[] = [];
    for (const tool of toolsOf(cell)) found.push(await ensureTool(tool));
    const place = new Place(cell, shared, buckets, folder, found);
    for (const [path, text] of Object.entries(filesOf(cell, shared.tarballs, buckets))) {
      const file = join(place.root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    return place;
  }

  /** The package manager, in the project's root. */
  manage(...args: string[]): Promise<string> {
    return this.run(this.manager.tool.command, args, this.root, this.packagesEnvironment());
  }

  /** The compiler, in the program's folder. */
  compile(...args: string[]): Promise<string> {
    if (compilerTool(this.cell) === undefined) return this.runInstalled("tsc", ...args);
    return this.run("tsc", args, this.program, this.packagesEnvironment());
  }

  /** A command that an installed package brings, in the program's folder. */
  runInstalled(name: string, ...args: string[]): Promise<string> {
    const env = { ...this.packagesEnvironment(), ...this.ossEnvironment() };
    const { tool, runs } = this.manager;
    if (runs !== undefined) return this.run(tool.command, [runs, name, ...args], this.program, env);
    const places = [this.program, this.root].map((folder) => join(folder, "node_modules", ".bin", name));
    const file = places.find(existsSync);
    if (file === undefined) throw new Error(`${name} is not among the installed commands`);
    return this.run(file, args, this.program, env);
  }

  pulumi(...args: string[]): Promise<string> {
    const common = ["--stack", stack, "--non-interactive", "--color", "never"];
    return this.run(this.shared.cli.bin, [...args, ...common], this.stack, this.engineEnvironment());
  }

  /** Whether the program, or whoever is in a folder above it, has this package in `node_modules`. */
  hasInstalled(name: string): boolean {
    return [this.program, this.root].some((folder) => existsSync(join(folder, "node_modules", name)));
  }

  /** The resources in the stack's state. */
  resources(): Resource[] {
    const file = join(this.folder, "state", ".pulumi", "stacks", project, `${stack}.json`);
    return JSON.parse(readFileSync(file, "utf8")).checkpoint.latest?.resources ?? [];
  }

  private get root(): string {
    return join(this.folder, "project");
  }

  /** What it printed. Fails with the end of that where it fails. */
  private async run(file: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
    const timeoutMs = Math.max(1, this.deadline - Date.now());
    const { exitCode, timedOut, output } = await start(file, args, { cwd, env, timeoutMs }).done;
    if (exitCode === 0 && !timedOut) return output;
    const ending = timedOut ? "took too long" : `ended with exit code ${exitCode}`;
    throw new Error(`${[file, ...args].join(" ")} ${ending}\n${lastLines(output, 20)}`);
  }

  /** The user's own, since package managers have settings and caches there; none takes a pipeline's restrictions. */
  private packagesEnvironment(): NodeJS.ProcessEnv {
    const { registry } = this.shared;
    return {
      ...process.env,
      PATH: this.path(pathWithoutPackages(process.env)),
      npm_config_registry: registry,
      YARN_REGISTRY: registry,
      YARN_NPM_REGISTRY_SERVER: registry,
      YARN_UNSAFE_HTTP_WHITELIST: new URL(registry).hostname,
      YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
      YARN_ENABLE_TELEMETRY: "false",
      BUN_CONFIG_REGISTRY: registry,
    };
  }

  private engineEnvironment(): NodeJS.ProcessEnv {
    const env = engineEnvironment(this.shared.cli, this.folder, "matrix", pathWithoutPackages(process.env));
    return {
      ...env,
      ...this.ossEnvironment(),
      PATH: this.path(env.PATH),
      // As `yarn run` does.
      ...(this.manager.plugAndPlay && { NODE_OPTIONS: `--require ${join(this.root, ".pnp.cjs")}` }),
    };
  }

  private ossEnvironment(): NodeJS.ProcessEnv {
    return {
      OSS_ENDPOINT: this.shared.emulator.endpoint,
      OSS_ACCESS_KEY_ID: account.accessKeyId,
      OSS_ACCESS_KEY_SECRET: account.accessKeySecret,
      OSS_REGION: "cn-hangzhou",
    };
  }

  private path(rest = ""): string {
    return [...this.tools, rest].join(delimiter);
  }
}
