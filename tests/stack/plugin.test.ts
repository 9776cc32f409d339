import { cpSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { start } from "../../scripts/processes/command";
import { block } from "../support/pages/pages";
import { startProxy } from "../unit/oss/proxies";
import { providerIn } from "./support/fromNpm";
import { runTool } from "./support/package";
import { install, makePlugin, type Plugin } from "./support/plugin";
import type { Project, ProjectOptions } from "./support/project";
import { newWorld, type World } from "./support/world";

/** What a generated SDK does, by hand. */
const program = `
const type = "oss-replication:index:";
const rule = new pulumi.CustomResource(type + "ReplicationRule", "rule", {
  bucket: "src", destination: { bucket: "dst", location: "oss-cn-beijing" },
});
new pulumi.CustomResource(type + "ReplicationRtc", "rtc", { bucket: "src", ruleId: rule.id });
const { locations } = pulumi.runtime.invokeOutput(type + "getReplicationLocations", { bucket: "src" });
exports.rule = rule.id;
exports.location = locations[0].location;`;

let world: World;
let plugin: Plugin;
/** Has the engine start the plugin from its folder. */
let settings: Record<string, unknown>;

beforeAll(async () => {
  [world, plugin] = [await newWorld(), await makePlugin()];
  settings = providerIn(plugin.folder);
});

function newProject(more: Partial<ProjectOptions> = {}): Project {
  return world.project(program, more);
}

/** Up and away again; answers what `up` wrote. */
async function runs(project: Project): Promise<string> {
  const { output } = await project.up();
  expect(world.emulator.rules("src")).toMatchObject([{ id: project.outputs().rule, rtcStatus: "enabling" }]);
  await project.destroy();
  expect(world.emulator.rules("src")).toEqual([]);
  return output;
}

it("works when it is installed from the tarball", async () => {
  const project = newProject();
  await install(plugin, project);
  const { stdout } = await project.runOutside(["plugin", "ls"]);
  expect(stdout).toMatch(/^oss-replication +resource +0\.1\.0/m);
  expect(await runs(project)).not.toContain("warning");
});

it("works from its folder, which Pulumi.yaml names", async () => {
  const project = newProject({ settings: parse(block("docs/languages.md", "settings").text) });
  symlinkSync(plugin.folder, join(project.folder, "program", "pulumi-resource-oss-replication"));
  expect(await runs(project)).not.toContain("warning");
});

it("sends through the environment's proxy, and shows no signature whatever DEBUG asks for", async () => {
  await using proxy = await startProxy(world.emulator.endpoint);
  const env = { OSS_ENDPOINT: "http://oss.test", HTTP_PROXY: `http://127.0.0.1:${proxy.port}`, DEBUG: "*" };
  const project = newProject({ settings, env, config: { "oss-replication:allowHttp": "true" } });
  const { output } = await project.up(["--logtostderr", "-v=9"]);
  expect(proxy.seen).not.toEqual([]);
  const { authorization = "" } = world.emulator.requests.at(-1)?.headers ?? {};
  const [, signature = "none"] = /Signature=(\w+)/.exec(authorization) ?? [];
  expect(signature).toMatch(/^[0-9a-f]{64}$/);
  expect(output).not.toContain(signature);
  await project.destroy();
});

it("needs to be installed: else the failure names the plugin", async () => {
  const { output } = await newProject().up([], "failure");
  expect(output).toContain("no resource plugin 'pulumi-resource-oss-replication' found");
});

it("gives its schema by its executable", async () => {
  const project = newProject();
  const executable = join(plugin.folder, "pulumi-resource-oss-replication");
  const { stdout } = await project.runOutside(["package", "get-schema", executable]);
  expect(JSON.parse(stdout)).toMatchObject({
    name: "oss-replication",
    version: "0.1.0",
    resources: { "oss-replication:index:ReplicationRule": {}, "oss-replication:index:ReplicationRtc": {} },
  });
});

it("is started by the Node.js host's own steps, which `pulumi package add FOLDER` needs", async () => {
  const folder = join(newProject().folder, "copy");
  cpSync(plugin.folder, folder, { recursive: true });
  await runTool("npm", ["install", "--loglevel=error", "--offline"], folder);
  expect(readdirSync(join(folder, "node_modules", "@pulumi"))).toEqual(["pulumi"]);
  const asked = 'console.log(require.resolve("@pulumi/pulumi/cmd/run-plugin"))';
  const runPath = (await runTool(process.execPath, ["-e", asked], folder)).trim();
  const server = start(process.execPath, [runPath, folder, "127.0.0.1:1"], { cwd: folder, env: {} });
  await server.wrote(/^\d+\n/);
  server.kill();
});

describe("the tarball", () => {
  it("has nothing of node_modules, one file of JavaScript, and is small", async () => {
    const names = (await runTool("tar", ["-tzf", plugin.tarball], plugin.folder)).trim().split("\n");
    expect(names.filter((name) => name.includes("node_modules"))).toEqual([]);
    expect(names.filter((name) => name.endsWith(".js")).sort()).toEqual([
      "bin/pulumi-resource-oss-replication.js",
      "launcher/cmd/run-plugin/index.js",
    ]);
    expect(readFileSync(plugin.tarball).length).toBeLessThan(700_000);
  });

  it("names each package in the bundle with its version and an accepted licence", () => {
    const page = readFileSync(join(plugin.folder, "LICENSES.txt"), "utf8");
    const titles = [...page.matchAll(/^={80}\n(.+) (\d+\.\d+\.\d+), (.+)\n={80}$/gm)];
    const names = titles.map(([, name]) => name);
    for (const name of ["@grpc/grpc-js", "google-protobuf", "@pulumi/pulumi", "fast-xml-parser"]) {
      expect(names).toContain(name);
    }
    const accepted = ["MIT", "ISC", "BSD-3-Clause", "BlueOak-1.0.0", "Apache-2.0", "Apache License 2.0"];
    const both = "(BSD-3-Clause AND Apache-2.0)";
    expect(titles.filter(([, , , licence]) => ![...accepted, both].includes(String(licence)))).toEqual([]);
  });
});
