import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Unkept } from "./demo/claims";
import { emulatedScene } from "./demo/emulated";
import { Engine } from "./demo/engine";
import { parseOptions } from "./demo/options";
import { Mistake, realScene } from "./demo/real";
import { rulesOf, type Scene } from "./demo/scene";
import { type Demo, newRules, steps } from "./demo/steps";
import type { PulumiCli } from "./pulumi/cli";
import { ensurePulumi, NoPulumi } from "./pulumi/ensure";

async function main(): Promise<void> {
  const own = parseOptions(process.argv);
  const cli = await ensurePulumi();
  console.log(`Pulumi CLI ${cli.version} from ${cli.directory}`);
  const began = Date.now();
  const scene = own ? await realScene(own) : await emulatedScene();
  const folder = mkdtempSync(join(tmpdir(), "oss-replication-demo-"));
  try {
    console.log(`On ${scene.description}`);
    await play(scene, cli, folder);
    console.log(`\nDone in ${seconds(began)}: every step did what it says.`);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    await scene.close();
  }
}

async function play(scene: Scene, cli: PulumiCli, folder: string): Promise<void> {
  for (const [name, value] of Object.entries(scene.env)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  const engine = new Engine(cli, folder, scene.env);
  const stopped = stopOnSignals(engine);
  const demo: Demo = { scene, engine, stopped, others: await rulesOf(scene), rules: {} };
  try {
    for (const [at, step] of steps.entries()) {
      stopped.throwIfAborted();
      console.log(`\n[${at + 1}/${steps.length}] ${step.announcement(demo)}`);
      const began = Date.now();
      await step.run(demo);
      console.log(`    ${seconds(began)}`);
    }
  } catch (problem) {
    if (scene.isReal)
      await takeBack(demo).catch(({ message }: Error) =>
        console.error(`Could not take back what the demo did: ${message}`),
      );
    throw stopped.aborted ? new Unkept("it was stopped.") : problem;
  }
}

/** The emulator's rules go with it; those on real buckets must not stay behind. */
async function takeBack(demo: Demo): Promise<void> {
  if ((await newRules(demo)).length === 0) return;
  console.log("\nTaking back what the demo did");
  await demo.engine.run("destroy", "--yes", "--skip-preview").catch(() => {});
  const left = (await newRules(demo)).map(({ ruleId }) => ruleId);
  if (left.length > 0) console.error(`Rules that may be the demo's are still there: ${left.join(", ")}`);
}

/** The first signal lets the engine end what it is doing, the second one does not. */
function stopOnSignals(engine: Engine): AbortSignal {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      if (stop.signal.aborted) engine.kill();
      // On Ctrl-C the terminal has told the engine already, and a second time would make it drop everything.
      else if (signal !== "SIGINT") engine.interrupt();
      stop.abort();
    });
  return stop.signal;
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

/** Errors of the package say all that is to say, too. */
function isForPeople(problem: Error): boolean {
  const kinds = [Mistake, NoPulumi, Unkept];
  return (
    kinds.some((kind) => problem instanceof kind) || ["OssError", "ReplicationError"].includes(problem.name)
  );
}

main().catch((problem: Error) => {
  console.error(isForPeople(problem) ? `\nThe demo failed: ${problem.message}` : problem);
  process.exitCode = 1;
});
