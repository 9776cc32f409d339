import { join } from "node:path";
import { readNote } from "../../provider/lifecycle/engine/notes";
import { closedPort, credentials, denied, keys, noCredentials } from "./support/badSettings";
import type { Plan } from "./support/plan";
import { operations } from "./support/plan";
import { stateOfVersion01 } from "./support/stateFixture";
import { newWorld, rule, type World } from "./support/world";

const beijing = (bucket: string) => ({ bucket, location: "oss-cn-beijing" });

function notesOf({ diagnostics = [] }: Plan) {
  return diagnostics.map(({ message }) => readNote(message)).filter((note) => note !== undefined);
}

/** PutBucketVersioning, signed by the built package. */
const SWITCH_ON = `
const { requestTarget, signedHeaders } = require(${JSON.stringify(join(__dirname, "../../provider/dist/oss/request.js"))});
exports.switchOn = (bucket) => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(process.env.OSS_ENDPOINT);
  const wire = {
    operation: { name: "PutBucketVersioning", method: "PUT", query: { versioning: undefined } },
    bucket,
    body: "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
    endpoint: { protocol: "http", host: hostname, port: Number(port), pathStyle: true },
    region: "cn-hangzhou",
    keys: { accessKeyId: process.env.OSS_ACCESS_KEY_ID, accessKeySecret: process.env.OSS_ACCESS_KEY_SECRET },
    time: Date.now(),
  };
  const options = { hostname, port, method: "PUT", path: requestTarget(wire), headers: signedHeaders(wire) };
  require("node:http")
    .request(options, ({ statusCode }) => statusCode === 200 ? resolve() : reject(new Error(String(statusCode))))
    .on("error", reject)
    .end(wire.body);
});`;

let world: World;

beforeEach(async () => {
  world = await newWorld({ accounts: [keys] });
});

it.each([
  { what: "nobody listens", env: closedPort },
  { what: "reading is forbidden", env: {}, fault: denied },
])(
  "when $what, a preview says in one note of which buckets it knows nothing, and goes on",
  async ({ env, fault }) => {
    const replaced = rule({ prefixSet: { prefixes: ["new/"] } }, { name: "plain" });
    const added = rule({ destination: beijing("dst2") }, { name: "added" });
    const project = world.project(replaced + added, { env: { ...credentials, ...env } });
    project.importState(stateOfVersion01());
    if (fault) world.emulator.addFault(fault);

    const { plan } = await project.previewJson();

    const [note, ...more] = notesOf(plan);
    expect(more).toEqual([]);
    expect(note?.kind).toBe("not checked");
    const named = [...(note?.text ?? "").matchAll(/bucket (\S+) \([^()]*\)/g)].map(([, bucket]) => bucket);
    expect(named.sort()).toEqual(["dst", "dst2", "src"]);
    expect(operations(plan)).toMatchObject({ plain: "replace", added: "create" });
  },
);

it("where the stack says so, a preview without credentials asks nothing and says that nothing was checked", async () => {
  const project = world.project(rule() + rule({ destination: beijing("nosuch") }, { name: "two" }), {
    env: { ...credentials, ...noCredentials },
    config: { "oss:checks": "off" },
  });
  const { plan } = await project.previewJson();
  expect(notesOf(plan)).toEqual([
    { kind: "not checked", text: "nothing was checked, since oss:checks is off" },
  ]);
  expect(world.emulator.requests).toEqual([]);
  project.setConfig("oss:checks", "of");
  expect((await project.preview([], "failure")).output).toMatch(/`oss:checks` is "of"; it must be "on"/);
});

it("40 rules with buckets of their own are all checked, however long that takes", async () => {
  const names = Array.from({ length: 40 }, (_, at) => `own-${at}`);
  for (const name of names) {
    world.emulator.createBucket(name, "cn-hangzhou");
    world.emulator.createBucket(`${name}-dr`, "cn-beijing");
  }
  const rules = names.map((bucket) =>
    rule({ bucket, destination: beijing(`${bucket}-dr`) }, { name: bucket }),
  );
  const project = world.project(rules.join("\n"), { env: credentials });
  world.emulator.addFault({ kind: "delay", ms: 300, times: Number.POSITIVE_INFINITY });

  const { plan } = await project.previewJson();

  expect(notesOf(plan)).toEqual([]);
  expect(new Set(world.emulator.requests.map(({ bucket }) => bucket)).size).toBe(80);
});

