import { readdirSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { PulumiCli } from "../../../scripts/pulumi/cli";
import { type BuildHost, ensureHosts, findHost } from "../../../scripts/pulumi/hosts";
import { type Language, languages } from "../../../scripts/pulumi/languages";
import { newFolder, writeCli, writeExecutable } from "./fakes";

const [yaml, python] = languages as [Language, Language];

function setUp(build: BuildHost = fills) {
  const home = newFolder();
  const said: string[] = [];
  const directory = writeCli(newFolder(), "v3.250.0");
  const cli: PulumiCli = { bin: join(directory, "pulumi"), directory, version: "3.250.0" };
  const env = { HOME: home, PATH: "/usr/bin:/bin" };
  const ensure = () => ensureHosts(cli, { env, build, say: (line) => said.push(line) });
  return { cli, env, said, ensure, cache: join(home, ".cache", "pulumi-oss-replication", "hosts") };
}

const fills = async ({ executables }: Language, folder: string) => {
  for (const name of executables) writeExecutable(join(folder, name), "exit 0");
};

it("builds what is not there once, each into a folder of its own, and leaves nothing else", async () => {
  const build = jest.fn(fills);
  const { cli, env, said, ensure, cache } = setUp(build);
  expect((await ensure()).map(({ name }) => name)).toEqual(["YAML", "Python", "Go"]);
  expect(said).toEqual(Array(3).fill(expect.stringMatching(/done in \d+ s/)));
  await ensure();
  expect(build).toHaveBeenCalledTimes(3);
  expect(said).toHaveLength(3);
  const folders = readdirSync(cache).sort();
  expect(folders).toEqual(
    ["go", "python", "yaml"].map((name) => expect.stringMatching(`^pulumi-language-${name}-[0-9a-f]{16}$`)),
  );
  expect(findHost(yaml, cli, env)).toBe(join(cache, folders[2] as string));
});

it("leaves the CLI's cache as it is", async () => {
  const { cli, ensure } = setUp();
  const before = readdirSync(cli.directory);
  await ensure();
  expect(readdirSync(cli.directory)).toEqual(before);
});

it("builds none that came with the CLI, or is on PATH", async () => {
  const build = jest.fn(fills);
  const { cli, env, ensure } = setUp(build);
  await fills(yaml, cli.directory);
  const elsewhere = newFolder();
  await fills(python, elsewhere);
  env.PATH = [elsewhere, env.PATH].join(delimiter);
  await ensure();
  expect(build.mock.calls.map(([{ name }]) => name)).toEqual(["Go"]);
  expect(findHost(yaml, cli, env)).toBe(cli.directory);
  expect(findHost(python, cli, env)).toBe(elsewhere);
});

it("says which language is skipped and why, and has the others", async () => {
  const { said, ensure, cache } = setUp(async (language, folder) => {
    if (language === yaml) throw new Error("Go is not installed");
    await fills(language, folder);
  });
  expect((await ensure()).map(({ name }) => name)).toEqual(["Python", "Go"]);
  expect(said).toContainEqual(
    "  There is no language host for YAML, so its tests are skipped: Go is not installed",
  );
  expect(readdirSync(cache)).toHaveLength(2);
});

it("keeps nothing that is not complete", async () => {
  const { said, ensure, cache } = setUp(async ({ executables }, folder) => {
    writeExecutable(join(folder, executables[0] as string), "exit 0");
  });
  expect((await ensure()).map(({ name }) => name)).toEqual(["YAML", "Go"]);
  expect(said.join("\n")).toMatch(/no language host for Python.*what came is not complete/);
  expect(readdirSync(cache)).toHaveLength(2);
});

it("repairs one that has lost a part", async () => {
  const { cli, env, ensure } = setUp();
  await ensure();
  const folder = findHost(python, cli, env) as string;
  rmSync(join(folder, "pulumi-language-python-exec"));
  await ensure();
  expect(readdirSync(folder)).toHaveLength(2);
});

it("lets two build at once", async () => {
  const { ensure, cache } = setUp();
  const both = await Promise.all([ensure(), ensure()]);
  expect(both.map((found) => found.length)).toEqual([3, 3]);
  expect(readdirSync(cache)).toHaveLength(3);
});

it("keeps to XDG_CACHE_HOME", async () => {
  const { cli, env } = setUp();
  const cache = newFolder();
  await ensureHosts(cli, { env: { ...env, XDG_CACHE_HOME: cache }, build: fills, say: () => {} });
  expect(readdirSync(join(cache, "pulumi-oss-replication", "hosts"))).toHaveLength(3);
});
