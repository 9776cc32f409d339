import { cliVersion } from "../pulumi/cli";
import type { Outcome } from "./outcome";
import { resultsOf } from "./table";

/** What a run has shown, as docs/compatibility.md. */
export function page(outcomes: Outcome[]): string {
  const { heads, rows } = resultsOf(outcomes);
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [...introduction, line(heads), line(heads.map(() => "---")), ...rows.map(line), "", ...advice].join(
    "\n",
  );
}

const introduction = [
  "# Where our packages work",
  "",
  "Made by `npm run matrix -- --write`; do not edit. It is written only when nothing fails.",
  "",
  "Each row is a project in a folder of its own into which the two packages, as they are packed for npm, were really installed. Then, with the Pulumi",
  `CLI ${cliVersion} and the emulator: \`tsc\` on everything that a program can use, with \`strict\`, \`exactOptionalPropertyTypes\` and without \`skipLibCheck\`;`,
  "`pulumi up` of a rule with RTC, which is then at OSS and in state; `pulumi preview --expect-no-changes`; the installed commands; `pulumi destroy`.",
  "SDK is `@pulumi/pulumi`; beside the version of TypeScript stands `moduleResolution`.",
  "",
];

const advice = [
  "## What to know",
  "",
  "- **Node.js 20**: `@pulumi/pulumi` 3.248 is the last that says it works there; from 3.249 on it asks for 22.",
  "- **TypeScript 7** compiles a program before Pulumi runs it, from outside the project. The SDK loads the package `typescript` of the project, and knows it up to version 6:",
  "  with 7 it fails before the program begins (`Cannot read properties of undefined (reading 'readFile')`). `typescript: false` in Pulumi.yaml should prevent that, but the",
  "  language host that can be built here does not know that option, so it was not tried.",
  "- **A library that depends on us**: the provider process loads our package from the program's folder. Where the package manager does not put it there (pnpm, Yarn with",
  "  `nodeLinker: pnpm`, Bun with `--linker isolated`), the program names it among its own dependencies; where that was forgotten, one sentence of the preview says so.",
  "- **pnpm from 11 on** refuses an installation until it is told whether a dependency may run something: `allowBuilds: { protobufjs: false }` in pnpm-workspace.yaml, since the",
  "  SDK brings `protobufjs`, which only prints a note.",
  "- **Yarn with Plug'n'Play or `nodeLinker: pnpm`** must be told in .yarnrc.yml what a dependency uses and does not declare:",
  "  `packageExtensions: { \"@alicloud/credentials@*\": { dependencies: { debug: ^4.3.1 } } }`. With Plug'n'Play `pulumi` also needs",
  '  `NODE_OPTIONS="--require FOLDER/.pnp.cjs"`, where FOLDER is that of yarn.lock.',
  "- **ES modules in TypeScript that Pulumi compiles** want `ts-node` 10 in the project, since the SDK's own is too old for them.",
  "",
];
