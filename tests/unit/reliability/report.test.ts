import { killCases } from "../../../scripts/reliability/kills/cases";
import { allCells, type Cell } from "../../../scripts/reliability/matrix/axes";
import type { Seen } from "../../../scripts/reliability/matrix/cell";
import { messageOf, sampled } from "../../../scripts/reliability/matrix/sample";
import { optionsOf } from "../../../scripts/reliability/options";
import { report, wordOf } from "../../../scripts/reliability/report";

const seen = (cell: Partial<Cell>, more: Partial<Seen> = {}): Seen => ({
  cell: { ...(allCells()[0] as Cell), ...cell },
  called: 1,
  outcome: { ok: false, message: "" },
  lost: false,
  adopted: false,
  violations: [],
  ...more,
});
const done = { ok: true, message: "" };

test.each([
  [seen({ command: "replace" }, { outcome: done }), "ok"],
  [seen({ command: "replace" }, { outcome: done, called: 3 }), "ok"],
  [seen({ command: "replace" }, { outcome: done, called: 0 }), "-"],
  [seen({ command: "replace" }), "kept"],
  [seen({ command: "replace" }, { lost: true }), "told"],
  [seen({ command: "destroy" }, { lost: true }), "gone"],
  [seen({ command: "meet" }), "theirs"],
  [seen({ command: "up" }, { adopted: true }), "nothing +adopt"],
])("a cell in a word: %#", (cell, word) => {
  expect(wordOf(cell)).toBe(word);
});

test("the page has every cell, and fails where one is left out", () => {
  const matrix = allCells().map((cell) => seen(cell, { outcome: done }));
  const options = optionsOf(["--seed", "3"]);
  const page = report({ matrix }, options);
  expect(page).toContain("1680 cells");
  expect(page).toContain("--seed 3 --kills 40 --sample 24 --cases 100000");
  expect(page.match(/^\| (token expired|503) \|.*ok.*\|$/gm)).toHaveLength(2 * 5);
  expect(() => report({ matrix: matrix.slice(1) }, options)).toThrow("left out");
});

test("what is drawn by lot is the same for the same seed, and another for another", () => {
  expect(killCases(1, 40)).toEqual(killCases(1, 40));
  expect(killCases(1, 40)).not.toEqual(killCases(2, 40));
  expect(sampled(1, 24)).toEqual(sampled(1, 24));
  expect(new Set(sampled(1, 24)).size).toBe(24);
});

test("the failure in what the engine prints", () => {
  const output = `Diagnostics:
  pulumi:pulumi:Stack (test-dev):
    error: update failed
  pulumi-nodejs:dynamic/oss:ReplicationRule (rule):
    error: 1 error occurred:
    \t* No rule is in effect from src to dst: x.
`;
  expect(messageOf(output)).toBe("No rule is in effect from src to dst: x.");
  expect(messageOf("  error: AccessDenied. Next: ask.")).toBe("AccessDenied. Next: ask.");
});
