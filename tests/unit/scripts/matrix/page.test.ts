import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cells } from "../../../../scripts/matrix/cells";
import { isGood, type Outcome } from "../../../../scripts/matrix/outcome";
import { page } from "../../../../scripts/matrix/page";
import { outcomesTable } from "../../../../scripts/matrix/table";

const written = readFileSync(join(__dirname, "..", "..", "..", "..", "docs", "compatibility.md"), "utf8");
const [cell] = cells;
if (cell === undefined) throw new Error("there is no cell");
const passed: Outcome = { cell, kind: "passed", seconds: 30 };
const failed: Outcome = { cell, kind: "failed", step: "up", problem: "error: no rule" };
const missing: Outcome = { cell, kind: "not available here", reason: "npm could not fetch node" };

it("docs/compatibility.md is about the cells that there are", () => {
  const seen = cells.map((each): Outcome => ({ cell: each, kind: "passed", seconds: 1 }));
  const withoutResults = (text: string) => text.replace(/\| (works|not available here[^|]*) \|$/gm, "|");
  expect(withoutResults(written)).toBe(withoutResults(page(seen)));
});

it("what could not be had is good as long as something was tried and nothing failed", () => {
  expect(isGood([passed])).toBe(true);
  expect(isGood([passed, missing])).toBe(true);
  expect(isGood([passed, failed])).toBe(false);
  expect(isGood([missing])).toBe(false);
  expect(isGood([])).toBe(false);
});

it("says why a cell was not tried, and where one failed, on every screen", () => {
  for (const columns of [undefined, 80]) {
    const text = outcomesTable([passed, failed, missing], columns).replace(/\s+/g, " ");
    expect(text).toContain("works");
    expect(text).toContain("fails at: up");
    expect(text).toContain("not available here: npm could not fetch node");
  }
  expect(page([missing])).toContain("| not available here: npm could not fetch node |");
});
