import { closedPort, credentials, denied, keys, noCredentials } from "./support/badSettings";
import { stateOfVersion01 } from "./support/stateFixture";
import { newWorld, rule, type World } from "./support/world";

const beijing = (bucket: string) => ({ bucket, location: "oss-cn-beijing" });

let world: World;

beforeEach(async () => {
  world = await newWorld({ accounts: [keys] });
});

it.each([
  { what: "there are no credentials", env: noCredentials },
  { what: "nobody listens", env: closedPort },
  { what: "reading is forbidden", env: {}, fault: denied },
])("when $what, a preview warns once for each bucket and goes on", async ({ env, fault }) => {
  const replaced = rule({ prefixSet: { prefixes: ["new/"] } }, { name: "plain" });
  const added = rule({ destination: beijing("dst2") }, { name: "added" });
  const project = world.project(replaced + added, { env: { ...credentials, ...env } });
  project.importState(stateOfVersion01());
  if (fault) world.emulator.addFault(fault);

  const { output, stdout } = await project.preview();

  const told = stdout.slice(stdout.indexOf("Diagnostics:"));
  const warned = [...told.matchAll(/Not everything about bucket (\S+) could be checked/g)];
  expect(warned.map(([, bucket]) => bucket).sort()).toEqual(["dst", "dst2", "src"]);
  expect(output).not.toMatch(/error:/);
  expect(output).toMatch(/\+ 1 to create/);
  expect(output).toMatch(/\+-1 to replace/);
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
  expect(output).not.toMatch(/could be checked/);
  expect(world.emulator.rules("src").map(({ rtcStatus }) => rtcStatus)).toEqual([
    expect.any(String),
    expect.any(String),
  ]);
});
