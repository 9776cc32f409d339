import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseConfig, readConfig } from "../../../emulator/config/read";
import { get, rtc } from "./support/calls";
import { at, send } from "./support/client";
import { endAll, ready, run } from "./support/command";

const folder = mkdtempSync(join(tmpdir(), "emulator-config-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(endAll);

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const whole = `
accounts:
  - { accessKeyId: A, accessKeySecret: a, accountId: "1" }
  - { accessKeyId: STS.b, accessKeySecret: b, securityToken: t, tokenExpiresAt: 1, disabled: false }
locations: [cn-new]
timeScale: 60
timings: { startingMs: 0, closingMs: 600000, historyMs: 2, rtcMs: 3 }
switches: { ruleIds: ignore, requireRuleIdForProgress: true, syncRoles: [oss-sync] }
buckets:
  - name: src
    location: cn-hangzhou
    versioning: Enabled
    stat: { storage: 1099511627776, objectCount: 12 }
    rules:
      - id: to-dst
        destination: { bucket: dst }
        prefixes: [a/, b/]
        userTaggings: { filterType: OR, tags: [{ key: k, value: v }] }
        rtc: enabled
        status: doing
      - destination: { bucket: gone, location: cn-shenzhen, transferType: internal }
        status: closing
  - { name: dst, location: cn-beijing, versioning: Enabled }
  - { name: new, location: cn-new, accountId: "2" }
  - { name: my_old_bucket, location: cn-hangzhou, oldName: true }
`;

test("all of it is there from the first answer on", async () => {
  const emulator = await ready(run("--config", file("whole.yaml", whole)));
  const signing = { accessKeyId: "A", accessKeySecret: "a" };
  const call = { signing };
  const stat = at(await get(emulator, "stat", call), "BucketStat");
  expect(stat).toMatchObject({ Storage: "1099511627776", ObjectCount: "12" });
  expect(at(await get(emulator, "replication", call), "ReplicationConfiguration.Rule")).toMatchObject([
    {
      ID: "to-dst",
      Status: "doing",
      PrefixSet: { Prefix: ["a/", "b/"] },
      Destination: { Bucket: "dst", Location: "oss-cn-beijing" },
      UserTaggings: { FilterType: "OR", UserTagging: { Key: "k", Value: "v" } },
      RTC: { Status: "enabled" },
    },
    { Status: "closing", Destination: { Bucket: "gone", Location: "oss-cn-shenzhen" } },
  ]);
  expect(at(await get(emulator, "replicationProgress", call), "Error.Code")).toBe("MissingArgument");
  const listed = at(
    await send(emulator, { method: "GET", signing }),
    "ListAllMyBucketsResult.Buckets.Bucket",
  );
  expect((listed as { Name: string }[]).map(({ Name }) => Name)).toEqual(["dst", "my_old_bucket", "src"]);
  const expired = { accessKeyId: "STS.b", accessKeySecret: "b", securityToken: "t" };
  expect(at(await get(emulator, "stat", { signing: expired }), "Error.Code")).toBe("SecurityTokenExpired");
});

test("JSON is a config too, and options are added to it or count before it", async () => {
  const config = { switches: { ruleIds: "refuse" }, buckets: [{ name: "src", location: "cn-hangzhou" }] };
  const path = file("config.json", JSON.stringify(config, null, "\t"));
  const emulator = await ready(run("--config", path, "--rule-ids", "honour", "--bucket", "dst:cn-beijing"));
  const rule =
    "<ID>mine</ID><Destination><Bucket>dst</Bucket><Location>oss-cn-beijing</Location></Destination>";
  const body = `<ReplicationConfiguration><Rule>${rule}</Rule></ReplicationConfiguration>`;
  const answer = await send(emulator, { method: "POST", bucket: "src", query: "replication&comp=add", body });
  expect(answer.headers["x-oss-replication-rule-id"]).toBe("mine");
  expect((await rtc(emulator, "mine", "enabled")).status).toBe(200);
});

const bucket = (more: object = {}) => ({ name: "src", location: "cn-hangzhou", ...more });
const rule = (more: object = {}) => ({
  buckets: [bucket({ rules: [{ destination: { bucket: "src" }, ...more }] })],
});

test.each<[string, object | string, string]>([
  ["a name that is not known", { bucket: [] }, 'Unrecognized key: "bucket"'],
  ["a name on more than one line", { "a\nb\u2028": 1 }, 'Unrecognized key: "a\\nb\u2028"'],
  [
    "a name deeper inside",
    { buckets: [bucket({ versionning: 1 })] },
    'buckets[0]: Unrecognized key: "versionning"',
  ],
  [
    "another type",
    { buckets: [bucket(), bucket({ name: 7 })] },
    "buckets[1].name: Invalid input: expected string, received number",
  ],
  [
    "an account id that YAML takes for a number",
    "accounts: [{ accessKeyId: a, accessKeySecret: b, accountId: 7 }]",
    "accounts[0].accountId: Invalid input: expected string, received number",
  ],
  ["no accounts", { accounts: [] }, "accounts: Too small: expected array to have >=1 items"],
  [
    "a time that runs backwards",
    { timings: { startingMs: -1 } },
    "timings.startingMs: Too small: expected number to be >=0",
  ],
  [
    "half an object",
    { buckets: [bucket({ stat: { objectCount: 0.5 } })] },
    "buckets[0].stat.objectCount: Invalid input: expected int, received number",
  ],
  [
    "another word",
    { switches: { ruleIds: "keep" } },
    'switches.ruleIds: Invalid option: expected one of "honour"|"ignore"|"refuse"',
  ],
  [
    "two faults",
    { timeScale: 0, locations: 1 },
    "locations: Invalid input: expected array, received number (and 1 more)",
  ],
  ["a bucket twice", { buckets: [bucket(), bucket()] }, "buckets[1].name: src is there twice"],
  [
    "a key twice",
    { accounts: [1, 2].map(() => ({ accessKeyId: "a", accessKeySecret: "b" })) },
    "accounts[1].accessKeyId: a is there twice",
  ],
  [
    "a rule's id twice",
    { buckets: [bucket({ rules: ["a", "b", "a"].map((id) => ({ id, destination: { bucket: "src" } })) })] },
    "buckets[0].rules[2].id: a is there twice",
  ],
  [
    "what no put may say",
    rule({ action: "put" }),
    "buckets[0].rules[0]: Action must be ALL or a list of PUT, DELETE and ABORT.",
  ],
  [
    "what a switch asks of a put",
    { ...rule(), switches: { requireSyncRole: true } },
    "buckets[0].rules[0]: SyncRole is missing.",
  ],
  [
    "a target whose location nobody knows",
    rule({ destination: { bucket: "dst" } }),
    "buckets[0].rules[0].destination.location: it must be given, for dst is not in this file",
  ],
  ["nothing", "", "Invalid input: expected object, received null"],
  [
    "not YAML",
    "buckets: [",
    "Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 11",
  ],
  ["a name twice", "timeScale: 1\ntimeScale: 2", "Map keys must be unique at line 2, column 1"],
  [
    "two documents",
    "timeScale: 1\n---\ntimeScale: 2",
    "Source contains multiple documents; please use YAML.parseAllDocuments() at line 2, column 1",
  ],
  [
    "an anchor that is not there",
    "buckets: *none",
    "Unresolved alias (the anchor must be set before the alias): none",
  ],
])("wrong: %s", (_, config, message) => {
  const text = typeof config === "string" ? config : JSON.stringify(config);
  expect(() => parseConfig(text)).toThrow(new Error(message));
});

test("aliases that would fill the memory", () => {
  const levels = Array.from(
    { length: 12 },
    (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(",")}]`,
  );
  expect(() => parseConfig(["a0: &a0 [x]", ...levels].join("\n"))).toThrow("Excessive alias count");
});

test.each([
  ["none.yaml", "there is no such file"],
  ["", "it cannot be read (EISDIR)"],
])("a file that cannot be read: %p", (name, message) => {
  const path = join(folder, name);
  expect(() => readConfig(path)).toThrow(new Error(`${path}: ${message}`));
});

test.each([
  ["wrong.yaml", "timeScale: fast", "timeScale: Invalid input: expected number, received string"],
  [
    "place.yaml",
    "buckets: [{ name: src, location: cn-atlantis }]",
    "buckets[0]: cn-atlantis is not a location the emulator knows",
  ],
  ["name.yaml", "buckets: [{ name: S, location: cn-hangzhou }]", "buckets[0]: S is not a bucket name"],
])("the command tells it in one line and ends with 2: %s", async (name, text, message) => {
  const path = file(name, text);
  expect(await run("--config", path).done).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: `error: ${path}: ${message}\n`,
  });
});
