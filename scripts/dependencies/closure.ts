/** An entry of package-lock.json, as far as it matters here. */
export interface LockEntry {
  version?: string;
  license?: string;
  hasInstallScript?: boolean;
  /** A workspace: what is there stands under `resolved`. */
  link?: boolean;
  resolved?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

export type LockedPackages = Record<string, LockEntry>;

/** A package that comes along when one of ours is installed. */
export interface Dependency {
  name: string;
  version: string;
  license: string;
  hasInstallScript: boolean;
}

/** All that is installed with a workspace, by name and version; without itself. */
export function closureOf(packages: LockedPackages, workspace: string): Dependency[] {
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
