import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { start } from "../../scripts/processes/command";
import { block, repository } from "../support/pages/pages";
import { commandsIn } from "../support/pages/shell";

const installed = join(repository, "node_modules");
const folder = mkdtempSync(join(tmpdir(), "with-alicloud-"));

/**
 * The example with `@pulumi/alicloud` in a folder of its own: in the repository's `node_modules` every program of the
 * tests would make the engine ask for its plugin.
 */
beforeAll(async () => {
  const source = join(repository, "examples", "with-alicloud");
  cpSync(source, folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
  const version = manifest.dependencies["@pulumi/alicloud"];
  await run("npm", ["pack", `@pulumi/alicloud@${version}`, "--prefer-offline"]);
  const unpacked = join(folder, "node_modules", "@pulumi", "alicloud");
  mkdirSync(unpacked, { recursive: true });
  await run("tar", ["xzf", `pulumi-alicloud-${version}.tgz`, "-C", unpacked, "--strip-components=1"]);
  for (const name of ["@pulumi/pulumi", "pulumi-oss-replication", "@types", "tsx"])
    symlinkSync(join(installed, name), join(folder, "node_modules", name));
  const { compilerOptions } = JSON.parse(readFileSync(join(repository, "tsconfig.json"), "utf8"));
  const settings = { compilerOptions: { ...compilerOptions, noEmit: true }, files: ["index.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(file: string, args: string[]): Promise<string> {
  const env = { ...process.env, TSX_DISABLE_CACHE: "1" };
  const { exitCode, stdout, output } = await start(file, args, { cwd: folder, env, timeoutMs: 300_000 }).done;
  if (exitCode !== 0) throw new Error(`${file} ${args.join(" ")}: ${output}`);
  return stdout;
}

it("the program compiles against the types of @pulumi/alicloud", async () => {
  expect(await run(join(installed, ".bin", "tsc"), ["-p", "."])).toBe("");
});

/** The settings of the stack: what the page sets, and the defaults of Pulumi.yaml. */
function settings(): Record<string, string> {
  const { name, config } = parse(readFileSync(join(folder, "Pulumi.yaml"), "utf8"));
  const defaults = Object.entries<{ default?: string }>(config).flatMap(([key, { default: value }]) =>
    value === undefined ? [] : [[key, value]],
  );
  const set = commandsIn(block("examples/with-alicloud/README.md").text)
    .filter(([, command, what]) => command === "config" && what === "set")
    .map((command) => command.slice(-2));
  return Object.fromEntries(
    [...defaults, ...set].map(([key = "", value = ""]) => [
      key.includes(":") ? key : `${name}:${key}`,
      value,
    ]),
  );
}

/** Runs the program under mocks, in a process of its own, and prints what it declares. */
const declared = () => `
const pulumi = require("@pulumi/pulumi");
const made = [];
pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => {
    made.push({ type, name, inputs });
    return { id: name + "-id", state: inputs };
  },
  call: ({ inputs }) => inputs,
}, "oss-with-alicloud", "dev");
pulumi.runtime.setAllConfig(${JSON.stringify(settings())});
require("./index.ts");
pulumi.runtime.disconnect().then(() => console.log(JSON.stringify(made)));
`;

it("declares two buckets with versioning alike, a role that can do no more than it must, and the rule", async () => {
  const stdout = await run(process.execPath, ["--import", "tsx", "--eval", declared()]);
  const made = JSON.parse(stdout) as { type: string; name: string; inputs: Record<string, string> }[];
  const of = (type: string) => made.filter((each) => each.type.endsWith(type)).map(({ inputs }) => inputs);

  expect(of(":Bucket")).toMatchObject([{ bucket: "my-bucket" }, { bucket: "my-bucket-dr" }]);
  expect(of(":BucketVersioning").map(({ status }) => status)).toEqual(["Enabled", "Enabled"]);
  const [policy] = of(":Policy");
  expect(JSON.parse(policy?.policyDocument ?? "")).toEqual({
    Version: "1",
    Statement: [
      {
        Effect: "Allow",
        Action: ["oss:ReplicateList", "oss:ReplicateGet"],
        Resource: ["acs:oss:*:*:my-bucket", "acs:oss:*:*:my-bucket/*"],
      },
      {
        Effect: "Allow",
        Action: ["oss:ReplicateList", "oss:ReplicateGet", "oss:ReplicatePut", "oss:ReplicateDelete"],
        Resource: ["acs:oss:*:*:my-bucket-dr", "acs:oss:*:*:my-bucket-dr/*"],
      },
    ],
  });
  expect(of(":ReplicationRule")).toMatchObject([
    {
      bucket: "my-bucket",
      destination: { bucket: "my-bucket-dr", location: "oss-cn-beijing" },
      syncRole: "my-bucket-replication",
    },
  ]);
  expect(of(":ReplicationRtc")).toMatchObject([{ ruleId: "copy-id" }]);
});
