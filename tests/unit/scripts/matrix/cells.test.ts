import { readFileSync } from "node:fs";
import { join } from "node:path";
import { alwaysTried, type Cell, cells, layouts, modules, sdks } from "../../../../scripts/matrix/cells";
import { managerOf, managers } from "../../../../scripts/matrix/managers";
import { programs } from "../../../../scripts/matrix/programs";
import { titleOf } from "../../../../scripts/matrix/table";

const repository = join(__dirname, "..", "..", "..", "..");
const read = (...path: string[]) => readFileSync(join(repository, ...path), "utf8");
const used = (axis: keyof Cell, among = cells) => new Set(among.map((cell) => cell[axis]));
const majors = (axis: "node" | "typescript", among = cells) =>
  new Set(among.map((cell) => Number(cell[axis].split(".")[0])));

it("the cells have every value of every axis", () => {
  expect(used("manager")).toEqual(new Set(Object.keys(managers)));
  expect(used("layout")).toEqual(new Set(Object.keys(layouts)));
  expect(used("program")).toEqual(new Set(Object.keys(programs)));
  expect(used("resolution")).toEqual(new Set(Object.keys(modules)));
  expect(used("sdk")).toEqual(new Set(Object.values(sdks)));
});

it("those that are always tried have the ends of each axis", () => {
  expect(alwaysTried).toHaveLength(3);
  expect(used("manager", alwaysTried).size).toBe(3);
  expect(used("sdk", alwaysTried)).toEqual(new Set([sdks.oldest, sdks.newest]));
  expect(majors("typescript", alwaysTried)).toEqual(new Set([5, 7]));
  expect(majors("node", alwaysTried).size).toBe(3);
  const kinds = alwaysTried.map(({ program }) => programs[program].isModule);
  expect(new Set(kinds)).toEqual(new Set([true, false]));
  expect(new Set(alwaysTried.map(({ manager }) => managerOf(manager).hoists))).toEqual(
    new Set([true, false]),
  );
});

it("no two are the same, and where only the library has us, the package manager hoists", () => {
  expect(new Set(cells.map(titleOf)).size).toBe(cells.length);
  const alone = cells.filter(({ layout }) => layout === "library alone");
  expect(alone.filter(({ manager }) => !managerOf(manager).hoists)).toEqual([]);
});

it("the README promises what is tried: Node.js and the SDK from its oldest version", () => {
  const { peerDependencies } = JSON.parse(read("provider", "package.json"));
  const { devDependencies } = JSON.parse(read("package.json"));
  expect(peerDependencies["@pulumi/pulumi"]).toBe(`>=${sdks.oldest} <4`);
  expect(devDependencies["@pulumi/pulumi"]).toBe(sdks.ours);
  const [, list = ""] = /^Node\.js ([^;]*);/m.exec(read("README.md")) ?? [];
  expect(new Set((list.match(/\d+/g) ?? []).map(Number))).toEqual(majors("node"));
  expect(read("README.md")).toContain(`\`@pulumi/pulumi\` ${sdks.oldest.replace(/\.0$/, "")} or newer`);
});
