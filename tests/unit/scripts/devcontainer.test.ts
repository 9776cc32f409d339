import { readFileSync } from "node:fs";
import { join } from "node:path";

const repository = join(__dirname, "..", "..", "..");
const read = (...path: string[]) => readFileSync(join(repository, ...path), "utf8");
const container = JSON.parse(read(".devcontainer", "devcontainer.json"));

it("the dev container has the Node.js and the Go that the repository wants", () => {
  expect(container.image).toMatch(new RegExp(`:1-${read(".nvmrc").trim()}-`));
  const [, go = ""] = /^go (\d+\.\d+)\.\d+$/m.exec(read("tools", "pulumi-cli", "go.mod")) ?? [];
  expect(Object.values(container.features)).toEqual([{ version: go }]);
  expect(read("CONTRIBUTING.md")).toContain(`Go ${go} builds`);
});

it("the dev container has the commands that CI installs, and by scripts that there are", () => {
  const installed = [...read(".ci", "run").matchAll(/^install_if_missing \S+ (\S+)$/gm)].map(
    ([, name]) => name,
  );
  expect(installed.length).toBeGreaterThan(0);
  expect(container.onCreateCommand.split(" ")).toEqual(expect.arrayContaining(installed));
  const { scripts } = JSON.parse(read("package.json"));
  const named = [...container.postCreateCommand.matchAll(/npm run (\S+)/g)].map(([, name]) => name);
  expect(named).not.toEqual([]);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
