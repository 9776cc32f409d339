import { addressOf, allPages, type Kind, linkOnSite } from "../../../site/pages";

const kinds: Record<string, Kind> = {
  "": "folder",
  "README.md": "file",
  "README.zh.md": "file",
  "docs/errors.md": "file",
  "docs/performance.json": "file",
  "docs/a b.md": "file",
  examples: "folder",
  "examples/kms": "folder",
  "examples/kms/README.md": "file",
  "examples/kms/index.ts": "file",
  "examples/yaml": "folder",
  provider: "folder",
  "provider/README.md": "file",
  "tests/MUTANTS.md": "file",
};
const link = (from: string, to: string) => linkOnSite(to, from, (path) => kinds[path]);
const github = "https://github.com/pulumi-oss-replication/pulumi-oss-replication";

describe("a link of a page", () => {
  it.each([
    ["README.md", "docs/errors.md", "/docs/errors.md"],
    ["README.md", "docs/errors.md#in-a-program", "/docs/errors.md#in-a-program"],
    ["docs/cli.md", "errors.md#0031-00000044", "/docs/errors.md#0031-00000044"],
    ["docs/cli.md", "a%20b.md", "/docs/a%20b.md"],
    ["docs/cli.md", "../README.zh.md", "/zh/index.md"],
    ["docs/cli.md", "..", "/index.md"],
    ["README.md", "examples/kms", "/examples/kms/index.md"],
    ["README.md", "examples/kms/", "/examples/kms/index.md"],
    ["examples/kms/README.md", "../../docs/errors.md", "/docs/errors.md"],
  ])("from %s to %s leads to the page on the site", (from, to, expected) => {
    expect(link(from, to)).toBe(expected);
  });

  it.each([
    ["docs/performance.md", "performance.json", "blob/main/docs/performance.json"],
    ["examples/kms/README.md", "index.ts#L3", "blob/main/examples/kms/index.ts#L3"],
    ["README.md", "examples", "tree/main/examples"],
    ["examples/kms/README.md", "../yaml", "tree/main/examples/yaml"],
    ["CONTRIBUTING.md", "tests/MUTANTS.md", "blob/main/tests/MUTANTS.md"],
    ["CONTRIBUTING.md", "provider", "tree/main/provider"],
  ])("from %s to %s, which is no page, leads to the repository", (from, to, expected) => {
    expect(link(from, to)).toBe(`${github}/${expected}`);
  });

  it.each(["https://example.com/a.md", "mailto:a@example.com", "#in-a-program"])("%s stays", (to) => {
    expect(link("docs/cli.md", to)).toBe(to);
  });

  it("to what is not there stays, for the generator to refuse", () => {
    expect(link("docs/cli.md", "gone.md#x")).toBe("gone.md#x");
  });
});

it("a README is the first page of its folder or language", () => {
  const files = ["README.md", "README.ja.md", "emulator/README.md", "docs/cli.md", "SECURITY.md"];
  expect(files.map(addressOf)).toEqual([
    "index.md",
    "ja/index.md",
    "emulator/index.md",
    "docs/cli.md",
    "SECURITY.md",
  ]);
});

it("the groups of the sidebar are the rows of the README's table of all pages", () => {
  const readme = `| Your program | Take |
|---|---|
| TypeScript, see [languages](docs/languages.md) | it |

| | |
|---|---|
| [command](docs/cli.md), [emulator](emulator/README.md) | how to |
| [安全](SECURITY.md)、[性能](docs/performance.md) | 代价 |
`;
  expect(allPages(readme)).toEqual([
    {
      text: "how to",
      items: [
        { text: "command", link: "/docs/cli.md" },
        { text: "emulator", link: "/emulator/" },
      ],
    },
    {
      text: "代价",
      items: [
        { text: "安全", link: "/SECURITY.md" },
        { text: "性能", link: "/docs/performance.md" },
      ],
    },
  ]);
});
