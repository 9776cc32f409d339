import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..");
const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
const page = readFileSync(join(root, "docs", "dependencies.md"), "utf8");

/** Licences under which a dependency may come; `Apache License 2.0` is how one package writes it. */
const accepted = [
  ...["MIT", "ISC", "Apache-2.0", "Apache License 2.0", "BlueOak-1.0.0"],
  ...["BSD-3-Clause", "(BSD-3-Clause AND Apache-2.0)"],
];

/** They come with `@pulumi/pulumi` in any case; what they run prints a note at most. */
const knownScripts = ["protobufjs"];

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

  test("runs nothing at installation that we do not know", () => {
    expect(
      closure.filter(({ name, hasInstallScript }) => hasInstallScript && !knownScripts.includes(name)),
    ).toEqual([]);
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

/** An entry of package-lock.json, as far as it matters here. */
interface LockEntry {
  version?: string;
  license?: string;
  hasInstallScript?: boolean;
  /** A workspace: what is there stands under `resolved`. */
  link?: boolean;
  resolved?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

type LockedPackages = Record<string, LockEntry>;

/** A package that comes along when one of ours is installed. */
interface Dependency {
  name: string;
  version: string;
  license: string;
  hasInstallScript: boolean;
}

/** All that is installed with a workspace, by name and version; without itself. */
function closureOf(packages: LockedPackages, workspace: string): Dependency[] {
  const keys = new Set<string>();
  const visit = (key: string) => {
    const entry = packages[key] ?? {};
    const own = entry.link ? (entry.resolved ?? "") : key;
    if (keys.has(own)) return;
    keys.add(own);
    const { dependencies, optionalDependencies } = packages[own] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies }))
      visit(whereIs(packages, own, name));
  };
  visit(workspace);
  keys.delete(workspace);
  const found = [...keys].map((key) => dependency(key, packages[key] ?? {}));
  const unique = new Map(found.map((each) => [`${each.name}@${each.version}`, each]));
  return [...unique.values()].sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/** As Node.js looks for it: beside the one that asks, then a folder up, and so on. */
function whereIs(packages: LockedPackages, from: string, name: string): string {
  const key = `${from === "" ? "" : `${from}/`}node_modules/${name}`;
  if (key in packages) return key;
  if (from === "") throw new Error(`package-lock.json lacks ${name}`);
  const parent = from.lastIndexOf("/node_modules/");
  return whereIs(packages, parent < 0 ? "" : from.slice(0, parent), name);
}

function dependency(
  key: string,
  { version = "", license = "unknown", hasInstallScript }: LockEntry,
): Dependency {
  const name = key.split("node_modules/").at(-1) ?? key;
  return { name, version, license, hasInstallScript: hasInstallScript === true };
}
