import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECK_NAMES } from "../../../provider/operate/doctor/finding";
import { PROBLEM_KINDS } from "../../../provider/operate/overview/problem";

const page = readFileSync(join(__dirname, "..", "..", "..", "docs", "operating.md"), "utf8");

/** The words in the first column of the table under this head. */
function words(head: string): string[] {
  const [, rows = ""] = page.split(`| ${head} `);
  const [table = ""] = rows.split("\n\n");
  return table
    .split("\n")
    .flatMap((row) =>
      [...(/^\|([^|]*)\|/.exec(row)?.[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, word]) => word as string),
    );
}

it("has each problem, the worst first, and no other", () => {
  expect(words("Problem")).toEqual([...PROBLEM_KINDS]);
});

it("has each check, and no other", () => {
  expect(words("Check").sort()).toEqual([...CHECK_NAMES].sort());
});
