import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Cell, modules, sdks } from "./cells";
import { compilerTool, managerOf } from "./managers";
import { type Program, programOf } from "./programs";
import { type Buckets, libraryText, libraryTypes, programText } from "./texts";

const us = "pulumi-oss-replication";
const emulator = "oss-replication-emulator";

/** The packed packages, as absolute paths. */
export type Tarballs = Record<typeof us | typeof emulator, string>;

/** Name of the Pulumi project. */
export const project = "matrix";

/** Where in the project the program is. */
export function programFolder({ layout }: Cell): string {
  return layout === "program" ? "." : "program";
}

/** Where in the project Pulumi.yaml is. */
export function stackFolder(cell: Cell): string {
  return cell.layout === "library alone" ? "." : programFolder(cell);
}

/** Every file of a cell's project, by its path. */
export function filesOf(cell: Cell, tarballs: Tarballs, buckets: Buckets): Record<string, string> {
  const manager = managerOf(cell.manager);
  const folder = programFolder(cell);
  const program = inFolder(folder, programFiles(cell, tarballs, buckets));
  const root = { ...manager.settings, [join(stackFolder(cell), "Pulumi.yaml")]: json(stackProject(cell)) };
  if (folder === ".") return { ...root, ...program };
  return {
    ...root,
    "package.json": json({ name: "matrix-workspace", private: true, workspaces: ["library", "program"] }),
    ...inFolder("library", libraryFiles(cell, tarballs)),
    ...program,
  };
}

function programFiles(cell: Cell, tarballs: Tarballs, buckets: Buckets): Record<string, string> {
  const program = programOf(cell.program);
  return {
    "package.json": json(programManifest(cell, program, tarballs)),
    [compilerFile(program)]: json(compilerSettings(cell, program)),
    "types.ts": readFileSync(join(__dirname, "installed", "types.ts"), "utf8"),
    [program.file]: programText(program, cell.layout !== "program", buckets),
  };
}

function stackProject(cell: Cell): object {
  const { main } = programOf(cell.program);
  const runtime = { name: "nodejs", options: { typescript: main.endsWith(".ts") } };
  return { name: project, runtime, ...(stackFolder(cell) !== programFolder(cell) && { main: "program" }) };
}

function programManifest(cell: Cell, program: Program, tarballs: Tarballs): object {
  const { layout, sdk, typescript } = cell;
  const manager = managerOf(cell.manager);
  return {
    name: "program",
    version: "1.0.0",
    private: true,
    main: program.main,
    ...typeOf(program),
    dependencies: {
      "@pulumi/pulumi": sdk,
      ...(layout !== "library alone" && { [us]: `file:${tarballs[us]}` }),
      ...(layout !== "program" && { library: manager.sibling }),
    },
    devDependencies: {
      "@types/node": "20.19.43",
      ...(!compilerTool(cell) && { typescript }),
      ...program.needs,
      [emulator]: `file:${tarballs[emulator]}`,
    },
  };
}

/** Where the settings of the compiler stand. Pulumi reads tsconfig.json, with the compiler of its SDK if need be. */
export function compilerFile({ file, isCompiled }: Program): string {
  if (file === "index.js") return "jsconfig.json";
  return isCompiled ? "tsconfig.build.json" : "tsconfig.json";
}

/** As strict as a compiler can be; also what a package's declarations say is read. */
function compilerSettings({ resolution }: Cell, { file, isCompiled }: Program): object {
  return {
    compilerOptions: {
      target: "es2022",
      module: modules[resolution],
      moduleResolution: resolution,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noPropertyAccessFromIndexSignature: true,
      skipLibCheck: false,
      types: ["node"],
      ...(file === "index.js" && { allowJs: true, checkJs: true }),
      ...(isCompiled ? { outDir: "bin", rootDir: "." } : { noEmit: true }),
    },
    files: [file, "types.ts"],
  };
}

function libraryFiles(cell: Cell, tarballs: Tarballs): Record<string, string> {
  const program = programOf(cell.program);
  const sdk = { "@pulumi/pulumi": cell.layout === "two SDKs" ? sdks.oldest : cell.sdk };
  return {
    "package.json": json({
      name: "library",
      version: "1.0.0",
      main: "./index.js",
      types: "./index.d.ts",
      ...typeOf(program),
      dependencies: {
        [us]: `file:${tarballs[us]}`,
        ...(cell.layout === "two SDKs" && sdk),
      },
      ...(cell.layout !== "two SDKs" && {
        peerDependencies: { "@pulumi/pulumi": "^3.0.0" },
        devDependencies: sdk,
      }),
    }),
    "index.js": libraryText(program),
    "index.d.ts": libraryTypes,
  };
}

function typeOf({ isModule }: Program): object {
  return isModule ? { type: "module" } : {};
}

function inFolder(folder: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [join(folder, name), text]));
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
