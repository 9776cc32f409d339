import fc from "fast-check";
import { allCells, commands, nameOf } from "../../../scripts/reliability/matrix/axes";
import { runInProcess } from "../../../scripts/reliability/matrix/cell";

/** The whole matrix is `npm run reliability`; here each command meets some faults, drawn by lot with a fixed seed. */
const seed = 20261125;
const everyCommand = commands.flatMap((command) => {
  const cells = allCells().filter((cell) => cell.command === command);
  const drawn = fc.shuffledSubarray(cells, { minLength: 6, maxLength: 6 });
  return fc.sample(drawn, { seed, numRuns: 1 })[0] ?? [];
});

/** The faults that once cost the last copy: they stay here whatever is drawn. */
const known = allCells().filter(
  ({ command, call, fault, times, ids }) =>
    command === "replace" &&
    call === "PutBucketReplication" &&
    ["AccessDenied", "HTML with 200", "500"].includes(fault) &&
    times === "always" &&
    ids === "honour",
);

test.each([...known, ...everyCommand].map((cell) => [nameOf(cell), cell] as const))("%s", async (_, cell) => {
  expect((await runInProcess(cell, () => 0.5)).violations).toEqual([]);
});

test("no combination is left out, and none is there twice", () => {
  const names = allCells().map(nameOf);
  expect(names).toHaveLength(6 * 14 * 5 * 2 * 2);
  expect(new Set(names).size).toBe(names.length);
});
