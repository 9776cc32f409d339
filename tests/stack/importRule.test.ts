import { join } from "node:path";
import execa from "execa";
import type { EmulatedRule, Emulator } from "oss-replication-emulator";
import { account, type Project } from "./support/project";
import { CLASSES, installProvider, servedRule } from "./support/served";
import { newWorld, type World } from "./support/world";

const RULE = "oss-replication:index:ReplicationRule";
const RTC = "oss-replication:index:ReplicationRtc";
const COMMAND = join(__dirname, "..", "..", "provider", "bin", "oss-replication.js");
const destination = { bucket: "dst", location: "oss-cn-beijing" };

let world: World;
let emulator: Emulator;
let project: Project;

beforeEach(async () => {
  world = await newWorld();
  emulator = world.emulator;
  project = world.project("");
  installProvider(project);
});

const imported = (type: string, name: string, id: string, expect: "success" | "failure" = "success") =>
  project.run(["import", type, name, id, "--yes", "--generate-code=false"], expect);
const writes = () => emulator.requests.filter(({ method }) => method !== "GET");
const inState = (type: string) => project.exportState().resources?.find((each) => each.type === type);
const inEffect = (bucket = "src"): EmulatedRule[] =>
  emulator.rules(bucket).filter(({ status }) => status !== "closing");
const program = (body: string) => project.setProgram(CLASSES + body);

it("brings in a rule that somebody made, with its RTC: protected, unchanged, and ours from then on", async () => {
  const id = emulator.addRule("src", { destination, prefixes: ["b/", "a/"], action: "PUT", rtc: "enabled" });

  await imported(RULE, "rule", `src/${id}`);
  await imported(RTC, "rtc", `cn-hangzhou/src/${id}`);

  expect(writes()).toEqual([]);
  const args = {
    bucket: "src",
    region: "cn-hangzhou",
    destination: { ...destination, transferType: "internal" },
    prefixSet: { prefixes: ["a/", "b/"] },
    action: "PUT",
    historicalObjectReplication: "enabled",
  };
  expect(inState(RULE)).toMatchObject({ id, protect: true });
  expect(inState(RULE)?.inputs).toEqual(args);
  expect(inState(RULE)?.outputs).toEqual(args);
  const rtcArgs = { bucket: "src", region: "cn-hangzhou", ruleId: id, status: "enabled" };
  expect(inState(RTC)).toMatchObject({ id, protect: true });
  expect(inState(RTC)?.inputs).toEqual(rtcArgs);
  expect(inState(RTC)?.outputs).toEqual(rtcArgs);

  const said = (prefixes: string[], opts: string) =>
    program(`const rule = ${servedRule({ prefixSet: { prefixes }, action: "PUT" }, opts)}
      new ReplicationRtc("rtc", { bucket: rule.bucket, ruleId: rule.id }, ${opts});`);
  said(["a/", "b/"], "{ protect: true }");
  await project.preview(["--expect-no-changes"]);
  await project.refresh(["--expect-no-changes"]);

  said(["a/", "b/"], "{}");
  await project.up();
  said(["a/", "c/"], "{}");
  await project.up();
  expect(inEffect()).toMatchObject([{ prefixes: ["a/", "c/"], rtcStatus: expect.stringMatching(/enabl/) }]);
  const [now] = inEffect();
  expect(now?.id).not.toBe(id);
  expect([inState(RULE)?.id, inState(RTC)?.id]).toEqual([now?.id, now?.id]);
  await project.refresh(["--expect-no-changes"]);
  await project.preview(["--expect-no-changes"]);
  await project.destroy();
  expect(inEffect()).toEqual([]);
});

