import { join } from "node:path";
import { cacheFolder, nodeTool, type Tool } from "./tools";

/** A package manager with the settings that make it lay out `node_modules` in one of its ways. */
export interface Manager {
  /** As people call it, with its version. */
  title: string;
  tool: Tool;
  install: string[];
  /** What stands in the project's root besides package.json. */
  settings: Record<string, string>;
  /** Whether a program finds what only its dependencies depend on. */
  hoists: boolean;
  /** How one package of a workspace names another's version. */
  sibling: "*" | "workspace:*";
  /** Its own word that runs an installed command; without it the command is in `node_modules/.bin`. */
  runs?: string;
  /** No `node_modules`: Node.js is told by a file where everything is. */
  plugAndPlay?: true;
}

/** What packages use and do not say: Yarn minds where it does not hoist. */
const undeclared = { "@alicloud/credentials@*": { dependencies: { debug: "^4.3.1" } } };

/** Yarn 1 reads all that is in its cache, also what an interrupted run has left there, and takes one run at a time. */
const ownCache = [
  ...["--cache-folder", join(cacheFolder, "yarn-1")],
  ...["--mutex", `file:${join(cacheFolder, "yarn-1.lock")}`],
];

const npm: Manager = {
  title: "npm 11.19.1",
  tool: { package: "npm", version: "11.19.1", command: "npm" },
  install: ["install", "--prefer-offline", "--no-audit", "--no-fund"],
  settings: {},
  hoists: true,
  sibling: "*",
};

const pnpm: Manager = {
  title: "pnpm 12.4.2",
  tool: { package: "pnpm", version: "12.4.2", command: "pnpm" },
  install: ["install", "--no-frozen-lockfile", "--prefer-offline"],
  settings: pnpmSettings(),
  hoists: false,
  sibling: "workspace:*",
};

const yarn4: Manager = {
  title: "Yarn 4.18.1, nodeLinker: node-modules",
  tool: { package: "@yarnpkg/cli-dist", version: "4.18.1", command: "yarn" },
  install: ["install"],
  runs: "run",
  settings: yarnSettings("node-modules"),
  hoists: true,
  sibling: "workspace:*",
};

const bun: Manager = {
  title: "Bun 1.4.4",
  tool: { package: "bun", version: "1.4.4", command: "bun" },
  install: ["install", "--linker", "hoisted"],
  settings: {},
  hoists: true,
  sibling: "workspace:*",
};

export const managers = {
  npm,
  pnpm,
  "pnpm, hoisted": {
    ...pnpm,
    title: "pnpm 12.4.2, nodeLinker: hoisted",
    settings: pnpmSettings("nodeLinker: hoisted"),
    hoists: true,
  },
  "pnpm 10": {
    ...pnpm,
    title: "pnpm 10.34.8",
    tool: { package: "pnpm", version: "10.34.8", command: "pnpm" },
  },
  "yarn 1": {
    title: "Yarn 1.22.22",
    tool: { package: "yarn", version: "1.22.22", command: "yarn" },
    install: ["install", "--non-interactive", ...ownCache],
    settings: {},
    hoists: true,
    sibling: "*",
  },
  "yarn 4": yarn4,
  "yarn 4, pnpm": {
    ...yarn4,
    title: "Yarn 4.18.1, nodeLinker: pnpm",
    settings: yarnSettings("pnpm", { packageExtensions: undeclared }),
    hoists: false,
  },
  "yarn 4, PnP": {
    ...yarn4,
    title: "Yarn 4.18.1, Plug'n'Play",
    settings: yarnSettings("pnp", { packageExtensions: undeclared }),
    hoists: false,
    plugAndPlay: true,
  },
  bun,
  "bun, isolated": {
    ...bun,
    title: "Bun 1.4.4, linker isolated",
    install: ["install", "--linker", "isolated"],
    hoists: false,
  },
} satisfies Record<string, Manager>;

export type ManagerName = keyof typeof managers;

export function managerOf(name: ManagerName): Manager {
  return managers[name];
}

type Needs = { manager: ManagerName; node: string; typescript: string };

/** What a cell is run with, besides what is installed in its project. */
export function toolsOf(cell: Needs): Tool[] {
  const compiler = compilerTool(cell);
  return [nodeTool(cell.node), managers[cell.manager].tool, ...(compiler ? [compiler] : [])];
}

/**
 * A compiler that must not be in the project: the SDK loads the package `typescript` that it finds, and knows it up to
 * version 6.
 */
export function compilerTool({ typescript }: Pick<Needs, "typescript">): Tool | undefined {
  const isKnown = Number.parseInt(typescript, 10) < 7;
  return isKnown ? undefined : { package: "typescript", version: typescript, command: "tsc" };
}

/**
 * pnpm has its settings beside the workspace's packages, also where there is no workspace. From version 11 on it wants to be told which
 * packages may run something when they are installed: the SDK brings `protobufjs`, which only prints a note.
 */
function pnpmSettings(...more: string[]): Record<string, string> {
  const lines = ["packages:", "  - library", "  - program", "allowBuilds:", "  protobufjs: false", ...more];
  return { "pnpm-workspace.yaml": `${lines.join("\n")}\n` };
}

/** The empty lock file says that the project begins here. */
function yarnSettings(nodeLinker: string, more = {}): Record<string, string> {
  return { "yarn.lock": "", ".yarnrc.yml": JSON.stringify({ nodeLinker, ...more }) };
}
