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
  await install(await pack());
}, 300_000);

const argsThatFit = `{
  bucket: "src",
  region: pulumi.output("cn-hangzhou"),
  destination: { bucket: "dst", location: "oss-cn-beijing" },
  prefixSet: { prefixes: ["a/"] },
}`;

const typed = `
import * as pulumi from "@pulumi/pulumi";
import * as oss from "pulumi-oss-replication";
import { rtc, rule as engineRule } from "pulumi-oss-replication/engine";

const args = ${argsThatFit};
const rule = new oss.ReplicationRule("rule", args);
new oss.ReplicationRtc("rtc", { rule, status: "enabled" }, { parent: rule });
const location: pulumi.Output<string> = rule.destination.location;
const targets: Promise<string[]> = oss
  .getReplicationLocations({ bucket: "src" })
  .then(({ locations }) => locations.map((each) => each.location));
const progress: pulumi.Output<"starting" | "doing" | "closing"> = oss.getReplicationProgressOutput({
  bucket: "src",
  ruleId: rule.id,
}).status;
const missing: Promise<boolean | undefined> = oss
  .getReplicationRules({ bucket: "src" })
  .then(() => false)
  .catch((error: unknown) => (error instanceof oss.OssError ? error.code === "NoSuchBucket" : undefined));
const providers: pulumi.dynamic.ResourceProvider[] = [rtc, engineRule];
// @ts-expect-error a rule needs a target
new oss.ReplicationRule("no-target", { bucket: "src" });
// @ts-expect-error a bucket's name is a text
new oss.ReplicationRule("wrong-type", { ...args, bucket: 1 });
export { location, missing, progress, providers, targets };
`;

it.each([
  { moduleResolution: "node16", module: "node16", files: ["program.cts", "program.mts"] },
  { moduleResolution: "node", module: "commonjs", files: ["program.ts"] },
  { moduleResolution: "bundler", module: "esnext", files: ["program.ts"] },
])("the installed package has strict types with moduleResolution $moduleResolution", async (row) => {
  const { files, ...resolution } = row;
  const compilerOptions = { ...resolution, strict: true, target: "es2022", noEmit: true, types: ["node"] };
  for (const file of files) project.write(file, typed);
  project.write("tsconfig.json", JSON.stringify({ compilerOptions, files }));

  await runTool(bin("tsc"), ["-p", "."], folder);
});

it("the installed package works in a program of ES modules, with the real engine", async () => {
  project.write("package.json", JSON.stringify({ name: "test", type: "module", main: "index.mjs" }));
  project.write(
    "index.mjs",
    `
    import * as pulumi from "@pulumi/pulumi";
    import { ReplicationRule, ReplicationRtc } from "pulumi-oss-replication";

    const rule = new ReplicationRule("rule", ${argsThatFit});
    new ReplicationRtc("rtc", { rule });
    export const id = rule.id;`,
  );

  const { plan } = await project.previewJson();
  await project.up();
  const made = world.emulator.rules("src");
  const { id } = project.outputs();
  await project.destroy();

  expect(plan.changeSummary).toEqual({ create: 3 });
  expect(made).toMatchObject([{ id, rtcStatus: expect.any(String) }]);
  expect(world.emulator.rules("src")).toEqual([]);
});

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

/** One install, with the versions that the repository has locked. */
function install(tarball: string): Promise<string> {
  const companions = ["@pulumi/pulumi", "typescript", "@types/node"];
  return npmInstall(folder, tarball, ...companions.map((name) => `${name}@${locked(name)}`));
}

function bin(name: string): string {
  return join(folder, "node_modules", ".bin", name);
}
