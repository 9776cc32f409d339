import { setTimeout as pause } from "node:timers/promises";
import { manualClock } from "oss-replication-emulator";
import { isProvider, killAll, livingFamily } from "../../scripts/processes/family";
import { SURFACES } from "./support/surfaces";
import { newWorld } from "./support/world";

const DESTINATION = { bucket: "dst", location: "oss-cn-beijing" };

async function until(happened: () => boolean): Promise<void> {
  for (let left = 600; left > 0 && !happened(); left--) await pause(50);
  expect(happened()).toBe(true);
}

/** Kills the CLI alone, as the system does when memory is short, and waits until its provider has ended by itself. */
async function killCli(pid: number): Promise<void> {
  const providers = livingFamily(pid).filter(isProvider);
  expect(providers).toHaveLength(1);
  process.kill(pid, "SIGKILL");
  await until(() => !providers.some(isProvider));
}

describe.each(SURFACES)("$name:", (surface) => {
  it("a command that is killed while it waits puts no rule that nobody knows of", async () => {
    const clock = manualClock();
    const world = await newWorld({ clock });
    const { emulator } = world;
    emulator.addRule("src", { destination: DESTINATION, status: "closing" });
    const up = (await surface.project(world, [{}])).start(["up", "--yes", "--skip-preview"]);
    const count = (name: string) => emulator.requests.filter(({ operation }) => operation === name).length;
    // Create looks when its put was refused.
    await until(() => count("GetBucketReplication") > 0);
    const others = livingFamily(up.pid);
    try {
      await killCli(up.pid);
      expect(emulator.rules("src")).toMatchObject([{ status: "closing" }]);
      expect(count("PutBucketReplication")).toBe(1);
    } finally {
      killAll(others);
    }
  });

  it("a command that is killed while its puts wait for each other puts nothing more", async () => {
    const world = await newWorld();
    const { emulator } = world;
    emulator.addFault({ kind: "delay", ms: 4_000, operation: "PutBucketReplication", times: 8 });
    const targets = Array.from({ length: 8 }, (_, n) => `target${n}`);
    for (const name of targets) emulator.createBucket(name, "cn-beijing");
    const rules = targets.map((bucket) => ({
      name: bucket,
      args: { destination: { ...DESTINATION, bucket } },
    }));
    const up = (await surface.project(world, rules)).start(["up", "--yes", "--skip-preview"]);
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
    const p = await surface.project(await newWorld(), []);
    const program = `${await surface.program([{}])}\nnew oss.ReplicationRule("late", { bucket: "src2", destination: { bucket: "dst2",
    location: pulumi.output(new Promise((done) => setTimeout(() => done("oss-cn-beijing"), 600000))) } });`;
    p.setProgram(program);
    const up = p.start(["up", "--yes", "--skip-preview"]);
    await up.wrote(/rule created/);
    const others = livingFamily(up.pid);
    try {
      await killCli(up.pid);
    } finally {
      killAll(others);
    }
  });

  it("an up after one that was killed while it put ends with exactly the desired rule", async () => {
    const world = await newWorld();
    const { emulator } = world;
    emulator.addFault({ kind: "delay", ms: 60_000, operation: "PutBucketReplication" });
    const p = await surface.project(world, [{}]);
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

  describe("a replacement that is killed while OSS clears the old rule", () => {
    const program = (prefix: string, syncRole = "good") =>
      surface.program([{ args: { prefixSet: { prefixes: [prefix] }, syncRole } }]);

    /** The old rule is closing, until the clock is moved; the command is dead and state as it left it. */
    async function killedBetween() {
      const clock = manualClock();
      const world = await newWorld({ clock, syncRoles: ["good"] });
      const { emulator } = world;
      const p = await surface.project(world, []);
      p.setProgram(await program("a/"));
      await p.up();
      const [old] = emulator.rules("src");
      p.setProgram(await program("b/"));
      const up = p.start(["up", "--yes", "--skip-preview"]);
      await until(() => emulator.rules("src")[0]?.status === "closing");
      up.kill();
      await up.done;
      p.unlock();
      const inEffect = () => emulator.rules("src").filter(({ status }) => status !== "closing");
      /** OSS clears the old rule once the command has seen it closing. */
      const clearedDuring = async (args: string[], expect: "success" | "failure") => {
        const start = emulator.requests.length;
        const running = p.run(args, expect);
        const looks = () =>
          emulator.requests.slice(start).filter(({ operation }) => operation === "GetBucketReplication");
        await until(() => looks().length >= 3);
        clock.advance(3_600_000);
        return running;
      };
      return { p, old, inEffect, clearedDuring };
    }

    it("goes on with the same program", async () => {
      const { p, inEffect, clearedDuring } = await killedBetween();
      await clearedDuring(["up", "--yes", "--skip-preview"], "success");
      expect(inEffect()).toMatchObject([{ prefixes: ["b/"] }]);
      await p.up(["--expect-no-changes"]);
    });

    it("puts the old rule back where OSS refuses what the program says now", async () => {
      const { p, old, inEffect, clearedDuring } = await killedBetween();
      p.setProgram(await program("b/", "bad"));
      const { output } = await clearedDuring(["up", "--yes", "--skip-preview"], "failure");
      expect(output).toMatch(/was put back and is in effect.*NoPermission/);
      expect(inEffect()).toMatchObject([{ id: old?.id, prefixes: ["a/"] }]);
      await p.refresh(["--expect-no-changes", "--clear-pending-creates"]);
    });

    it("is warned of by the engine where the change is taken back, and a refresh and an up put the rule", async () => {
      const { p, inEffect, clearedDuring } = await killedBetween();
      p.setProgram(await program("a/"));
      const { output } = await p.up();
      expect(output).toMatch(/interrupted while creating/);
      expect(inEffect()).toEqual([]);
      await p.refresh(["--clear-pending-creates"]);
      await clearedDuring(["up", "--yes", "--skip-preview"], "success");
      expect(inEffect()).toMatchObject([{ prefixes: ["a/"] }]);
      await p.up(["--expect-no-changes"]);
    });
  });
});
