import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defaultAccount, type Emulator, startEmulator } from "oss-replication-emulator";
import { block, placeOf, repository } from "../../support/pages/pages";
import { commandsIn, sessionIn, temporaryFolder, typed } from "../../support/pages/shell";
import { typedOnPages } from "../../support/pages/typedOnPages";
import { wrongUse } from "../../support/pages/wrongUse";

/** What is wrong with the commands of a text, each with the place where it stands. */
function faults(place: string, text: string): string[] {
  return commandsIn(text).flatMap((command) => {
    const fault = wrongUse(command);
    return fault === undefined ? [] : [`${place} ${command.join(" ")}: ${fault}`];
  });
}

describe("as the commands' own parsers have it", () => {
  it("every command in a block or within a line can be typed", () => {
    const all = typedOnPages();
    expect(all.flatMap((each) => faults(placeOf(each), each.text))).toEqual([]);
    expect(all.length).toBeGreaterThan(100);
  });

  it.each([
    ["oss-replication rules --bukket b", "unknown option '--bukket'"],
    ["npx --no oss-replication rule --bucket b", "unknown command 'rule'"],
    ["npx oss-replication rules --bucket b", "npx without --no"],
    ["a=b oss-replication map --format png --all", "argument 'png' is invalid"],
    ["pulumi preview | oss-replication review --fail-on all", "'all' is invalid"],
    ["true && oss-replication-emulator --bucket logs &", "'logs' is invalid"],
    ["npm run demos", "package.json has no script demos"],
    ["npm run demo --help", "npm itself would take --help"],
    ["npm run bench -- --fast", "npm run bench has no option --fast"],
    ["npm pack --workspace providers", "there is no workspace providers"],
    ["npx jest tests/unit/nothing.test.ts", "there is no file tests/unit/nothing.test.ts"],
    ["oss-replicate", "there is no command oss-replicate"],
  ])("%s is wrong", (text, fault) => {
    expect(faults("page.md:1", text)).toEqual([expect.stringContaining(fault)]);
  });

  it("what the shell cannot read is wrong, too", () => {
    expect(() => commandsIn("oss-replication rules --bucket 'b")).toThrow("unexpected EOF");
  });
});

describe("as a reader types them", () => {
  let emulator: Emulator;
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    emulator = await startEmulator();
    for (const name of ["prod-logs", "logs"]) {
      emulator.createBucket(name, "cn-hangzhou");
      emulator.createBucket(`${name}-dr`, "cn-beijing");
      const destination = { bucket: `${name}-dr`, location: "oss-cn-beijing" };
      emulator.addRule(name, { id: "by-hand", destination, rtc: "enabled", status: "doing" });
    }
  });
  afterAll(() => emulator.close());

  beforeEach(() => {
    folder = temporaryFolder();
    env = {
      PATH: process.env.PATH,
      HOME: join(folder, "home"),
      OSS_ENDPOINT: emulator.endpoint,
      OSS_REGION: "cn-hangzhou",
      OSS_ACCESS_KEY_ID: defaultAccount.accessKeyId,
      OSS_ACCESS_KEY_SECRET: defaultAccount.accessKeySecret,
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
    };
  });

  async function done(page: string, mark = "", cwd = folder) {
    const { commands } = sessionIn(block(page, mark));
    const result = await typed(commands, { cwd, env }).done;
    expect([page, result.exitCode, result.exitCode === 0 ? "" : result.output]).toEqual([page, 0, ""]);
    return result;
  }

  /** What a command that goes on until it is ended has written by now; ports are 0. */
  async function begun(page: string, mark: string, instead?: Record<string, string>): Promise<string> {
    const { commands, shown } = sessionIn(block(page, mark));
    const running = typed(commands, { cwd: folder, env, instead });
    const port = /(?<=127\.0\.0\.1:)\d+/g;
    await running.wrote(new RegExp(shown.replace(port, "\\d+")));
    running.kill();
    await running.done;
    return running.output();
  }

  it("README.md: what is missing before a rule works", async () => {
    const { stdout } = await done("README.md", "connect");
    expect(stdout).toContain("source-bucket");
  });

  it("docs/operating.md: overview", async () => {
    const resources = [
      {
        type: "pulumi-nodejs:dynamic/oss:ReplicationRule",
        urn: "urn:pulumi:dev::logs::pulumi-nodejs:dynamic/oss:ReplicationRule::logs",
        custom: true,
        id: "by-hand",
        outputs: {
          bucket: "logs",
          region: "cn-hangzhou",
          destination: { bucket: "logs-dr", location: "oss-cn-beijing" },
        },
      },
    ];
    writeFileSync(join(folder, "state.json"), JSON.stringify({ version: 3, deployment: { resources } }));
    const { stdout } = await done("docs/operating.md", "overview");
    expect(stdout).toContain("by-hand");
  });

  it("docs/operating.md: doctor", async () => {
    const { stdout } = await done("docs/operating.md", "doctor");
    expect(stdout).toContain("rtc");
  });

  it("docs/moving.md: a program that adopts all rules of a bucket", async () => {
    await done("docs/moving.md", "adopt");
  });

  it("emulator/README.md: the command writes what the page shows", async () => {
    expect(await begun("emulator/README.md", "command")).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);
  });

  it("examples/monitoring: the exporter writes what the page shows", async () => {
    const instead = {
      // What is built here is on PATH.
      "npm install --global pulumi-oss-replication": "true",
      "exporter --all": "exporter --all --listen 127.0.0.1:0",
    };
    expect(await begun("examples/monitoring/README.md", "", instead)).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/metrics\n/,
    );
  });

  it("examples/fleet: what its program does with the stacks of no team", async () => {
    copy("fleet");
    for (const file of ["teams.json", "other-teams.json"]) writeFileSync(join(folder, "fleet", file), "[]");
    await done("examples/fleet/README.md", "", join(folder, "fleet"));
  });

  it("examples/unit-tests: its tests pass", async () => {
    copy("unit-tests");
    const { output } = await done("examples/unit-tests/README.md", "", join(folder, "unit-tests"));
    expect(output).toContain("2 passed");
  });

  /** An example beside a `node_modules`. */
  function copy(example: string): void {
    mkdirSync(join(folder, example));
    cpSync(join(repository, "examples", example), join(folder, example), {
      recursive: true,
      filter: (path) => !path.includes("node_modules"),
    });
    symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
  }
});
