import { type Cell, cells } from "../../../../scripts/matrix/cells";
import { filesOf } from "../../../../scripts/matrix/files";
import { toolsOf } from "../../../../scripts/matrix/managers";

const tarballs = {
  "pulumi-oss-replication": "/packed/provider.tgz",
  "oss-replication-emulator": "/packed/emulator.tgz",
};
const filesFor = (more: Partial<Cell>) =>
  filesOf({ ...(cells[0] as Cell), ...more }, tarballs, { source: "src", target: "dst" });
const manifest = (files: Record<string, string>, folder: string) =>
  JSON.parse(files[`${folder}package.json`] ?? "{}");
const us = { "pulumi-oss-replication": "file:/packed/provider.tgz" };

it("a program alone has the packed package, and stands in the root", () => {
  const files = filesFor({ layout: "program", program: "cjs.js", sdk: "3.217.0", typescript: "5.0.4" });
  expect(manifest(files, "")).toMatchObject({
    main: "index.js",
    dependencies: { ...us, "@pulumi/pulumi": "3.217.0" },
    devDependencies: { typescript: "5.0.4", "oss-replication-emulator": "file:/packed/emulator.tgz" },
  });
  expect(files["index.js"]).toMatch(
    /require\("pulumi-oss-replication"\)[\s\S]*"src"[\s\S]*"dst"[\s\S]*module\.exports/,
  );
  expect(Object.keys(files).filter((path) => path.startsWith("library"))).toEqual([]);
});

it.each([
  ["library", us, us, undefined],
  ["library alone", undefined, us, undefined],
  ["two SDKs", us, us, "3.217.0"],
] as const)("layout %s: who depends on whom", (layout, program, library, own) => {
  const files = filesFor({ layout, manager: "pnpm", program: "esm.js", sdk: "3.270.0" });
  const { dependencies } = manifest(files, "program/");
  expect(dependencies).toEqual({ "@pulumi/pulumi": "3.270.0", library: "workspace:*", ...program });
  expect(manifest(files, "library/").dependencies).toEqual({
    ...library,
    ...(own && { "@pulumi/pulumi": own }),
  });
  expect(manifest(files, "library/").peerDependencies).toEqual(
    own ? undefined : { "@pulumi/pulumi": "^3.0.0" },
  );
  expect(manifest(files, "")).toMatchObject({ private: true, workspaces: ["library", "program"] });
  expect(files["program/index.js"]).toMatch(/^import \{ version \}[\s\S]*from "library"[\s\S]*export \{/);
  expect(files["library/index.js"]).toContain("export { Replicated };");
});

it("Pulumi.yaml stands beside the program, and in one layout in the root", () => {
  expect(filesFor({ layout: "library" })).toHaveProperty(["program/Pulumi.yaml"]);
  const files = filesFor({ layout: "library alone" });
  expect(files).not.toHaveProperty(["program/Pulumi.yaml"]);
  expect(JSON.parse(files["Pulumi.yaml"] ?? "{}").main).toBe("program");
});

it.each([
  ["cjs.ts", "index.ts", true, undefined],
  ["esm.ts", "index.ts", true, "module"],
  ["esm.tsc", "bin/index.js", false, "module"],
  ["cjs.tsc", "bin/index.js", false, undefined],
  ["cjs.js", "index.js", false, undefined],
] as const)("a program %s: Pulumi runs %s, and compiles it: %s", (program, main, compiles, type) => {
  const files = filesFor({ program, layout: "program" });
  expect(manifest(files, "")).toMatchObject({ main, ...(type && { type }) });
  expect(manifest(files, "").type).toBe(type);
  const runtime = { name: "nodejs", options: { typescript: compiles } };
  expect(JSON.parse(files["Pulumi.yaml"] ?? "{}")).toEqual({ name: "matrix", runtime });
});

it("the library is JavaScript of the program's kind of modules, also where the program is TypeScript", () => {
  const libraryOf = (program: Cell["program"]) =>
    filesFor({ program, layout: "library" })["library/index.js"]?.match(
      /import \*|require\(|export \{|exports\./g,
    );
  for (const kind of ["cjs.js", "cjs.ts", "cjs.tsc"] as const)
    expect(libraryOf(kind)).toEqual(["require(", "require(", "exports."]);
  for (const kind of ["esm.js", "esm.ts", "esm.tsc"] as const)
    expect(libraryOf(kind)).toEqual(["import *", "import *", "export {"]);
});

it("the compiler is as strict as it can be", () => {
  const { compilerOptions } = JSON.parse(
    filesFor({ program: "esm.tsc", resolution: "bundler" })["tsconfig.build.json"] ?? "{}",
  );
  expect(compilerOptions).toMatchObject({
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    module: "esnext",
    moduleResolution: "bundler",
  });
});

it("TypeScript 7 is where Pulumi does not find it", () => {
  const compiler = (typescript: string) => ({
    installed: manifest(filesFor({ typescript }), "").devDependencies.typescript,
    tools: toolsOf({ manager: "npm", node: "20.20.2", typescript }).map((tool) => tool.package),
  });
  expect(compiler("6.0.3")).toEqual({ installed: "6.0.3", tools: [expect.anything(), "npm"] });
  expect(compiler("7.0.2")).toEqual({
    installed: undefined,
    tools: [expect.anything(), "npm", "typescript"],
  });
});

it("settings of the package manager stand in the root", () => {
  const root = (manager: Cell["manager"]) => filesFor({ manager, layout: "library" });
  expect(root("pnpm, hoisted")["pnpm-workspace.yaml"]).toMatch(/^nodeLinker: hoisted$/m);
  expect(root("pnpm")["pnpm-workspace.yaml"]).not.toContain("nodeLinker");
  expect(root("yarn 4, PnP")[".yarnrc.yml"]).toContain('"nodeLinker":"pnp"');
});
