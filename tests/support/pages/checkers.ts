import type { Block } from "./pages";

/** Who makes sure that the blocks of a kind are right. */
export interface Checker {
  /** The test; or the script that makes the page and that `npm run lint` asks whether it is as it would make it. */
  by: string;
  claims(block: Block): boolean;
}

const language =
  (...languages: string[]) =>
  (block: Block) =>
    languages.includes(block.language);

/** The blocks of a page with one of these marks. */
const of =
  (page: string, ...marks: string[]) =>
  (block: Block) =>
    block.page === page && marks.includes(block.mark);

export const isShell = language("sh", "bash", "console");

/** Blocks of commands only. */
const commands =
  (...claims: Checker["claims"][]) =>
  (block: Block) =>
    isShell(block) && claims.some((claim) => claim(block));

/** The commands that set up the stack of an example. */
export const isStackMade = (block: Block) =>
  isShell(block) && block.page.startsWith("examples/") && block.text.includes("pulumi stack init ");

/** Its plugin needs the network, so that no engine runs it here. */
const WITH_ALICLOUD = "examples/with-alicloud/README.md";

/** Each checker by what it does. A block that none of them claims fails a test. */
export const CHECKERS: Record<string, Checker> = {
  compiled: { by: "tests/unit/pages/typescript.test.ts", claims: language("ts") },
  "compiled as Python": { by: "tests/unit/pages/python.test.ts", claims: language("python") },
  drawn: { by: "tests/unit/pages/mermaid.test.ts", claims: language("mermaid") },
  "read as a RAM policy": {
    by: "tests/unit/pages/policies.test.ts",
    claims: ({ language, text }) => language === "json" && text.includes('"Statement"'),
  },
  "compared with what is printed": {
    by: "tests/stack/readme.test.ts",
    claims: of("README.md", "preview"),
  },
  "compared with what a failure says": {
    by: "tests/unit/pages/message.test.ts",
    claims: of("docs/errors.md", "message"),
  },
  "made by the command": {
    by: "scripts/cliPage.ts",
    claims: ({ page, language }) => page === "docs/cli.md" && language === "text",
  },
  "run as a program in YAML": { by: "tests/stack/yaml.test.ts", claims: of("README.md", "yaml") },
  "used as project settings": {
    by: "tests/stack/plugin.test.ts",
    claims: of("docs/languages.md", "settings"),
  },
  "run as a job": {
    by: "tests/unit/emulator/ciPage.test.ts",
    claims: of("emulator/README.md", "config", "github", "gitlab"),
  },
  "the same as in English": {
    by: "tests/unit/scripts/readmes.test.ts",
    claims: ({ page }) => /^README\.\w+\.md$/.test(page),
  },
  "run as commands": {
    by: "tests/unit/pages/commands.test.ts",
    claims: commands(
      of("README.md", "connect"),
      of("docs/moving.md", "adopt"),
      of("docs/operating.md", "overview", "doctor"),
      of("emulator/README.md", "command"),
      of("examples/fleet/README.md", ""),
      of("examples/monitoring/README.md", ""),
      of("examples/unit-tests/README.md", ""),
    ),
  },
  "run with the engine": {
    by: "tests/stack/pages.test.ts",
    claims: commands(of("README.md", "emulator"), of("docs/moving.md", "import", "import file")),
  },
  "run with the example": {
    by: "tests/stack/cutOver.test.ts",
    claims: commands(of("examples/cut-over/README.md", "pipeline", "back")),
  },
  "run before the example": {
    by: "tests/stack/examples.test.ts",
    claims: (block) => isStackMade(block) && block.page !== WITH_ALICLOUD,
  },
  "taken as the settings of the example": {
    by: "tests/stack/withAlicloud.test.ts",
    claims: (block) => isStackMade(block) && block.page === WITH_ALICLOUD,
  },
  "run to install the plugin": {
    by: "tests/stack/plugin.test.ts",
    claims: of("docs/languages.md", "install"),
  },
  // No test has a GitLab, and all the mutants take hours. Their options are looked at all the same.
  "not run": {
    by: "tests/unit/pages/commands.test.ts",
    claims: commands(of("examples/gitops/README.md", ""), of("tests/MUTANTS.md", "")),
  },
};

/** The blocks that a checker claims. */
export function claimedBy(name: keyof typeof CHECKERS, blocks: Block[]): Block[] {
  const checker = CHECKERS[name];
  if (!checker) throw new Error(`there is no checker "${name}"`);
  return blocks.filter(checker.claims);
}
