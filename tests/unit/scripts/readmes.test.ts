import { readFileSync } from "node:fs";
import { join } from "node:path";

const repository = join(__dirname, "..", "..", "..");
const pageOf = (name: string) => readFileSync(join(repository, name), "utf8");
/** The output of the preview and of the review is shown in the English page alone. */
const english = pageOf("README.md").replace(/<!-- preview -->[\s\S]*<!-- end -->/, "");

const blocks = (page: string) => page.match(/^```[\s\S]*?^```$/gm) ?? [];
const links = (page: string) =>
  [...new Set([...page.matchAll(/\]\((?!#)([^)]+)\)/g)].map(([, target = ""]) => target))].sort();
const commands = (page: string) => [
  ...new Set([...page.replace(/^```[\s\S]*?^```$/gm, "").matchAll(/`([^`]+)`/g)].map(([, text]) => text)),
];
const tables = (page: string) => (page.match(/^\|.*\|$/gm) ?? []).map((row) => row.split("|").length);
const headings = (page: string) => (page.match(/^#+ /gm) ?? []).map((mark) => mark.length);

describe.each(["README.zh.md", "README.ja.md"])("%s says what README.md says", (name) => {
  const page = pageOf(name);

  it("with the same code, letter by letter", () => {
    expect(blocks(page)).toEqual(blocks(english));
  });

  it("with the same commands, arguments and names", () => {
    const known = new Set(commands(page));
    expect(commands(english).filter((text) => !known.has(text))).toEqual([]);
  });

  it("in tables and under headings of the same shape", () => {
    expect(tables(page)).toEqual(tables(english));
    expect(headings(page)).toEqual(headings(english));
  });

  it("and leads to the same pages", () => {
    const others = /^README\./;
    const expected = links(english).filter((target) => !others.test(target));
    expect(links(page).filter((target) => !others.test(target))).toEqual(expected);
  });
});

it("the README is read in one go", () => {
  expect(pageOf("README.md").split("\n").length).toBeLessThanOrEqual(250);
});
