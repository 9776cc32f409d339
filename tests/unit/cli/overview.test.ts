import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, manualClock, startEmulator } from "oss-replication-emulator";
import { environment, ran } from "../operate/support/command";

const HOUR = 3_600_000;

/** What was copied last was copied 26 hours and a half ago. */
const clock = manualClock(Date.now() - 26.5 * HOUR);
const folder = mkdtempSync(join(tmpdir(), "oss-overview-"));
let emulator: Emulator;

beforeAll(async () => {
  const other = { accessKeyId: "other", accessKeySecret: "other", accountId: "99" };
  const mine = { accessKeyId: "LTAIEXAMPLE", accessKeySecret: "demo-sk", accountId: "1" };
  emulator = await startEmulator({ clock, accounts: [mine, other] });
  for (const name of ["src", "src2", "idle"]) emulator.createBucket(name, "cn-hangzhou");
  for (const name of ["src10", "busy"]) emulator.createBucket(name, "cn-shanghai");
  for (const name of ["dst", "dst2"]) emulator.createBucket(name, "cn-beijing");
  emulator.createBucket("foreign", "cn-beijing", { accountId: "99" });
  emulator.setVersioning("dst2", "Enabled");
  const to = (bucket: string) => ({ destination: { bucket, location: "oss-cn-beijing" } });
  emulator.addRule("src", { id: "r-late", ...to("dst"), prefixes: ["a/", "b/"], status: "doing" });
  emulator.addRule("src", { id: "r-going", ...to("foreign"), status: "closing" });
  emulator.addRule("src2", { id: "r-unequal", ...to("dst2"), status: "starting" });
  emulator.addRule("src10", { id: "0123456789abcdef-0123456789abcdef", ...to("lost"), status: "starting" });
  emulator.addRule("src10", {
    ...{ id: "r-fine", ...to("foreign"), status: "starting", action: "PUT" },
    historicalObjectReplication: "disabled",
  });
  writeFileSync(state, JSON.stringify({ version: 3, deployment: { resources: owned } }));
});
afterAll(async () => {
  await emulator.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => emulator.clearFaults());

const state = join(folder, "state.json");
const owned = [
  ["late", "r-late", "src", "dst"],
  ["lost", "r-lost", "src2", "dst"],
].map(([name, id, bucket, target]) => ({
  type: "oss-replication:index:ReplicationRule",
  urn: `urn:pulumi:prod::shop::oss-replication:index:ReplicationRule::${name}`,
  id,
  outputs: { bucket, region: "cn-hangzhou", destination: { bucket: target, location: "oss-cn-beijing" } },
}));

async function overview(...args: string[]) {
  const before = emulator.requests.length;
  const result = await ran(["overview", ...args], environment(emulator));
  const sent = emulator.requests.slice(before);
  expect(sent.filter(({ method }) => method !== "GET")).toEqual([]);
  return { ...result, out: result.out.replace(/ at 20[\dT:.-]+Z\./, " at TIME."), sent };
}

test("every rule of the account, what is wrong with them first, and who owns them", async () => {
  const { code, out, err, sent } = await overview("--all", "--state", state);
  expect(
    out,
  ).toBe(`5 rules, 7 buckets, 5 problems at TIME. The state owns 1 of the rules, another stack 1, nobody 3.

rule-gone: The state has rule r-lost from src2 to dst (resource lost), and OSS has not: nothing is copied by it. Find out who removed it. \`pulumi refresh\` and then \`pulumi up\` put it again.
target-gone: Rule 0123456789abcdef-0123456789abcdef from src10 to lost: the target bucket lost does not exist, so that nothing can be copied. Make the bucket again in oss-cn-beijing, then the rule; or delete the rule.
closing: Rule r-going from src to foreign: it is deleted, copies nothing any more, and OSS is clearing it. If it is meant to be, put it again once OSS has cleared it, which takes minutes.
versioning: Rule r-unequal from src2 to dst2: Bucket dst2 has versioning and bucket src2 has not. OSS replicates only between buckets that are equal in this: enable it for src2. OSS refuses a change of versioning while there is a rule, so one of the buckets was made anew, or changed by other means: find out which before you change anything.
lag: Rule r-late from src to dst: what was written in the last 1d 2h may not be copied, and the limit is 1d. Watch it with \`oss-replication progress --watch\`. If it does not go down, look at the role's permissions, the KMS key and the bandwidth of the region pair.

PROBLEM      SOURCE  TARGET   REGIONS                   OBJECTS    ACTION  STATUS    HISTORY     LAG    RTC       RULE                               STATE
rule-gone    src2    dst      cn-hangzhou               -          -       -         -           -      -         r-lost
target-gone  src10   lost     cn-shanghai > cn-beijing  (all)      ALL     starting  -           -      disabled  0123456789abcdef-0123456789abcdef  another stack
closing      src     foreign  cn-hangzhou > cn-beijing  (all)      ALL     closing   -           -      disabled  r-going                            nobody
versioning   src2    dst2     cn-hangzhou > cn-beijing  (all)      ALL     starting  -           -      disabled  r-unequal                          nobody
lag          src     dst      cn-hangzhou > cn-beijing  "a/","b/"  ALL     doing     0.0 %       1d 2h  disabled  r-late                             late
-            src10   foreign  cn-shanghai > cn-beijing  (all)      PUT     starting  not copied  -      disabled  r-fine                             nobody

Without a rule: busy, dst, dst2, idle.
`);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  // The list, 7 buckets, 4 rules that are not closing, 3 sources with such rules and 4 targets.
  expect(sent).toHaveLength(1 + 7 + 4 + 3 + 4);
});

test("a bucket that cannot be read is a row, hides none of the others, and makes the command fail", async () => {
  const denied = { kind: "refuse", status: 403, code: "AccessDenied" } as const;
  emulator.addFault({ ...denied, operation: "GetBucketReplication", bucket: "src2" });
  const { code, out } = await overview("--bucket", "src", "src2", "nosuchbucket", "cn-shanghai/src10");
  expect(code).toBe(1);
  expect(out).toMatch(/^bucket-gone: Bucket nosuchbucket does not exist\./m);
  expect(out).toMatch(
    /^bucket-unread: Bucket src2 could not be read, so that nobody knows what its rules do: GetBucketReplication on bucket src2 failed with AccessDenied .* `oss-replication doctor --bucket src2 --region cn-hangzhou` looks for the reason\.$/m,
  );
  expect(out).toMatch(/^bucket-unread {2}src2 +- /m);
  for (const id of ["r-late", "r-going", "r-fine"]) expect(out).toContain(id);
  expect(out).not.toContain("Without a rule");
});

test("a rule whose progress cannot be read is shown, its lag unknown, and makes the command fail", async () => {
  emulator.addFault({
    kind: "refuse",
    status: 403,
    code: "AccessDenied",
    operation: "GetBucketReplicationProgress",
  });
  const { code, out } = await overview("--bucket", "src");
  expect(code).toBe(1);
  expect(out).toMatch(/^progress-unread +src +dst .* doing +unknown +unknown +disabled +r-late$/m);
});

test("bucket information that may not be read hides no rules, is told once a region, and makes the command fail", async () => {
  emulator.addFault({
    kind: "refuse",
    status: 403,
    code: "AccessDenied",
    operation: "GetBucketInfo",
    times: 9,
  });
  const { code, out } = await overview("--bucket", "src2", "cn-shanghai/src10");
  expect(code).toBe(1);
  expect(out).toMatch(/^3 rules, 2 buckets, 3 problems at TIME\.\n/);
  expect(out.match(/^info-unread: .*$/gm)).toEqual([
    expect.stringMatching(/src2 in oss-cn-hangzhou .* AccessDenied/),
    expect.stringMatching(/dst2, lost, foreign in oss-cn-beijing/),
    expect.stringContaining("src10 in oss-cn-shanghai"),
  ]);
  expect(out).toMatch(/^info-unread +- +- +cn-beijing /m);
});

test("the limit of the lag is the user's, and a problem makes a pipeline fail where it wants that", async () => {
  const late = await overview("--bucket", "src2", "--fail-on-problem");
  expect(late).toMatchObject({ code: 3, out: expect.stringContaining("versioning:") });
  const bearable = await overview("--bucket", "src", "--lag", "48h", "--json");
  expect(JSON.parse(bearable.out).problems.map(({ kind }: { kind: string }) => kind)).toEqual(["closing"]);
  expect((await overview("--bucket", "idle", "--fail-on-problem")).code).toBe(0);
});

test("a rule whose bucket the state keeps as a secret is not passed over, nor a state without rules", async () => {
  const file = join(folder, "other.json");
  const write = (resources: object[]) => writeFileSync(file, JSON.stringify({ deployment: { resources } }));
  write([{ ...owned[1], outputs: { bucket: { ciphertext: "v1:x" } } }]);
  const secret = await overview("--state", file);
  expect(secret).toMatchObject({ code: 1, sent: [] });
  expect(secret.out).toMatch(
    /^rule-not-checked: The state keeps the bucket of rule r-lost \(resource lost\)/m,
  );
  write([{ ...owned[1], delete: true }]);
  const empty = await overview("--state", file, "--json");
  expect(empty.err).toContain("the state has no rule");
  expect(JSON.parse(empty.out).summary.stateRules).toBe(0);
});

test("JSON has the documented fields", async () => {
  const { out } = await overview("--state", state, "--json");
  const { at, rules, ...rest } = JSON.parse(out);
  expect(new Date(at).toISOString()).toBe(at);
  expect(rest).toMatchObject({
    summary: { buckets: 2, rules: 3, problems: 4, stateRules: 2 },
    problems: [
      { kind: "rule-gone", bucket: "src2", region: "cn-hangzhou", ruleId: "r-lost", target: "dst" },
      { kind: "closing", message: expect.any(String), next: expect.any(String) },
      { kind: "versioning" },
      { kind: "lag" },
    ],
    withoutRules: [],
  });
  const late = rules.find(({ ruleId }: { ruleId: string }) => ruleId === "r-late");
  expect(late).toEqual({
    bucket: "src",
    region: "cn-hangzhou",
    ruleId: "r-late",
    status: "doing",
    destination: { bucket: "dst", location: "oss-cn-beijing", transferType: "internal" },
    targetRegion: "cn-beijing",
    targetSeen: "there",
    prefixes: ["a/", "b/"],
    action: "ALL",
    historicalObjectReplication: "enabled",
    rtcStatus: "disabled",
    historicalObject: 0,
    newObject: expect.stringMatching(/Z$/),
    lagSeconds: expect.any(Number),
    lagLimitSeconds: 86_400,
    owner: "state",
    resource: { name: "late", urn: "urn:pulumi:prod::shop::oss-replication:index:ReplicationRule::late" },
    problems: ["lag"],
  });
});

test("without the permission to list buckets, --all says which it is, and what else there is", async () => {
  emulator.addFault({ kind: "refuse", status: 403, code: "AccessDenied", operation: "ListBuckets" });
  const { code, out, err } = await overview("--all");
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toContain("--all needs the RAM action oss:ListBuckets");
  expect(err).toContain("name the buckets with --bucket");
});

test.each([
  [[], "Name source buckets with --bucket"],
  [["--bucket", "src", "--lag", "soon"], "--lag soon is not a duration"],
  [["--bucket", "src", "--all"], "cannot be used with"],
  [["--bucket", "a/b/c"], "neither BUCKET nor REGION/BUCKET"],
  [["--state", join(folder, "none.json")], "cannot be read"],
])("wrong use ends with 2: %j", async (args, text) => {
  expect(await overview(...args)).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringContaining(text),
    sent: [],
  });
});
