import { type Emulator, type RuleToAdd, startEmulator } from "oss-replication-emulator";
import ts from "typescript";
import type { ReachOptions } from "../../../provider/cli/connect";
import { systemIo } from "../../../provider/cli/io";
import { run } from "../../../provider/cli/main";
import { createOssClient } from "../../../provider/oss";

const keys = { accessKeyId: "LTAISHOWNNOWHERE", accessKeySecret: "a-secret-shown-nowhere" };
let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ accounts: [keys] });
  for (const name of ["dst", "dst2", "dst3"]) emulator.createBucket(name, "cn-beijing");
});
afterAll(() => emulator.close());

let [bucket, made] = ["", 0];
beforeEach(() => {
  bucket = `src${++made}`;
  emulator.createBucket(bucket, "cn-hangzhou");
});

async function imported(format: string, ...more: string[]) {
  let [out, err] = ["", ""];
  const args = ["import", "--bucket", bucket, "--format", format, ...more];
  const code = await run(args, {
    ...systemIo(),
    env: { OSS_REGION: "cn-hangzhou", OSS_ENDPOINT: emulator.endpoint },
    connect: (to) =>
      createOssClient({ ...to, endpoint: emulator.endpoint, credentials: { get: async () => keys } }),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

const to = (target: string, more: Partial<RuleToAdd> = {}) =>
  emulator.addRule(bucket, { destination: { bucket: target, location: "oss-cn-beijing" }, ...more });
const writes = () => emulator.requests.filter(({ method }) => method !== "GET").length;

describe("the file for pulumi import", () => {
  it("says which settings the import needs to reach OSS as the command did", async () => {
    to("dst");
    const given = ["--profile", "europe", "--network", "internal", "--endpoint", emulator.endpoint];
    const { err } = await imported("pulumi-import", ...given);
    expect(err).toContain(
      `so run first: pulumi config set oss-replication:profile europe, pulumi config set oss-replication:endpoint ${emulator.endpoint}, pulumi config set oss-replication:network internal.`,
    );
    expect((await imported("pulumi-import")).err).not.toContain("config set");
    expect((await imported("typescript", ...given)).err).not.toContain("oss-replication:");
  });

  it("has all rules in effect and their RTC, by region, bucket and rule, and writes nothing", async () => {
    to("dst", { id: "r-1", prefixes: ["app/"], rtc: "enabled", status: "doing" });
    to("dst2", { id: "r-2" });
    to("dst3", { id: "r-3", status: "closing" });
    const { code, out, err } = await imported("pulumi-import");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      resources: [
        {
          type: "oss-replication:index:ReplicationRule",
          name: "to-dst-app",
          id: `cn-hangzhou/${bucket}/r-1`,
        },
        {
          type: "oss-replication:index:ReplicationRtc",
          name: "to-dst-app-rtc",
          id: `cn-hangzhou/${bucket}/r-1`,
        },
        { type: "oss-replication:index:ReplicationRule", name: "to-dst2", id: `cn-hangzhou/${bucket}/r-2` },
      ],
    });
    expect(err).toContain("note: rule r-3 to dst3 is closing and was left out.\n");
    expect(writes()).toBe(0);
  });

  it("says what OSS does not show, and of which resources", async () => {
    const shown = { userTaggings: { filterType: "AND", tags: [{ key: "env", value: "prod" }] } };
    to("dst", { syncRole: "oss-repl", rtc: "enabled" });
    to("dst2", shown);
    to("dst3", {
      ...shown,
      syncRole: "oss-repl",
      sseKmsStatus: "Enabled",
      replicaKmsKeyId: "key-1",
    });
    const { err } = await imported("pulumi-import");
    expect(err.split("\n")).toEqual([
      expect.stringMatching(
        /note: OSS does not show userTaggings, syncRole, sourceSelectionCriteria, encryptionConfiguration of to-dst, so .*ignoreChanges/,
      ),
      expect.stringMatching(/note: OSS does not show syncRole, sourceSelectionCriteria, .* of to-dst2, so/),
      "",
    ]);
  });

  it("of a bucket without rules is empty, and says so", async () => {
    expect(await imported("pulumi-import")).toEqual({
      code: 0,
      out: '{\n  "resources": []\n}\n',
      err: `oss-replication, note: bucket ${bucket} has no rule in effect.\n`,
    });
  });
});

describe("the program of dynamic resources", () => {
  it("says what each rule says, by id, with its RTC", async () => {
    to("dst", { id: "r-1", prefixes: ["app/", "audit/"], action: "PUT", rtc: "enabled" });
    to("dst2", {
      id: "r-2",
      historicalObjectReplication: "disabled",
      syncRole: "oss-repl",
      sseKmsStatus: "Enabled",
      replicaKmsKeyId: "key-1",
      userTaggings: { filterType: "OR", tags: [{ key: "env", value: "prod" }] },
    });
    const { code, out, err } = await imported("typescript");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(
      out,
    ).toBe(`// The replication rules of bucket ${bucket} (cn-hangzhou), as \`oss-replication import\` found them.
// \`pulumi up\` takes each of them over by \`adopt\` and writes nothing at OSS. If a rule has changed
// meanwhile, it fails and says how. Afterwards \`adopt\` may stay or go.
import * as oss from "pulumi-oss-replication";

const toDstAppAudit = new oss.ReplicationRule("to-dst-app-audit", {
  bucket: "${bucket}",
  region: "cn-hangzhou",
  prefixSet: { prefixes: ["app/", "audit/"] },
  action: "PUT",
  destination: {
    bucket: "dst",
    location: "oss-cn-beijing",
    transferType: "internal",
  },
  historicalObjectReplication: "enabled",
  adopt: "r-1",
  // OSS does not show userTaggings, syncRole, sourceSelectionCriteria, encryptionConfiguration: add what the rule has.
});
new oss.ReplicationRtc("to-dst-app-audit-rtc", { rule: toDstAppAudit });

new oss.ReplicationRule("to-dst2", {
  bucket: "${bucket}",
  region: "cn-hangzhou",
  userTaggings: {
    filterType: "OR",
    tags: [{ key: "env", value: "prod" }],
  },
  action: "ALL",
  destination: {
    bucket: "dst2",
    location: "oss-cn-beijing",
    transferType: "internal",
  },
  historicalObjectReplication: "disabled",
  syncRole: "oss-repl",
  sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
  encryptionConfiguration: { replicaKmsKeyId: "key-1" },
  adopt: "r-2",
});
`);
  });

  it("reaches OSS as the command did, and never says with which keys", async () => {
    to("dst");
    const { out } = await imported(
      ...(["typescript", "--endpoint", emulator.endpoint, "--network", "internal"] as const),
      ...["--profile", "europe\nprocess.exit()", "--allow-http"],
    );
    expect(out).toContain(`  endpoint: "${emulator.endpoint}",\n  network: "internal",\n`);
    expect(out).toContain("// First run `pulumi config set oss:profile europe\\u{a}process.exit()`.\n");
    expect(out).toContain("// First run `pulumi config set oss:allowHttp true`.\n");
    expect(out).not.toContain(keys.accessKeyId);
    expect(out).not.toContain(keys.accessKeySecret);
  });

  it("is a program whatever OSS shows: nothing ends a text or a comment", async () => {
    const prefixes = ['"+process.exit()+"', "\u2028*/\u202e", "$\u007b1}`\\", "\u0085"];
    to("dst", { id: 'r"-1', prefixes });
    const { out } = await imported("typescript");
    const source = ts.createSourceFile("index.ts", out, ts.ScriptTarget.ES2022, true);
    expect((source as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics).toEqual([]);
    expect(source.statements).toHaveLength(2);
    const texts: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteral(node)) texts.push(node.text);
      ts.forEachChild(node, visit);
    };
    visit(source);
    expect(texts).toEqual(expect.arrayContaining([...prefixes, 'r"-1']));
    expect(out.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  });
});

/** Each option of how OSS is reached but the region, which each resource has: `satisfies` keeps the list whole. */
const reach = Object.values({
  region: [],
  endpoint: ["--endpoint", "oss.example.com"],
  network: ["--network", "internal"],
  profile: ["--profile", "europe"],
  roleArn: ["--role-arn", "acs:ram::1001:role/deploy"],
  allowHttp: ["--allow-http"],
} satisfies Record<keyof ReachOptions, string[]>).filter(({ length }) => length > 0);

it.each(reach)("what is imported is reached by %s as it was found", async (...[option = "", value]) => {
  to("dst");
  const name = option.slice(2).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const importing = await imported("pulumi-import", option, ...(value === undefined ? [] : [value]));
  expect(importing.err).toContain(`pulumi config set oss-replication:${name} ${value ?? true}`);
  const program = await imported("typescript", option, ...(value === undefined ? [] : [value]));
  expect(program.out).toMatch(new RegExp(`(oss:${name} |${name}: ")${value ?? true}[\`"]`));
});

it.each([
  [["yaml"], 2, "--format"],
  [["typescript", "--json"], 2, "--json"],
  [["typescript", "--bucket", "nosuchbucket"], 1, "NoSuchBucket"],
])("%j ends with %d and one line", async (more, code, message) => {
  const [format = "", ...options] = more;
  const result = await imported(format, ...options);
  expect(result).toMatchObject({ code, out: "" });
  expect(result.err).toContain(message);
});