it("says in one line why a rule cannot be imported, and writes neither at OSS nor into state", async () => {
  const id = emulator.addRule("src", { destination });
  emulator.addRule("src", {
    id: "closing",
    destination: { ...destination, bucket: "dst2" },
    status: "closing",
  });
  emulator.createBucket("theirs", "cn-hangzhou", { accountId: "1002" });
  for (const [wrong, told] of [
    [id, new RegExp(`"${id}" does not name a rule of a bucket. Import a ReplicationRule by BUCKET/RULE`)],
    ["src/", /"src\/" does not name a rule of a bucket/],
    [
      "src/nosuch",
      /There is no rule nosuch on bucket src\. List its rules with `oss-replication rules --bucket src/,
    ],
    ["src/closing", /There is no rule closing on bucket src/],
    [`nosuch/${id}`, /NoSuchBucket/],
    [`cn-beijing/src/${id}`, /bucket src failed with .* Next: set the region in which the bucket is/],
    ["theirs/any", /bucket theirs .*AccessDenied/],
  ] as const) {
    const { output } = await imported(RULE, "rule", wrong, "failure");
    // The engine says it once of the resource, and once more of the stack.
    const lines = output
      .split("\n")
      .filter((line) => /^ {4}error: /.test(line) && !line.includes("step application"));
    expect(lines).toEqual([expect.stringMatching(told)]);
    expect(output).not.toMatch(/^\s+at /m);
  }
  const { output } = await imported(RTC, "rtc", "src/nosuch", "failure");
  expect(output).toMatch(/There is no rule nosuch on bucket src/);
  expect(inState(RULE)).toBeUndefined();
  expect(writes()).toEqual([]);
}, 600_000);

it("brings in all rules of a bucket by the file that the command writes", async () => {
  const ids = ["r-1", "r-2"];
  emulator.addRule("src", { id: "r-1", destination, prefixes: ["app/"], rtc: "enabled" });
  emulator.addRule("src", { id: "r-2", destination: { ...destination, bucket: "dst2" } });
  emulator.addRule("src", {
    id: "r-3",
    destination: { bucket: "near", location: "oss-cn-hangzhou" },
    status: "closing",
  });
  const { stdout } = await execa(
    process.execPath,
    [COMMAND, "import", "--bucket", "src", "--format", "pulumi-import"],
    {
      env: project.env,
      extendEnv: false,
    },
  );
  project.write("rules.json", stdout);

  await project.run(["import", "--file", "rules.json", "--yes", "--generate-code=false"]);

  const made = project.exportState().resources?.filter(({ type }) => type.startsWith("oss-replication:"));
  expect(made?.map(({ urn, id }) => [urn.split("::").at(-1), id])).toEqual(
    expect.arrayContaining([
      ["to-dst-app", "r-1"],
      ["to-dst-app-rtc", "r-1"],
      ["to-dst2", "r-2"],
    ]),
  );
  expect(made).toHaveLength(3);
  expect(inEffect().map(({ id }) => id)).toEqual(ids);
  expect(writes()).toEqual([]);
  program(`${servedRule({ prefixSet: { prefixes: ["app/"] } }, "{ protect: true }", "to-dst-app")}
    ${servedRule({ destination: { ...destination, bucket: "dst2" } }, "{ protect: true }", "to-dst2")}
    new ReplicationRtc("to-dst-app-rtc", { bucket: "src", ruleId: "r-1" }, { protect: true });`);
  await project.preview(["--expect-no-changes"]);
});

describe("the option `import`", () => {
  it("takes over the rule that the program says, may stay, and goes before a change", async () => {
    const id = emulator.addRule("src", { destination, prefixes: ["a/"] });
    const importing = `{ import: "src/${id}" }`;
    const rule = (prefix: string, opts: string) => servedRule({ prefixSet: { prefixes: [prefix] } }, opts);

    program(rule("b/", importing));
    const differing = await project.up([], "failure");
    expect(differing.output).toContain("remove the `import` declaration");

    program(rule("a/", importing));
    await project.up();
    expect(inState(RULE)).toMatchObject({ id });
    expect(writes()).toEqual([]);
    await project.preview(["--expect-no-changes"]);

    program(rule("b/", "{}"));
    await project.up();
    expect(inEffect()).toMatchObject([{ prefixes: ["b/"] }]);
    await project.preview(["--expect-no-changes"]);
  });

  it("takes what OSS does not show from the program, and tells that nobody can compare it", async () => {
    const syncRole = "oss-repl";
    const id = emulator.addRule("src", { destination, syncRole });
    program(servedRule({ syncRole }, `{ import: "src/${id}" }`));
    const { output } = await project.up();
    expect(output).toMatch(/rule .* is imported, and OSS does not show its syncRole/);
    expect(writes()).toEqual([]);
    expect(inState(RULE)).toMatchObject({ id, inputs: { syncRole } });
    // The engine has forgotten the import with the update of state, and imports anew: nothing is lost, nothing written.
    await project.up();
    expect(writes()).toEqual([]);
    program(servedRule({ syncRole }));
    await project.preview(["--expect-no-changes"]);
    program(servedRule({ syncRole: "other" }));
    await project.up();
    expect(inEffect()).toMatchObject([{ syncRole: "other" }]);
  });

  it("keeps secret what the program says is secret", async () => {
    const secret = "hush-prefix";
    const id = emulator.addRule("src", { destination, prefixes: [`${secret}/`], syncRole: "hush-role" });
    const args = `{ bucket: "src", destination: ${JSON.stringify(destination)},
      prefixSet: { prefixes: pulumi.secret(["${secret}/"]) }, syncRole: pulumi.secret("hush-role") }`;
    program(`new ReplicationRule("rule", ${args}, { import: "src/${id}" });`);
    const { output } = await project.up();
    expect(inState(RULE)).toMatchObject({ id });
    for (const text of [output, project.stateText()]) expect(text).not.toMatch(/hush/);
    expect(writes()).toEqual([]);
    program(`new ReplicationRule("rule", ${args});`);
    await project.preview(["--expect-no-changes"]);
  });
});

it("neither state nor messages have the keys", async () => {
  const id = emulator.addRule("src", { destination });
  const secret = { ...account, accessKeySecret: "never-to-be-seen" };
  project.env.OSS_ACCESS_KEY_SECRET = secret.accessKeySecret;
  const { output } = await imported(RULE, "rule", `src/${id}`, "failure");
  expect(output).toContain("SignatureDoesNotMatch");
  expect(output + project.stateText()).not.toContain(secret.accessKeySecret);
});
