import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const stack = "dev";
export const passphrase = "stack tests";

/** Goes with the passphrase; the engine makes one where it is missing, which costs a second. */
const salt = "v1:z8S9CAk+VJU=:v1:pkR7yhq1hWHcP58M:5GiJ4MSqeStu/uO8qEbcY5UpsPzZQA==";

/** A resource as the state has it. */
export interface StateResource {
  urn: string;
  type: string;
  id?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  [key: string]: unknown;
}

/** What `pulumi stack export` calls the deployment. */
export interface Deployment {
  resources?: StateResource[];
  pending_operations?: { type: string; resource: StateResource }[];
  [key: string]: unknown;
}

/**
 * The files of one stack that the engine would write by itself, at the cost of a process each: its state in the folder
 * `state` and its configuration beside the program.
 */
export class StackFiles {
  readonly stateFile: string;
  private readonly configFile: string;

  constructor(
    private readonly project: string,
    stateFolder: string,
    programFolder: string,
  ) {
    const backend = join(stateFolder, ".pulumi");
    this.stateFile = join(backend, "stacks", project, `${stack}.json`);
    this.configFile = join(programFolder, `Pulumi.${stack}.yaml`);
    mkdirSync(dirname(this.stateFile), { recursive: true });
    writeFileSync(join(backend, "meta.yaml"), "version: 1\n");
    this.writeState(null);
  }

  stateText(): string {
    return readFileSync(this.stateFile, "utf8");
  }

  readState(): Deployment {
    return JSON.parse(this.stateText()).checkpoint.latest ?? {};
  }

  writeState(latest: Deployment | null): void {
    const checkpoint = { stack: `organization/${this.project}/${stack}`, latest };
    writeFileSync(this.stateFile, JSON.stringify({ version: 3, checkpoint }));
    // They hold a checksum of the file before.
    if (existsSync(`${this.stateFile}.attrs`)) rmSync(`${this.stateFile}.attrs`);
  }

  /** Keys without a namespace are in the project's. */
  writeConfig(config: Record<string, unknown>): void {
    const qualified = Object.entries(config).map(([key, value]) => [this.qualify(key), value]);
    // JSON is YAML, too.
    writeFileSync(
      this.configFile,
      JSON.stringify({ encryptionsalt: salt, config: Object.fromEntries(qualified) }),
    );
  }

  private qualify(key: string): string {
    return key.includes(":") ? key : `${this.project}:${key}`;
  }
}
