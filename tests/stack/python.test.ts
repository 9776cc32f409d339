import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hasGo, pythonSdk } from "../support/sdks";
import { fromNpm } from "./support/fromNpm";
import { describeIn, hasPython, python } from "./support/languages";
import { fenced } from "./support/readme";
import { liveThrough } from "./support/story";
import { newWorld } from "./support/world";

const example = join(__dirname, "..", "..", "examples", "python");

describeIn("Python", "a program in Python", hasGo && hasPython, (host) => {
  it("lives through everything as the README has it", async () => {
    const { emulator, project } = await newWorld();
    emulator.createBucket("prod-logs", "cn-hangzhou");
    emulator.createBucket("prod-logs-dr", "cn-beijing");
    const runtime = await python(host, await pythonSdk());
    await liveThrough(project("", { name: "logs", runtime, settings: fromNpm }), emulator, fenced("python"));
  }, 900_000);

  it("is the one of examples/python", async () => {
    const { emulator, project } = await newWorld();
    const runtime = await python(host, await pythonSdk());
    const config = { sourceBucket: "src", targetBucket: "dst", targetLocation: "oss-cn-beijing" };
    const p = project(readFileSync(join(example, "__main__.py"), "utf8"), {
      name: "replication-python",
      config,
      runtime,
    });
    p.write(
      "Pulumi.yaml",
      `${readFileSync(join(example, "Pulumi.yaml"), "utf8")}\nplugins: ${JSON.stringify(fromNpm.plugins)}\n`,
    );
    await p.up();
    expect(emulator.rules("src")).toMatchObject([
      { id: p.outputs().otherRegionRule, historicalObjectReplication: "enabled", rtcStatus: "enabling" },
    ]);
    expect(p.outputs().validTargets).toContain("oss-cn-beijing");
    await p.up(["--expect-no-changes"]);
    await p.destroy();
    expect(emulator.rules("src")).toEqual([]);
  }, 900_000);
});
