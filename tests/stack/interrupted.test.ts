import { setTimeout as pause } from "node:timers/promises";
import { killAll, livingFamily } from "../../scripts/processes/family";
import { newWorld, rule } from "./support/world";

const DESTINATION = { bucket: "dst", location: "oss-cn-beijing" };

it("a command that is killed while it waits puts no rule that nobody knows of", async () => {
  const { emulator, project } = await newWorld();
  emulator.setTimings({ closingMs: 5_000 });
  emulator.addRule("src", { destination: DESTINATION, status: "closing" });
  const up = project(rule()).start(["up", "--yes", "--skip-preview"]);
  await up.wrote(/rule creating/);
  const [cli, ...others] = livingFamily(up.pid);
  process.kill(cli as number, "SIGKILL");
  try {
    while (emulator.rules("src").length > 0) await pause(100);
    await pause(4_000);
    expect(emulator.rules("src")).toEqual([]);
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
  while (!emulator.requests.some(({ operation }) => operation === "PutBucketReplication")) await pause(50);
  up.kill();
  await up.done;
  p.unlock();
  await p.up();
  expect(emulator.rules("src")).toHaveLength(1);
  await p.up(["--expect-no-changes"]);
});
