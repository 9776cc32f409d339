import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ours } from "./support/ours";
import type { Project } from "./support/project";
import { newWorld, rule, text } from "./support/world";

const keys = {
  accessKeyId: "LTAISECRETSTEST",
  accessKeySecret: "access-key-secret-of-the-test",
  securityToken: "security-token-of-the-test",
};
const wrongSecret = "wrong-access-key-secret-of-the-test";
const credentials = {
  OSS_ACCESS_KEY_ID: keys.accessKeyId,
  OSS_ACCESS_KEY_SECRET: keys.accessKeySecret,
  OSS_SESSION_TOKEN: keys.securityToken,
};

it("no credential gets into the state, its history, the event log or the output, after a refused signature neither", async () => {
  const { emulator, project } = await newWorld({ accounts: [keys] });
  const stack = project(`const r = ${rule()} new oss.ReplicationRtc("rtc", { rule: r });`, {
    // The event log is a flag for debugging.
    env: { ...credentials, PULUMI_DEBUG_COMMANDS: "true" },
  });
  const log = (name: string) => ["--event-log", join(stack.folder, `${name}.events`)];
  const outputs: string[] = [];
  const keep = ({ output }: { output: string }) => outputs.push(output);

  keep(await stack.up(log("up")));
  keep(await stack.refresh(log("refresh")));
  stack.env.OSS_ACCESS_KEY_SECRET = wrongSecret;
  keep(await stack.refresh(log("refused-refresh"), "failure"));
  keep(await stack.destroy(log("refused-destroy"), "failure"));
  stack.setProgram(text(another));
  keep(await stack.preview(log("refused-preview"), "failure"));
  keep(await stack.up(log("refused-up"), "failure"));

  const refused = emulator.requests.filter(({ code }) => code === "SignatureDoesNotMatch");
  expect(refused.map(({ operation }) => operation)).toEqual(
    expect.arrayContaining(["GetBucketReplication", "PutBucketRTC", "GetBucketInfo", "PutBucketReplication"]),
  );
  expect(Object.keys(ours(stack))).toEqual(["rule", "rtc"]);
  expect(outputs.join("\n")).not.toMatch(/^\s+at \S/m);
  const written = filesOf(stack);
  expect(written.length).toBeGreaterThan(6);
  for (const file of [...written, ...outputs]) {
    for (const credential of [...Object.values(keys), wrongSecret]) expect(file).not.toContain(credential);
  }
});

const another = rule({ destination: { bucket: "dst2", location: "oss-cn-beijing" } }, { name: "another" });

it("a secret argument reaches OSS, stays ciphertext in the state, and shows no change", async () => {
  const { emulator, project } = await newWorld();
  const role = "role-that-is-secret";
  const program = (syncRole: string) => `
    new oss.ReplicationRule("rule", {
      bucket: "src",
      destination: { bucket: "dst", location: "oss-cn-beijing" },
      syncRole: pulumi.secret(${JSON.stringify(syncRole)}),
    });`;
  const stack = project(program(role));

  const up = await stack.up();
  const made = stack.stateText();
  const refresh = await stack.refresh(["--expect-no-changes"]);
  const refreshed = stack.stateText();
  await stack.preview(["--expect-no-changes"]);
  stack.setProgram(text(program(`other-${role}`)));
  const change = await stack.preview(["--diff"]);

  expect(emulator.rules("src")).toMatchObject([{ syncRole: role }]);
  expect(ours(stack).rule).toMatchObject({
    inputs: { syncRole: { ciphertext: expect.any(String) } },
    outputs: { syncRole: { ciphertext: expect.any(String) } },
  });
  for (const shown of [made, refreshed, up.output, refresh.output, change.output]) {
    expect(shown).not.toContain(role);
  }
  expect(change.output).toMatch(/syncRole\s*: \[secret\] => \[secret\]/);
});

it("a secret argument stands in no message: of a failed check, a note, a refusal, nor in JSON", async () => {
  const { emulator, project } = await newWorld();
  const secret = (args: Record<string, string>) => {
    const texts = Object.entries({
      bucket: '"src"',
      destination: '{ bucket: "dst", location: "oss-cn-beijing" }',
      ...args,
    });
    return `new oss.ReplicationRule("rule", { ${texts.map(([name, value]) => `${name}: ${value}`).join(", ")} });`;
  };
  const cases: [string, string][] = [
    [
      "cn-hangzhou:1:key/secret-key",
      secret({
        syncRole: '"role"',
        sourceSelectionCriteria: '{ sseKmsEncryptedObjects: { status: "Enabled" } }',
        encryptionConfiguration: '{ replicaKmsKeyId: pulumi.secret("acs:kms:cn-hangzhou:1:key/secret-key") }',
      }),
    ],
    ["/secret-prefix", secret({ prefixSet: '{ prefixes: [pulumi.secret("/secret-prefix")] }' })],
    ["secret-source", secret({ bucket: 'pulumi.secret("secret-source")' })],
    [
      "secret-target",
      secret({ destination: '{ bucket: pulumi.secret("secret-target"), location: "oss-cn-beijing" }' }),
    ],
    ["oss-cn-secret", secret({ destination: 'pulumi.secret({ bucket: "dst", location: "oss-cn-secret" })' })],
  ];
  const stack = project(cases[0]?.[1] ?? "");
  for (const [value, program] of cases) {
    stack.setProgram(text(program));
    for (const shown of [await stack.preview([], "failure"), await stack.preview(["--json"], "failure")]) {
      expect(shown.output).toContain("(secret)");
      expect(shown.output).not.toContain(value);
    }
  }
  emulator.addFault({
    kind: "refuse",
    status: 400,
    operation: "PutBucketReplication",
    code: "InvalidArgument",
    message: "no role good-role here",
    times: 9,
  });
  stack.setProgram(text(secret({ syncRole: 'pulumi.secret("good-role")' })));
  stack.setConfig("oss:checks", "off");
  const refused = await stack.up([], "failure");
  expect(refused.output).toContain("no role (secret) here");
  expect(refused.output).not.toContain("good-role");
});

/** All that the engine wrote, in the whole folder, but the programs. */
function filesOf(project: Project): string[] {
  const entries = readdirSync(project.folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
}
