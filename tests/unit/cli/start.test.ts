import { resolve } from "node:path";
import { start } from "../../../scripts/processes/command";

const provider = resolve(__dirname, "../../../provider");

/** The modules that the command loads, and what it prints. Paths are from the folder of the provider on. */
async function loadedBy(...args: string[]): Promise<{ own: string[]; packages: string[]; stdout: string }> {
  const bin = `${provider}/bin/oss-replication.js`;
  const script = `
    process.argv = [process.execPath, ${JSON.stringify(bin)}, ...${JSON.stringify(args)}];
    process.on("exit", () => process.stderr.write(Object.keys(require.cache).join("\\n")));
    require(${JSON.stringify(bin)});`;
  const { stdout, stderr } = await start(process.execPath, ["-e", script]).done;
  const files = stderr.split("\n");
  const packages = files.flatMap((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []);
  const own = files.filter((file) => file.startsWith(`${provider}/dist/`));
  return {
    own: own.map((file) => file.slice(`${provider}/dist/`.length)),
    packages: [...new Set(packages)],
    stdout,
  };
}

test("--help loads the parser of the command line and nothing that speaks with OSS or reviews", async () => {
  const { own, packages, stdout } = await loadedBy("--help");
  expect(stdout).toContain("put a replication rule on a bucket");
  expect(packages).toEqual(["commander"]);
  expect(own).toContain("cli/main.js");
  expect(own.length).toBeLessThan(10);
});

test("a subcommand loads none of the others", async () => {
  const { own } = await loadedBy("review", "--help");
  expect(own).toContain("cli/review.js");
  expect(own.filter((file) => /^cli\/(rules|locations|progress|rtc|put|delete)\.js$/.test(file))).toEqual([]);
});

test.each(["put --help", "help put"])("%s shows the options of the subcommand", async (args) => {
  const { stdout } = await loadedBy(...args.split(" "));
  expect(stdout).toContain("--target-bucket <name>");
});
