import { setTimeout as pause } from "node:timers/promises";
import { manualClock } from "oss-replication-emulator";
import { killAll, livingFamily } from "../../scripts/processes/family";
import { isDynamicProvider } from "../../scripts/processes/provider";
import { newWorld, rule } from "./support/world";

const DESTINATION = { bucket: "dst", location: "oss-cn-beijing" };

async function until(happened: () => boolean): Promise<void> {
  for (let left = 600; left > 0 && !happened(); left--) await pause(50);
  expect(happened()).toBe(true);
}

/** Kills the CLI alone, as the system does when memory is short, and waits until its provider has ended by itself. */
async function killCli(pid: number): Promise<void> {
  const providers = livingFamily(pid).filter(isDynamicProvider);
  expect(providers).toHaveLength(1);
  process.kill(pid, "SIGKILL");
  const since = performance.now();
  await until(() => !providers.some(isDynamicProvider));
  expect(performance.now() - since).toBeLessThan(1_500);
}

it("a command that is killed while it waits puts no rule that nobody knows of", async () => {
  const clock = manualClock();
  const { emulator, project } = await newWorld({ clock });
  emulator.addRule("src", { destination: DESTINATION, status: "closing" });
  const up = project(rule()).start(["up", "--yes", "--skip-preview"]);
  const looks = () =>
    emulator.requests.filter(({ operation }) => operation === "GetBucketReplication").length;
  // The first is check's; create begins with what check has just read.
  await until(() => looks() >= 2);
  const others = livingFamily(up.pid);
  try {
    await killCli(up.pid);
    expect(emulator.requests.map(({ operation }) => operation)).not.toContain("PutBucketReplication");
  } finally {
    killAll(others);
  }
});

it("a command that is killed while its puts wait for each other puts nothing more", async () => {
  const { emulator, project } = await newWorld();
  emulator.addFault({ kind: "delay", ms: 4_000, operation: "PutBucketReplication", times: 8 });
  const targets = Array.from({ length: 8 }, (_, n) => `target${n}`);
  for (const name of targets) emulator.createBucket(name, "cn-beijing");
  const rules = targets.map((bucket) => rule({ destination: { ...DESTINATION, bucket } }, { name: bucket }));
  const up = project(rules.join("\n")).start(["up", "--yes", "--skip-preview"]);
  const writes = () => emulator.requests.filter(({ operation }) => /^(Put|Delete)/.test(operation)).length;
  await until(() => writes() > 0);
  const others = livingFamily(up.pid);
  try {
    await killCli(up.pid);
    await pause(5_000);
    expect(writes()).toBe(1);
  } finally {
    killAll(others);
  }
});

it("a provider that has nothing to do ends with its engine", async () => {
  const { project } = await newWorld();
  const program = `${rule()}\nnew oss.ReplicationRule("late", { bucket: "src2", destination: { bucket: "dst2",
    location: pulumi.output(new Promise((done) => setTimeout(() => done("oss-cn-beijing"), 600000))) } });`;
  const up = project(program).start(["up", "--yes", "--skip-preview"]);
  await up.wrote(/rule created/);
  const others = livingFamily(up.pid);
  try {
    await killCli(up.pid);
  } finally {
    killAll(others);
  }
});

it("an up after one that was killed while it put ends with exactly the desired rule", async () => {
  const { emulator, project } = await newWorld();
  emulator.addFault({ kind: "delay", ms: 60_000, operation: "PutBucketReplication" });
  const p = project(rule());
  const up = p.start(["up", "--yes", "--skip-preview"]);
  await up.wrote(/rule creating/);
  await until(() => emulator.requests.some(({ operation }) => operation === "PutBucketReplication"));
  up.kill();
  await up.done;
  p.unlock();
  await p.up();
  expect(emulator.rules("src")).toHaveLength(1);
  await p.up(["--expect-no-changes"]);
});
