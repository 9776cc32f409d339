import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "oss-replication-emulator";
import { fromNpm } from "../tests/stack/support/fromNpm";
import { account, Project } from "../tests/stack/support/project";
import { nodeSdk } from "../tests/support/sdks";
import { type Calls, countCalls } from "./calls";
import {
  type Files,
  type Layout,
  packageProgram,
  program,
  type Subject,
  sourceOf,
  targetOf,
} from "./program";
import type { Step } from "./step";

/** The service that a program meets, and how it is run. */
export interface Conditions {
  /** Each call is answered after so many milliseconds. Default: at once. */
  callMs?: number;
  /** How long OSS takes to clear a rule that is deleted. Default: one millisecond. */
  clearingMs?: number;
  /** Promises of the program are counted, which takes time of its own. */
  countPromises?: boolean;
  /** Added to the environment of the engine. */
  env?: NodeJS.ProcessEnv;
  /** The program, where it is not the one in JavaScript. */
  files?: (subject: Subject, layout: Layout) => Files;
  /** Ours are the resources of the package `oss-replication`, not dynamic ones. */
  usesPackage?: boolean;
}

/** What `probe.cjs` says about one process that ran the program. */
export interface ProgramCost {
  cpuSeconds: number;
  memoryMiB: number;
  /** The own properties of a rule that it was constructed with. */
  properties: number;
  /** Made in the whole process; 0 where they are not counted. */
  promises: number;
}

/** What one command has shown. */
export interface Ran {
  seconds: number;
  calls: Calls;
  /** Buckets that OSS was asked about. */
  buckets: number;
  /** Of each process that ran the program: a preview and an update are two. */
  programs: ProgramCost[];
}

/** An emulated OSS with the buckets of a layout, and a stack with a program for them. */
export interface Place {
  run(step: Step): Promise<Ran>;
  /** Of one rule in state, as compact JSON; on average. */
  stateBytes(): number;
  close(): Promise<void>;
}

const probe = join(__dirname, "probe.cjs");

export async function openPlace(
  subject: Subject,
  layout: Layout,
  conditions: Conditions = {},
): Promise<Place> {
  const { countPromises, usesPackage } = conditions;
  const sdk = usesPackage ? await nodeSdk() : undefined;
  const { files = sdk === undefined ? program : packageOf(sdk) } = conditions;
  const asked: Asked[] = [];
  const emulator = await startOss(layout, conditions, asked);
  const project = new Project({ program: "", emulator, timeoutMs: 600_000 });
  const costs = join(project.folder, "costs");
  Object.assign(project.env, {
    NODE_OPTIONS: `--require ${JSON.stringify(probe)}`,
    BENCH_PROBE: costs,
    ...(countPromises ? { BENCH_PROMISES: "1" } : {}),
    ...conditions.env,
  });
  write(project, files(subject, layout));
  return {
    run: async (step) => {
      if (step.withRtc) write(project, program(subject, layout, true));
      asked.length = 0;
      rmSync(costs, { force: true });
      const began = performance.now();
      await project.run(step.args);
      const seconds = (performance.now() - began) / 1000;
      return { seconds, ...seenOf(asked), programs: readCosts(costs) };
    },
    stateBytes: () => stateBytesOf(project),
    close: async () => {
      await project.dispose();
      await emulator.close();
    },
  };
}

const packageOf = (sdk: string) => (subject: Subject, layout: Layout) => packageProgram(subject, layout, sdk);

interface Asked {
  operation: string;
  bucket: string;
}

async function startOss(layout: Layout, conditions: Conditions, asked: Asked[]): Promise<Emulator> {
  const { callMs, clearingMs = 1 } = conditions;
  const timings = { startingMs: 1, closingMs: clearingMs, historyMs: 1, rtcMs: 1 };
  const onRequest = (call: Asked) => asked.push(call);
  const emulator = await startEmulator({ accounts: [account], timings, onRequest, requestLogBytes: 0 });
  for (let at = 0; at < layout.sources; at++) emulator.createBucket(sourceOf(at, layout), "cn-hangzhou");
  for (let at = 0; at < layout.rules; at++) emulator.createBucket(targetOf(at), "cn-beijing");
  if (callMs) emulator.addFault({ kind: "delay", ms: callMs, times: Number.POSITIVE_INFINITY });
  return emulator;
}

/** A program in TypeScript has no `main` in JavaScript beside it. */
function write(project: Project, files: Files): void {
  const typescript = "index.ts" in files;
  const main = typescript ? "index.ts" : "index.js";
  project.write(
    "Pulumi.yaml",
    JSON.stringify({
      name: "test",
      runtime: { name: "nodejs", options: { typescript } },
      // Where nothing needs it, the engine does not start it.
      ...fromNpm,
    }),
  );
  project.write("package.json", JSON.stringify({ name: "test", private: true, main }));
  for (const [name, text] of Object.entries(files)) project.write(name, text);
}

function seenOf(asked: Asked[]): Pick<Ran, "calls" | "buckets"> {
  const infos = asked.filter(({ operation }) => operation === "GetBucketInfo");
  return {
    calls: countCalls(asked.map(({ operation }) => operation)),
    buckets: new Set(infos.map(({ bucket }) => bucket)).size,
  };
}

function readCosts(file: string): ProgramCost[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function stateBytesOf(project: Project): number {
  const rules = (project.exportState().resources ?? []).filter(
    ({ type }) => type.includes("ReplicationRule") || type.includes("ReplicationNone"),
  );
  return rules.reduce((sum, rule) => sum + JSON.stringify(rule).length, 0) / rules.length;
}
