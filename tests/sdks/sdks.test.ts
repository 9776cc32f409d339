import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import execa from "execa";
import { writeSdks } from "../../scripts/sdks/sdks";
import { goSdk, hasGo, nodeSdk, pythonSdk } from "../support/sdks";

const repository = resolve(__dirname, "../..");
const examples = join(repository, "scripts/schema/examples");
const schemaFile = join(repository, "provider/schema.json");
const folders: string[] = [];

// A new machine compiles Pulumi's Go modules first.
jest.setTimeout(600_000);

if (!hasGo) console.warn("skipped: there is no go to generate the SDKs with");
const describeWithGo = hasGo ? describe : describe.skip;

/** A folder of our own beside the modules of the repository. */
function temporary(parent = join(repository, "node_modules/.cache")): string {
  const folder = mkdtempSync(join(parent, "sdks-test-"));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test("without Go there are none, and one line says so", async () => {
  const env = { PATH: "", TSX_DISABLE_CACHE: "1" };
  const asked = ["--import", "tsx", "scripts/sdks.ts"];
  const { stdout } = await execa(process.execPath, asked, { cwd: repository, env, extendEnv: false });
  expect(stdout).toBe("The SDKs are generated with Go 1.25 or newer, which is not installed: skipped.");
});

describeWithGo("the SDKs that are generated of the schema", () => {
  beforeAll(nodeSdk);

  test("Node.js: it is compiled, and the examples compile with it", async () => {
    const sdk = await nodeSdk();
    const { name, version, pulumi } = JSON.parse(readFileSync(join(sdk, "package.json"), "utf8"));
    expect({ name, version }).toEqual({ name: "pulumi-oss-replication-sdk", version: "0.1.0" });
    expect(pulumi).toMatchObject({ resource: true, name: "oss-replication" });
    const { ReplicationRule, getReplicationRules, types } = require(sdk);
    expect(typeof getReplicationRules).toBe("function");
    expect(ReplicationRule.__pulumiType).toBe("oss-replication:index:ReplicationRule");
    expect(types.enums.TransferType).toEqual({ Internal: "internal", OssAcc: "oss_acc" });
    const folder = temporary();
    cpSync(examples, folder, { recursive: true });
    const compilerOptions = {
      ...{ strict: true, noEmit: true, target: "es2022", module: "node16", moduleResolution: "node16" },
      ...{ types: ["node"], paths: { "pulumi-oss-replication-sdk": [sdk] } },
    };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions, include: ["*/index.ts"] }),
    );
    await execa("npx", ["--no-install", "tsc", "-p", folder], { cwd: repository });
  });

  test("Python: it compiles, and so do the examples", async () => {
    const folder = temporary();
    cpSync(await pythonSdk(), join(folder, "sdk"), { recursive: true });
    cpSync(examples, join(folder, "examples"), { recursive: true });
    await execa("python3", ["-m", "compileall", "-q", folder]);
    const text = readFileSync(join(folder, "sdk/pulumi_oss_replication/replication_rule.py"), "utf8");
    expect(text).toContain("sync_role");
  });

  test("Go: it compiles, and so do the examples", async () => {
    const folder = temporary(tmpdir());
    cpSync(await goSdk(), folder, { recursive: true });
    cpSync(examples, join(folder, "examples"), { recursive: true });
    await execa("go", ["build", "-mod=readonly", "./..."], { cwd: folder, env: { GOWORK: "off" } });
  });

  test("a schema that names what it does not have is refused", async () => {
    const folder = temporary(tmpdir());
    const wrong = join(folder, "schema.json");
    writeFileSync(wrong, readFileSync(schemaFile, "utf8").replaceAll("index:TransferType", "index:Other"));
    const text = JSON.parse(readFileSync(wrong, "utf8"));
    delete text.types["oss-replication:index:Other"];
    writeFileSync(wrong, JSON.stringify(text));
    await expect(writeSdks(folder, wrong)).rejects.toThrow("oss-replication:index:Other");
  });
});
