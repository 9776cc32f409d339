import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKERS } from "../../support/pages/checkers";
import { allCode, type Block, codeIn, PAGES, placeOf, repository } from "../../support/pages/pages";

const claimants = (block: Block) => Object.values(CHECKERS).filter(({ claims }) => claims(block));

it("no code block is without somebody who checks it", () => {
  const unclaimed = allCode().blocks.filter((block) => claimants(block).length === 0);
  expect(unclaimed.map((block) => `${placeOf(block)} ${block.language} ${block.mark}`)).toEqual([]);
});

it.each(Object.entries(CHECKERS))("what is %s is there, and so is what does it", (_, { by, claims }) => {
  expect(allCode().blocks.some(claims)).toBe(true);
  expect(existsSync(join(repository, by))).toBe(true);
  const takesItFromHere = /support\/(pages|readme)/.test(readFileSync(join(repository, by), "utf8"));
  expect(takesItFromHere || by.startsWith("scripts/") || by.includes("readmes.test")).toBe(true);
});

it("all that people read is looked at", () => {
  expect(PAGES).toEqual(
    expect.arrayContaining(["CONTRIBUTING.md", "README.ja.md", "docs/cli.md", "examples/kms/README.md"]),
  );
  expect(allCode().blocks.length).toBeGreaterThan(50);
});

describe("a block", () => {
  const found = (source: string) =>
    codeIn("page.md", source).blocks.map(({ line, language, mark, text }) => [line, language, mark, text]);

  it.each([
    ["after its mark", "a\n\n<!-- program -->\n```ts\nx\n```\n", [4, "ts", "program", "x\n"]],
    ["whose mark is further up has none", "<!-- a -->\n\nb\n\n```ts\nx\n```\n", [5, "ts", "", "x\n"]],
    ["within a list", "- a\n\n  <!-- m -->\n  ```ts\n  x\n    y\n  ```\n", [4, "ts", "m", "x\n  y\n"]],
    ["within a quotation", "> ~~~sh\n> x\n> ~~~\n", [1, "sh", "", "x\n"]],
    ["with fences in it", "````md\n```ts\nx\n```\n````\n", [1, "md", "", "```ts\nx\n```\n"]],
    ["within details", "<details>\n\n```yaml title=a\nx\n```\n\n</details>\n", [3, "yaml", "", "x\n"]],
    ["that is only indented", "a\n\n    x\n", [3, "", "", "x\n"]],
    ["that nobody has ended", "```js\nx\n", [1, "js", "", "x\n"]],
  ])("%s", (_, source, expected) => {
    expect(found(source)).toEqual([expected]);
  });

  it("of a language that nobody checks is found", () => {
    const [block] = codeIn("docs/new.md", "```rust\nx\n```\n").blocks;
    expect(claimants(block as Block)).toEqual([]);
  });

  it("with commands that nobody runs is found, wherever it is", () => {
    for (const page of ["README.md", "docs/moving.md", "examples/kms/README.md", "docs/new.md"]) {
      const [block] = codeIn(page, "```sh\npulumi about\n```\n").blocks;
      expect(claimants(block as Block)).toEqual([]);
    }
  });
});

it("code within a line is found in tables, too, with its line", () => {
  const { spans } = codeIn("page.md", "a `x`\n\n| b | c |\n|---|---|\n| `y\\|z` | d |\n");
  expect(spans.map(({ line, text }) => [line, text])).toEqual([
    [1, "x"],
    [5, "y|z"],
  ]);
});
