import { join } from "node:path";
import { start } from "../../scripts/processes/command";

const repository = join(__dirname, "..", "..");

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
});
