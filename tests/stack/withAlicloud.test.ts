import { join } from "node:path";
import { start } from "../../scripts/processes/command";

const repository = join(__dirname, "..", "..");
const example = join(repository, "examples", "with-alicloud");

it("the program compiles against the types of @pulumi/alicloud", async () => {
  const tsc = join(repository, "node_modules", ".bin", "tsc");
  const { exitCode, output } = await start(tsc, ["-p", example], {
    cwd: repository,
    env: process.env,
    timeoutMs: 300_000,
  }).done;
  expect({ exitCode, output }).toEqual({ exitCode: 0, output: "" });
});

/** Runs the program under mocks, in a process of its own, and prints what it declares. */
const DECLARED = `
const pulumi = require("@pulumi/pulumi");
const made = [];
pulumi.runtime.setMocks({
  newResource: ({ type, name, inputs }) => {
    made.push({ type, name, inputs });
    return { id: name + "-id", state: inputs };
  },
  call: ({ inputs }) => inputs,
}, "oss-with-alicloud", "dev");
pulumi.runtime.setAllConfig({ "oss-with-alicloud:name": "shop", "oss-with-alicloud:targetRegion": "cn-beijing", "oss:region": "cn-hangzhou" });
require("./index.ts");
pulumi.runtime.disconnect().then(() => console.log(JSON.stringify(made)));
`;

it("declares two buckets with versioning alike, a role that can do no more than it must, and the rule", async () => {
  const { exitCode, stdout, output } = await start(
    process.execPath,
    ["--import", "tsx", "--eval", DECLARED],
    {
      cwd: example,
      env: { ...process.env, TSX_DISABLE_CACHE: "1" },
      timeoutMs: 300_000,
    },
  ).done;
  expect({ exitCode, output: exitCode === 0 ? "" : output }).toEqual({ exitCode: 0, output: "" });
  const made = JSON.parse(stdout) as { type: string; name: string; inputs: Record<string, string> }[];
  const of = (type: string) => made.filter((each) => each.type.endsWith(type)).map(({ inputs }) => inputs);

  expect(of(":Bucket")).toMatchObject([{ bucket: "shop" }, { bucket: "shop-dr" }]);
  expect(of(":BucketVersioning").map(({ status }) => status)).toEqual(["Enabled", "Enabled"]);
  const [policy] = of(":Policy");
  expect(JSON.parse(policy?.policyDocument ?? "")).toEqual({
    Version: "1",
    Statement: [
      {
        Effect: "Allow",
        Action: ["oss:ReplicateList", "oss:ReplicateGet"],
        Resource: ["acs:oss:*:*:shop", "acs:oss:*:*:shop/*"],
      },
      {
        Effect: "Allow",
        Action: ["oss:ReplicateList", "oss:ReplicateGet", "oss:ReplicatePut", "oss:ReplicateDelete"],
        Resource: ["acs:oss:*:*:shop-dr", "acs:oss:*:*:shop-dr/*"],
      },
    ],
  });
  expect(of(":ReplicationRule")).toMatchObject([
    {
      bucket: "shop",
      destination: { bucket: "shop-dr", location: "oss-cn-beijing" },
      syncRole: "shop-replication",
    },
  ]);
  expect(of(":ReplicationRtc")).toMatchObject([{ ruleId: "copy-id" }]);
});
