import { readFileSync } from "node:fs";
import { join } from "node:path";
import { start } from "../../scripts/processes/command";

const repository = join(__dirname, "..", "..");

/** A file of a packed package. */
interface Packed {
  path: string;
}

async function checked(tool: string, ...args: string[]): Promise<string> {
  const file = join(repository, "node_modules", ".bin", tool);
  const { exitCode, output } = await start(file, args, {
    cwd: repository,
    env: process.env,
    timeoutMs: 300_000,
  }).done;
  return exitCode === 0 ? "" : output;
}

describe.each(["provider", "emulator"])("the package of %s", (folder) => {
  it("has what its package.json promises, for every kind of tool that reads it", async () => {
    expect(await checked("publint", folder, "--strict")).toBe("");
  });

  it("has types that fit its code, for every kind of module resolution", async () => {
    expect(await checked("attw", "--pack", folder, "--no-emoji", "--format", "ascii")).toBe("");
  });

  it("has its licence, its page and all that runs, and nothing else", async () => {
    const args = ["pack", "--dry-run", "--json", "--workspace", folder];
    const { stdout } = await start("npm", args, { cwd: repository, env: process.env, timeoutMs: 300_000 })
      .done;
    const files = JSON.parse(stdout).flatMap(({ files }: { files: Packed[] }) =>
      files.map(({ path }) => path),
    );

    expect(files).toEqual(expect.arrayContaining(["LICENSE", "README.md", "package.json", "dist/index.js"]));
    const expected =
      /^(LICENSE|README\.md|package\.json|schema\.json|bin\/[\w-]+\.js|dist\/[\w./-]+(\.js|\.d\.ts))$/;
    expect(files.filter((path: string) => !expected.test(path))).toEqual([]);
    const licence = (...path: string[]) => readFileSync(join(repository, ...path, "LICENSE"), "utf8");
    expect(licence(folder)).toBe(licence());
  });
});
