import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fromNpm } from "./support/fromNpm";
import { describeIn, yaml } from "./support/languages";
import { install, makePlugin } from "./support/plugin";
import { fenced } from "./support/readme";
import { liveThrough } from "./support/story";
import { newWorld } from "./support/world";

const example = join(__dirname, "..", "..", "examples", "yaml", "Pulumi.yaml");

describeIn("YAML", "a program in YAML", true, (host) => {
  it("lives through everything as the README has it, with the plugin installed from its tarball", async () => {
    const { emulator, project } = await newWorld();
    emulator.createBucket("prod-logs", "cn-hangzhou");
    emulator.createBucket("prod-logs-dr", "cn-beijing");
    const p = project("", { name: "logs", runtime: yaml(host, "Pulumi.yaml") });
    p.setProgram(fenced("yaml"));
    await install(await makePlugin(), p);
    await liveThrough(p, emulator, fenced("yaml"));
  });

  it("is the one of examples/yaml", async () => {
    const { emulator, project } = await newWorld();
    const program = readFileSync(example, "utf8");
    const config = { sourceBucket: "src", targetBucket: "dst", targetLocation: "oss-cn-beijing" };
    const p = project("", { name: "replication-yaml", config, runtime: yaml(host, "Pulumi.yaml") });
    // As in the example, which the engine would look for on the user's machine.
    p.setProgram(`${program}\nplugins: ${JSON.stringify(fromNpm.plugins)}\n`);
    await p.up();
    expect(emulator.rules("src")).toMatchObject([{ id: p.outputs().otherRegionRule, rtcStatus: "enabling" }]);
    await p.up(["--expect-no-changes"]);
    await p.destroy();
    expect(emulator.rules("src")).toEqual([]);
  });
});
