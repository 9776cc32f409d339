import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Project } from "./project";

const repository = join(__dirname, "..", "..", "..");
const name = "pulumi-oss-replication";

/** A copy of the built package for one project, which a test may change. */
export class PackageCopy {
  private readonly folder: string;

  /** `linked`: the package is outside the project's node_modules, as after `npm link`. */
  constructor(project: Project, how: "installed" | "linked") {
    const modules = join(project.folder, "program", "node_modules");
    linkOthers(modules);
    this.folder = how === "installed" ? join(modules, name) : join(project.folder, "linked", name);
    for (const part of ["dist", "package.json"]) {
      cpSync(join(repository, "provider", part), join(this.folder, part), { recursive: true });
    }
    if (how === "installed") return;
    symlinkSync(this.folder, join(modules, name));
    symlinkSync(join(repository, "node_modules"), join(dirname(this.folder), "node_modules"));
  }

  /** The next version: its files lie elsewhere, and its engine module does what `code` says besides. */
  upgrade(code: string): void {
    renameSync(join(this.folder, "dist"), join(this.folder, "lib"));
    const file = join(this.folder, "package.json");
    const moved = readFileSync(file, "utf8").replaceAll("./dist/", "./lib/").replace('"0.1.', '"0.2.');
    writeFileSync(file, moved);
    appendFileSync(join(this.folder, "lib", "engine.js"), `\n${code}\n`);
  }
}

/** Replaces the link to the repository's node_modules by a folder with all that is in there but the package. */
function linkOthers(modules: string): void {
  rmSync(modules);
  mkdirSync(modules);
  for (const entry of readdirSync(join(repository, "node_modules"))) {
    if (entry !== name) symlinkSync(join(repository, "node_modules", entry), join(modules, entry));
  }
}
