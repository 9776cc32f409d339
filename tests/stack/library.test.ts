import { rmSync } from "node:fs";
import { join } from "node:path";
import { locked, npmInstall, pack } from "./support/package";
import type { Project } from "./support/project";
import { newWorld, rule, text, type World } from "./support/world";

let world: World;
let tarball: string;

beforeAll(async () => {
  world = await newWorld();
  tarball = await pack();
}, 300_000);

const program = `exports.id = require("lib").rule().id;`;
const pulumi = { "@pulumi/pulumi": locked("@pulumi/pulumi") };

/** A project whose library depends on the package, and which has the package by nothing else. */
function withLibrary(lib: string): Project {
  const project = world.project("");
  rmSync(join(project.folder, "program", "node_modules"));
  const dependencies = { "pulumi-oss-replication": `file:${tarball}` };
  project.write(
    `${lib}/package.json`,
    JSON.stringify({ name: "lib", version: "1.0.0", dependencies, peerDependencies: pulumi }),
  );
  project.write(
    `${lib}/index.js`,
    `const oss = require("pulumi-oss-replication");\nexports.rule = () => ${rule()}`,
  );
  project.setProgram(program);
  return project;
}

it("a library in a folder beside the program: one sentence says what to add where, and that is enough", async () => {
  const project = withLibrary("../lib");
  const dependencies = { lib: "file:../lib", ...pulumi };
  project.write("package.json", JSON.stringify({ name: "test", main: "index.js", dependencies }));
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

it("a library in the same npm workspace works as it is, also where `main` names the program's folder", async () => {
  const project = withLibrary("lib");
  const workspaces = ["lib", "app"];
  project.write("package.json", JSON.stringify({ name: "test", private: true, workspaces }));
  const dependencies = { lib: "1.0.0", ...pulumi };
  project.write("app/package.json", JSON.stringify({ name: "app", main: "index.js", dependencies }));
  project.write("app/index.js", program);
  const runtime = { name: "nodejs", options: { typescript: false } };
  project.write("Pulumi.yaml", JSON.stringify({ name: "test", main: "app", runtime }));
  await npmInstall(join(project.folder, "program"));

  await project.up();
  expect(world.emulator.rules("src")).toMatchObject([{ id: project.outputs().id }]);
  await project.destroy();
}, 600_000);

it("a program that has gone to another folder is no reason to refuse what the provider process would find", async () => {
  const project = world.project("");
  project.setProgram(`process.chdir("/");\n${text(rule())}`);
  await project.preview();
});
