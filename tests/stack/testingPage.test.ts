import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { start } from "../../scripts/processes/command";
import { block, repository } from "../support/pages/pages";

const folder = mkdtempSync(join(tmpdir(), "testing-page-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shown = (mark: string) => block("docs/testing.md", mark).text;

async function run(tool: string, ...args: string[]): Promise<string> {
  const file = join(repository, "node_modules", ".bin", tool);
  const { exitCode, output } = await start(file, args, { cwd: folder, env: process.env, timeoutMs: 120_000 })
    .done;
  return exitCode === 0 ? "" : output;
}

it("the test that docs/testing.md shows compiles and passes as it stands", async () => {
  const compilerOptions = {
    module: "node16",
    target: "es2022",
    strict: true,
    exactOptionalPropertyTypes: true,
    esModuleInterop: true,
    types: ["node", "jest"],
    outDir: "out",
  };
  writeFileSync(join(folder, "index.ts"), shown("program"));
  writeFileSync(join(folder, "index.test.ts"), shown("test"));
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  writeFileSync(join(folder, "jest.config.js"), `module.exports = { roots: ["<rootDir>/out"] };`);
  symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));

  expect(await run("tsc", "-p", ".")).toBe("");
  expect(await run("jest")).toBe("");
}, 180_000);
