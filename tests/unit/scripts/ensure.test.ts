import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cliVersion } from "../../../scripts/pulumi/cli";
import { ensurePulumi } from "../../../scripts/pulumi/ensure";
import type { Way } from "../../../scripts/pulumi/ways";
import { newFolder, writeCli, writeExecutable } from "./fakes";

const fills =
  (version = `v${cliVersion}`): Way =>
  async (folder) =>
    writeCli(join(folder, "bin"), version);
const cannot =
  (reason: string): Way =>
  async () => {
    throw new Error(reason);
  };

function setUp(ways: Way[]) {
  const home = newFolder();
  const said: string[] = [];
  const env = { HOME: home, PATH: "/usr/bin:/bin" };
  const ensure = () => ensurePulumi({ env, ways, say: (line) => said.push(line) });
  return { home, env, said, ensure, versions: join(home, ".pulumi", "versions") };
}

it("fills the launcher's cache once and says nothing when it is filled", async () => {
  const way = jest.fn(fills());
  const { ensure, said, versions } = setUp([way]);
  const directory = join(versions, cliVersion, "bin");
  expect(await ensure()).toEqual({ bin: join(directory, "pulumi"), directory, version: cliVersion });
  expect(said).toEqual([expect.stringMatching(/done in \d+ s/)]);
  await ensure();
  expect(way).toHaveBeenCalledTimes(1);
  expect(said).toHaveLength(1);
  expect(readdirSync(versions)).toEqual([cliVersion]);
});

it("keeps to PULUMI_HOME", async () => {
  const { env } = setUp([]);
  const home = newFolder();
  const { directory } = await ensurePulumi({
    env: { ...env, PULUMI_HOME: home },
    ways: [fills()],
    say: () => {},
  });
  expect(directory).toBe(join(home, "versions", cliVersion, "bin"));
});

it("prefers the user's own CLI", async () => {
  const own = writeCli(newFolder(), "v3.999.0");
  const env = { HOME: newFolder(), PATH: `${own}:/usr/bin:/bin` };
  expect(await ensurePulumi({ env, ways: [cannot("asked")] })).toMatchObject({
    directory: own,
    version: "3.999.0",
  });
});

it("tries the next way when one fails, and says why", async () => {
  const { ensure, said } = setUp([cannot("no network"), fills()]);
  await ensure();
  expect(said[0]).toContain("no network");
});

it("repairs a half-filled cache", async () => {
  const { ensure, versions } = setUp([fills()]);
  writeExecutable(join(versions, cliVersion, "bin", "pulumi"), "exit 1");
  await ensure();
  expect(readdirSync(join(versions, cliVersion, "bin"))).toHaveLength(3);
});

it("lets two fill it at once", async () => {
  const { ensure, versions } = setUp([fills()]);
  await Promise.all([ensure(), ensure()]);
  expect(readdirSync(versions)).toEqual([cliVersion]);
});

test.each([
  [
    "is not complete",
    async (folder: string) => writeExecutable(join(folder, "bin", "pulumi"), "exit 0") && join(folder, "bin"),
  ],
  ["is another version", fills("v3.1.0")],
])("publishes nothing that %s", async (_, way) => {
  const { ensure, versions } = setUp([way]);
  await expect(ensure()).rejects.toThrow(/Tried: what came is/);
  expect(existsSync(join(versions, cliVersion))).toBe(false);
  expect(readdirSync(versions)).toEqual([]);
});

it("tells in one paragraph what was tried and what to install", async () => {
  const { ensure } = setUp([cannot("the download failed (no network)"), cannot("Go is not installed")]);
  await expect(ensure()).rejects.toThrow(
    /^There is no Pulumi CLI 3\.250\.0 here\. Tried: the download failed \(no network\); Go is not installed\. Install .*`npm run setup` again\.$/,
  );
});
