import { rmSync } from "node:fs";
import { join } from "node:path";
import { locked, npmInstall, pack } from "./support/package";
import { newWorld, rule, text, type World } from "./support/world";

let world: World;
let tarball: string;

beforeAll(async () => {
  world = await newWorld();
  tarball = await pack();
}, 300_000);

const pulumi = { "@pulumi/pulumi": locked("@pulumi/pulumi") };

it("a library in a folder beside the program: one sentence says what to add where, and that is enough", async () => {
  const project = world.project("");
  rmSync(join(project.folder, "program", "node_modules"));
  const dependencies = { "pulumi-oss-replication": `file:${tarball}` };
  const lib = { name: "lib", version: "1.0.0", dependencies, peerDependencies: pulumi };
  project.write("../lib/package.json", JSON.stringify(lib));
  project.write(
    "../lib/index.js",
    `const oss = require("pulumi-oss-replication");\nexports.rule = () => ${rule()}`,
  );
  project.setProgram(`exports.id = require("lib").rule().id;`);
  const program = { name: "test", main: "index.js", dependencies: { lib: "file:../lib", ...pulumi } };
  project.write("package.json", JSON.stringify(program));
  await npmInstall(join(project.folder, "lib"));
  await npmInstall(join(project.folder, "program"));

  const { output } = await project.preview([], "failure");
  await npmInstall(join(project.folder, "program"), tarball);
  await project.up();
  await project.destroy();

  expect(output).toMatch(
    /error: The program in \S+program does not find pulumi-oss-replication.*Add it to the dependencies in the program's package\.json/,
  );
  expect(output).not.toMatch(/^\s+at |Cannot find module/m);
}, 600_000);

it("a program that has gone to another folder is no reason to refuse what the provider process would find", async () => {
  const project = world.project("");
  project.setProgram(`process.chdir("/");\n${text(rule())}`);
  await project.preview();
});
