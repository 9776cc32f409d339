import { type Emulator, type EmulatorOptions, startEmulator } from "oss-replication-emulator";
import { account, Project, type ProjectOptions } from "./project";

/** Rules live fast, so that waiting for one to be cleared takes parts of a second. */
const QUICK = { startingMs: 300, closingMs: 400, historyMs: 1_500, rtcMs: 3_600_000 };

export interface World {
  emulator: Emulator;
  /** A project of its own stack, with the emulator as its OSS. */
  project(program: string, options?: Partial<ProjectOptions>): Project;
}

/**
 * An OSS with the buckets that most tests need: `src` and `src2` in Hangzhou, `near` and `near2` there too, `dst` and `dst2` in
 * Beijing, `far` in Singapore. It ends with the test file, as do the folders of its projects; what they run ends with the
 * test. To share a project among tests, make it in `beforeAll`.
 */
export async function newWorld(options: EmulatorOptions = {}): Promise<World> {
  const emulator = await startEmulator({ accounts: [account], timings: QUICK, ...options });
  emulators.push(emulator);
  for (const name of ["src", "src2", "near", "near2"]) emulator.createBucket(name, "cn-hangzhou");
  for (const name of ["dst", "dst2"]) emulator.createBucket(name, "cn-beijing");
  emulator.createBucket("far", "ap-southeast-1");
  return {
    emulator,
    project: (program, more) => {
      const whole = more?.runtime ? program : text(program);
      const project = new Project({ program: whole, emulator, ...more });
      projects.push(project);
      return project;
    },
  };
}

const emulators: Emulator[] = [];
const projects: Project[] = [];

afterEach(() => {
  for (const project of projects) project.kill();
});

afterAll(async () => {
  await Promise.all(projects.map((project) => project.dispose()));
  await Promise.all(emulators.map((emulator) => emulator.close()));
});

/** The program's text with what every program starts with. */
export function text(body: string): string {
  return `const pulumi = require("@pulumi/pulumi");\nconst oss = require("pulumi-oss-replication");\n${body}`;
}

/** Text of a rule from `src` to `dst`, with more or other arguments. */
export function rule(
  args: Record<string, unknown> = {},
  options: { name?: string; opts?: string } = {},
): string {
  const { name = "rule", opts } = options;
  const all = { bucket: "src", destination: { bucket: "dst", location: "oss-cn-beijing" }, ...args };
  return `new oss.ReplicationRule(${JSON.stringify(name)}, ${JSON.stringify(all)}${opts ? `, ${opts}` : ""});`;
}
