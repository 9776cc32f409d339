import type { Emulator, Fault } from "oss-replication-emulator";
import { closedPort, credentials, denied, keys, noCredentials, wrongSecret } from "./support/badSettings";
import { ours } from "./support/ours";
import type { Deployment } from "./support/stackFiles";
import { newWorld, rule, type World } from "./support/world";

const near = { bucket: "near", location: "oss-cn-hangzhou" };
const far = { bucket: "far", location: "oss-ap-southeast-1", transferType: "oss_acc" };
const beijing = (bucket: string) => ({ bucket, location: "oss-cn-beijing" });
const key = { encryptionConfiguration: { replicaKmsKeyId: "a-key" } };
const kmsObjects = { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } } };
const withRtc = (args: Record<string, unknown>) =>
  `const bad = ${rule(args)} new oss.ReplicationRtc("rtc", { rule: bad });`;

/** A rule that is there before, and that every bad program has too. */
const kept = rule({ bucket: "src2", destination: beijing("dst2") }, { name: "kept" });

let world: World;
let before: Deployment;

beforeAll(async () => {
  world = await newWorld({ accounts: [keys] });
  world.emulator.createBucket("theirs", "cn-hangzhou", { accountId: "2" });
  world.emulator.createBucket("theirs-too", "cn-beijing", { accountId: "2" });
  const project = world.project(kept, { env: credentials });
  await project.up();
  before = project.exportState();
});

afterEach(() => world.emulator.clearFaults());

interface BadInput {
  what: string;
  program: string;
  env?: NodeJS.ProcessEnv;
  fault?: Fault;
  /** Where it is told: in the preview already, or only when it is tried. */
  at: "preview" | "apply";
  /** What was attempted, on what, and what to do. */
  says: RegExp;
}

