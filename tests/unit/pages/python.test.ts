import execa from "execa";
import { claimedBy } from "../../support/pages/checkers";
import { allCode, placeOf } from "../../support/pages/pages";

const hasPython = execa.sync("python3", ["--version"], { reject: false }).exitCode === 0;
if (!hasPython) console.warn("skipped: there is no Python to compile the programs of the pages with");

const COMPILE = `
import json, sys
for name, text in json.load(sys.stdin):
    try:
        compile(text, name, "exec")
    except SyntaxError as error:
        print(f"{name}: line {error.lineno}: {error.msg}")
`;

/** What Python has against these programs. */
function complaints(programs: [name: string, text: string][]): string {
  return execa.sync("python3", ["-c", COMPILE], { input: JSON.stringify(programs) }).stdout;
}

(hasPython ? it : it.skip)("every program in Python compiles", () => {
  const blocks = claimedBy("compiled as Python", allCode().blocks);
  expect(complaints(blocks.map((block) => [placeOf(block), block.text]))).toBe("");
  expect(complaints([["wrong.md:1", "a = (\n"]])).toContain("wrong.md:1: line 1: ");
});