it("what the same program changes before the rule is no reason to refuse it", async () => {
  world.emulator.setVersioning("dst", "Enabled");
  const project = world.project(
    `class Versioning extends pulumi.dynamic.Resource {
      constructor(name, args, opts) {
        super({ create: async ({ bucket }) => {
          await require(process.cwd() + "/switchOn").switchOn(bucket);
          return { id: bucket, outs: { bucket } };
        } }, name, args, opts);
      }
    }
    const on = new Versioning("versioning", { bucket: "src" });
    ${rule({}, { opts: "{ dependsOn: [on] }" })}`,
    { env: credentials },
  );
  project.write("switchOn.js", SWITCH_ON);

  const { plan } = await project.previewJson();
  expect(notesOf(plan)).toEqual([
    { kind: "note", text: expect.stringMatching(/bucket dst has versioning and bucket src has not/i) },
  ]);
  await project.up();

  expect(world.emulator.rules("src")).toMatchObject([{ destination: { bucket: "dst" } }]);
});

it("buckets with names from before the present naming rule are taken", async () => {
  world.emulator.createBucket("my_old_bucket", "cn-hangzhou", { oldName: true });
  world.emulator.createBucket("my_old_target", "cn-beijing", { oldName: true });
  const project = world.project(rule({ bucket: "my_old_bucket", destination: beijing("my_old_target") }), {
    env: credentials,
  });
  await project.run(["up", "--yes"]);
  await project.refresh(["--expect-no-changes"]);
  await project.destroy();
  expect(world.emulator.rules("my_old_bucket")).toEqual([]);
});

it("buckets that the program itself is about to make are not refused in the preview, and used in the update", async () => {
  const project = world.project(
    `class Bucket extends pulumi.dynamic.Resource {
      constructor(name) {
        super({ create: async ({ bucket }) => ({ id: bucket, outs: { bucket } }) }, name, { bucket: name });
      }
    }
    const source = new Bucket("late-source");
    const target = new Bucket("late-target");
    const destination = { bucket: target.bucket, location: "oss-cn-beijing" };
    new oss.ReplicationRule("named by outputs", { bucket: source.bucket, destination });
    new oss.ReplicationRule("named by hand", {
      bucket: "late-source",
      destination: { bucket: "dst", location: "oss-cn-beijing" },
    }, { dependsOn: [source] });`,
    { env: credentials },
  );

  const { output } = await project.preview();
  world.emulator.createBucket("late-source", "cn-hangzhou");
  world.emulator.createBucket("late-target", "cn-beijing");
  await project.up();

  expect(output).toMatch(/\+ 5 to create/);
  const targets = world.emulator.rules("late-source").map(({ destination }) => destination.bucket);
  expect(targets.sort()).toEqual(["dst", "late-target"]);
});

it("RTC of a rule that is not made yet is not refused, however the program names the rule", async () => {
  const project = world.project(
    `const one = ${rule()}
     const endpoint = one.id.apply(() => ${JSON.stringify(world.emulator.endpoint)});
     new oss.ReplicationRtc("by id", { bucket: "src", ruleId: one.id, endpoint });
     const two = ${rule({ destination: beijing("dst2") }, { name: "two" })}
     new oss.ReplicationRtc("by rule", { rule: two });`,
    { env: credentials },
  );

  const { output } = await project.run(["up", "--yes"]);

  expect(output).toMatch(/\+ 5 created/);
  expect(output).not.toMatch(/not checked/);
  expect(world.emulator.rules("src").map(({ rtcStatus }) => rtcStatus)).toEqual([
    expect.any(String),
    expect.any(String),
  ]);
});