const table: BadInput[] = [
  {
    what: "a misspelt action",
    program: rule({ action: "Put" }),
    at: "preview",
    says: /'rule': property action .*`action` is "Put"; it must be "ALL" .*, "PUT" .* "DELETE" and "ABORT", in capitals\./,
  },
  {
    what: "overlapping prefixes",
    program: rule({ prefixSet: { prefixes: ["a/", "a/b/"] } }),
    at: "preview",
    says: /'rule' .*"a\/" and "a\/b\/" overlap, .*leave out "a\/b\/"/,
  },
  {
    what: "a source that is its own target",
    program: rule({ destination: { ...near, bucket: "src" } }),
    at: "preview",
    says: /'rule' .*src cannot be its own target, .*name another bucket in `destination.bucket`/,
  },
  {
    what: "a location that OSS does not offer",
    program: rule({ destination: { bucket: "dst", location: "oss-cn-nowhere" } }),
    at: "preview",
    says: /'rule' .*does not offer oss-cn-nowhere as a target for bucket src .*It offers .*oss-cn-beijing/,
  },
  {
    what: "oss_acc inside a region",
    program: rule({ destination: { ...near, transferType: "oss_acc" } }),
    at: "preview",
    says: /'rule' .*"oss_acc" is for targets in another region, .*leave it out, or say "internal"/,
  },
  {
    what: "RTC to a region that has none",
    program: withRtc({ destination: far }),
    at: "preview",
    says: /'rtc' .*from oss-cn-hangzhou to oss-ap-southeast-1\. For bucket src .*Remove this ReplicationRtc, or replicate to one of those/,
  },
  {
    what: "RTC inside a region",
    program: withRtc({ destination: near }),
    at: "preview",
    says: /'rtc' .*its rule of bucket src copies within oss-cn-hangzhou: remove this ReplicationRtc/,
  },
  {
    what: "KMS settings that OSS would drop for want of a role",
    program: rule({ ...kmsObjects, ...key }),
    at: "preview",
    says: /'rule' .*OSS would drop the KMS settings .*no `syncRole`: name the RAM role/,
  },
  {
    what: "a KMS key that OSS would drop since its objects are left out",
    program: rule({ ...key, syncRole: "a-role" }),
    at: "preview",
    says: /'rule' .*OSS would drop `encryptionConfiguration` .*add `sourceSelectionCriteria.*or leave out the key/,
  },
  {
    what: "no credentials",
    program: rule(),
    env: noCredentials,
    at: "preview",
    says: /'rule' .*GetBucketInfo on bucket src failed with NoCredentials: .*set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET.*`pulumi config set oss:checks off`/,
  },
  {
    what: "a wrong secret",
    program: rule(),
    env: { OSS_ACCESS_KEY_SECRET: wrongSecret },
    at: "preview",
    says: /'rule' .*GetBucketInfo on bucket src failed with SignatureDoesNotMatch .*check the access key secret/,
  },
  {
    what: "an unknown access key",
    program: rule(),
    env: { OSS_ACCESS_KEY_ID: "LTAIUNKNOWN" },
    at: "preview",
    says: /'rule' .*GetBucketInfo on bucket src failed with InvalidAccessKeyId .*check which credentials are in use/,
  },
  {
    what: "a caller without permission",
    program: rule(),
    fault: { ...denied, bucket: "src" },
    at: "apply",
    says: /PutBucketReplication on bucket src .*failed with AccessDenied .*give the caller the RAM action/,
  },
  {
    what: "a closed port",
    program: rule(),
    env: closedPort,
    at: "apply",
    says: /PutBucketReplication on bucket src .*failed with NetworkError \(3 attempts in \d+ s\): ECONNREFUSED while calling 127\.0\.0\.1:9\. .*check the endpoint's host and port/,
  },
  {
    what: "a source bucket that does not exist",
    program: rule({ bucket: "nosuch" }),
    at: "preview",
    says: /'rule' .*`bucket` is nosuch, .*bucket nosuch failed with NoSuchBucket .*check the bucket's name and that the region is the bucket's own/,
  },
  {
    what: "a target bucket that does not exist",
    program: rule({ destination: beijing("nosuch") }),
    at: "preview",
    says: /'rule' .*`destination.bucket` is nosuch, .*bucket nosuch failed with NoSuchBucket .*check the bucket's name/,
  },
  {
    what: "a name that no bucket has had since the present naming rule",
    program: rule({ destination: beijing("no_such_bucket") }),
    at: "preview",
    says: /'rule' .*`destination.bucket` is no_such_bucket, .*NoSuchBucket .*3 to 63 characters of a-z, 0-9 and "-"/,
  },
  {
    what: "a wrong region",
    program: rule({ region: "cn-shanghai" }),
    at: "preview",
    says: /'rule' .*Bucket src is not in the region cn-shanghai, .*correct `region`.*GetBucketInfo on bucket src failed with InvalidArgument .*0002-00000226/,
  },
  {
    what: "a wrong target location",
    program: rule({ destination: { bucket: "dst", location: "oss-cn-shanghai" } }),
    at: "preview",
    says: /'rule' .*target bucket dst is not in oss-cn-shanghai, .*correct `destination.location`/,
  },
  {
    what: "RTC of a rule by id in a wrong region",
    program: `new oss.ReplicationRtc("rtc", { bucket: "src", region: "cn-shanghai", ruleId: "r" });`,
    at: "preview",
    says: /'rtc' .*Bucket src is not in the region cn-shanghai, .*correct `region`/,
  },
  {
    what: "a source bucket of another account",
    program: rule({ bucket: "theirs", syncRole: "a-role" }),
    at: "preview",
    says: /'rule' .*`bucket` is theirs, a bucket of another account\. GetBucketInfo on bucket theirs failed with AccessDenied/,
  },
  {
    what: "a target bucket of another account, without a role",
    program: rule({ destination: beijing("theirs-too") }),
    at: "preview",
    says: /'rule' .*`destination.bucket` is theirs-too, a bucket of another account\..* name a `syncRole`/,
  },
];

it.each(table)("$what is told in one paragraph, in the $at, and nothing is changed", async (row) => {
  const { program, env, fault, at, says } = row;
  const project = world.project(kept + program, { env: { ...credentials, ...env } });
  project.importState(before);
  const had = ours(project);
  const rules = allRules(world.emulator);
  const sent = writes(world.emulator);
  if (fault) world.emulator.addFault(fault);

  const { output } = await project.run(["up", "--yes"], "failure");

  expect(output.includes("Updating (dev)")).toBe(at === "apply");
  expect(errors(output)).toEqual([expect.stringMatching(says)]);
  expect(output).not.toMatch(/^\s+at \S/m);
  for (const secret of [keys.accessKeySecret, wrongSecret]) expect(output).not.toContain(secret);
  expect(ours(project)).toEqual(had);
  expect(allRules(world.emulator)).toEqual(rules);
  expect(writes(world.emulator)).toBe(sent);
});

/** The paragraphs of the errors, without the engine's own "update failed" and with its heading, which names the resource. */
function errors(output: string): string[] {
  const diagnostics = output.slice(output.lastIndexOf("Diagnostics:"));
  const paragraphs = diagnostics.split(/\n\s*\n/).flatMap((part) => part.split(/^\s*(?=error: )/m).slice(1));
  return paragraphs.map((text) => text.trim()).filter((text) => text !== "error: update failed");
}

function allRules(emulator: Emulator): unknown[] {
  return ["src", "src2"].map((bucket) =>
    emulator.rules(bucket).map(({ id, prefixes }) => ({ id, prefixes })),
  );
}

/** Those that OSS has carried out. */
function writes({ requests }: Emulator): number {
  return requests.filter(({ method, code }) => method !== "GET" && code === undefined).length;
}
