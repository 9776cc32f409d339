import { setTimeout as pause } from "node:timers/promises";
import { manualClock } from "oss-replication-emulator";
import { killAll, livingFamily } from "../../scripts/processes/family";
import { newWorld, rule } from "./support/world";

const DESTINATION = { bucket: "dst", location: "oss-cn-beijing" };

async function until(happened: () => boolean): Promise<void> {
  for (let left = 600; left > 0 && !happened(); left--) await pause(50);
  expect(happened()).toBe(true);
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
  const [cli, ...others] = livingFamily(up.pid);
  process.kill(cli as number, "SIGKILL");
  try {
    clock.advance(3_600_000);
    await pause(6_000);
    expect(emulator.requests.map(({ operation }) => operation)).not.toContain("PutBucketReplication");
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
