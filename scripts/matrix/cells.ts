import type { ManagerName } from "./managers";
import type { ProgramKind } from "./programs";

/** What one installation has of each axis. */
export interface Cell {
  manager: ManagerName;
  layout: Layout;
  program: ProgramKind;
  typescript: string;
  resolution: Resolution;
  /** Of Node.js: installs, compiles, and runs program and provider. */
  node: string;
  /** Of `@pulumi/pulumi`. */
  sdk: string;
}

/** How the program comes to have our package. */
export const layouts = {
  program: "the program alone",
  library: "a workspace: program and library both depend on us",
  "library alone": "a workspace with Pulumi.yaml in its root: only the library depends on us",
  "two SDKs": "a workspace: both depend on us, and the library on an older SDK",
} as const;

export type Layout = keyof typeof layouts;

/** `moduleResolution` of the compiler, and the `module` that goes with it. */
export const modules = {
  node10: "commonjs",
  node16: "node16",
  nodenext: "nodenext",
  bundler: "esnext",
} as const;

export type Resolution = keyof typeof modules;

/** The oldest SDK that our package accepts, the one that this repository has, the newest that there is. */
export const sdks = { oldest: "3.217.0", ours: "3.248.0", newest: "3.270.0" } as const;

type Row = [
  ManagerName,
  Layout,
  ProgramKind,
  typescript: string,
  Resolution,
  node: string,
  sdk: keyof typeof sdks,
];

/** Run by `npm test` as well: they have most of what differs. */
const always: Row[] = [
  ["npm", "program", "cjs.js", "5.0.4", "node10", "20.20.2", "oldest"],
  ["pnpm", "program", "esm.tsc", "7.0.2", "nodenext", "24.21.0", "newest"],
  ["yarn 4", "library alone", "cjs.ts", "5.9.3", "node16", "22.23.3", "newest"],
];

const rest: Row[] = [
  ["npm", "program", "cjs.ts", "5.4.5", "node10", "22.23.3", "newest"],
  ["npm", "program", "cjs.ts", "6.0.3", "node16", "24.21.0", "ours"],
  ["npm", "program", "esm.ts", "5.9.3", "nodenext", "20.20.2", "ours"],
  ["npm", "library alone", "esm.tsc", "6.0.3", "bundler", "26.10.0", "newest"],
  ["npm", "two SDKs", "cjs.js", "5.9.3", "node16", "22.23.3", "newest"],
  ["pnpm", "library", "cjs.ts", "5.9.3", "node16", "22.23.3", "oldest"],
  ["pnpm", "two SDKs", "cjs.js", "5.4.5", "node16", "24.21.0", "newest"],
  ["pnpm, hoisted", "library alone", "esm.js", "6.0.3", "bundler", "20.20.2", "ours"],
  ["pnpm 10", "library", "esm.tsc", "5.9.3", "nodenext", "20.20.2", "ours"],
  ["yarn 1", "program", "cjs.ts", "5.4.5", "node10", "20.20.2", "ours"],
  ["yarn 1", "library alone", "esm.js", "7.0.2", "bundler", "24.21.0", "oldest"],
  ["yarn 4", "program", "esm.tsc", "7.0.2", "bundler", "20.20.2", "ours"],
  ["yarn 4, pnpm", "library", "cjs.tsc", "7.0.2", "nodenext", "24.21.0", "newest"],
  ["yarn 4, PnP", "program", "cjs.js", "5.9.3", "node16", "22.23.3", "newest"],
  ["bun", "program", "cjs.ts", "5.9.3", "node10", "22.23.3", "newest"],
  ["bun, isolated", "library", "esm.tsc", "7.0.2", "nodenext", "24.21.0", "newest"],
];

export const alwaysTried: Cell[] = always.map(cellOf);

export const cells: Cell[] = [...always, ...rest].map(cellOf);

function cellOf([manager, layout, program, typescript, resolution, node, sdk]: Row): Cell {
  return { manager, layout, program, typescript, resolution, node, sdk: sdks[sdk] };
}
