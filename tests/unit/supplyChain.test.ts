import { readFileSync } from "node:fs";
import { join } from "node:path";
import { closureOf, type Dependency, type LockedPackages } from "../../scripts/dependencies/closure";

const root = join(__dirname, "..", "..");
const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
const page = readFileSync(join(root, "docs", "dependencies.md"), "utf8");

/** Licences under which a dependency may come; `Apache License 2.0` is how one package writes it. */
const accepted = ["MIT", "ISC", "Apache-2.0", "Apache License 2.0", "BlueOak-1.0.0"];

const row = ({ name, version, license }: Dependency) => `| ${name} | ${version} | ${license} |`;

/** The rows of the table under a heading of the page. */
function named(heading: string): string[] {
  const [, section = ""] = page.split(`## ${heading}\n`);
  const [table = ""] = section.split("\n## ");
  return table.split("\n").filter((line) => /^\| (?!package |---)/.test(line));
}

describe.each([
  ["provider", "pulumi-oss-replication"],
  ["emulator", "oss-replication-emulator"],
])("what is installed with %s", (workspace, heading) => {
  const closure = closureOf(packages, workspace);

  test("is what docs/dependencies.md names, with versions and licences", () => {
    expect(closure.map(row)).toEqual(named(heading));
  });

  test("runs nothing at installation", () => {
    expect(closure.filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
  });

  test("has licences that we know", () => {
    expect(closure.filter(({ license }) => !accepted.includes(license))).toEqual([]);
  });
});

test("the closure: nested versions, workspaces, optional ones, each once", () => {
  const locked: LockedPackages = {
    ours: { dependencies: { a: "1", b: "1" }, optionalDependencies: { c: "1" } },
    "node_modules/a": { version: "1.0.0", license: "MIT", dependencies: { b: "2", theirs: "1" } },
    "node_modules/a/node_modules/b": { version: "2.0.0", license: "ISC" },
    "node_modules/b": { version: "1.0.0", hasInstallScript: true, dependencies: { a: "1" } },
    "node_modules/c": { version: "1.0.0", license: "MIT" },
    "node_modules/theirs": { link: true, resolved: "theirs" },
    theirs: { version: "0.1.0", license: "MIT" },
    "node_modules/unused": { version: "1.0.0" },
  };
  expect(closureOf(locked, "ours")).toEqual([
    { name: "a", version: "1.0.0", license: "MIT", hasInstallScript: false },
    { name: "b", version: "1.0.0", license: "unknown", hasInstallScript: true },
    { name: "b", version: "2.0.0", license: "ISC", hasInstallScript: false },
    { name: "c", version: "1.0.0", license: "MIT", hasInstallScript: false },
    { name: "theirs", version: "0.1.0", license: "MIT", hasInstallScript: false },
  ]);
  expect(() => closureOf({ ours: { dependencies: { a: "1" } } }, "ours")).toThrow(
    "package-lock.json lacks a",
  );
});
