import { rmSync } from "node:fs";
import { join } from "node:path";
import { providerIn } from "./support/fromNpm";
import { locked, npmInstall, pack, runTool } from "./support/package";
import type { Project } from "./support/project";
import { newWorld, type World } from "./support/world";

let world: World;
let project: Project;
let folder: string;

beforeAll(async () => {
  world = await newWorld();
  project = world.project("");
  folder = join(project.folder, "program");
  rmSync(join(folder, "node_modules"));
  await npmInstall(folder, await pack(), `@pulumi/pulumi@${locked("@pulumi/pulumi")}`);
}, 300_000);

const argsThatFit = `{
  bucket: "src",
  region: pulumi.output("cn-hangzhou"),
  destination: { bucket: "dst", location: "oss-cn-beijing" },
  prefixSet: { prefixes: ["a/"] },
}`;

it("the installed package brings the command oss-replication", async () => {
  const help = await runTool(bin("oss-replication"), ["--help"], folder);

  for (const command of ["rules", "locations", "progress", "rtc", "put", "delete", "review"]) {
    expect(help).toMatch(new RegExp(`^  ${command}\\b`, "m"));
  }
});

it("the installed package brings the provider of other languages: on PATH with a warning, named in Pulumi.yaml without", async () => {
  const program = `exports.id = new pulumi.CustomResource("oss-replication:index:ReplicationRule", "rule", ${argsThatFit}).id;`;
  const folderOfBins = join(folder, "node_modules", ".bin");
  const onPath = world.project(program, { env: { PATH: `${folderOfBins}:${project.env.PATH}` } });
  const named = world.project(program, { settings: providerIn(folderOfBins) });

  const outputs = [];
  for (const each of [onPath, named]) {
    outputs.push((await each.up()).output);
    expect(world.emulator.rules("src")).toMatchObject([{ id: each.outputs().id, prefixes: ["a/"] }]);
    await each.destroy();
  }

  expect(outputs[0]).toContain("warning: using pulumi-resource-oss-replication from $PATH");
  expect(outputs[1]).not.toContain("warning");
});

function bin(name: string): string {
  return join(folder, "node_modules", ".bin", name);
}
