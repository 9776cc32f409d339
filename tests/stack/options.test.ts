import type { EmulatedRule } from "oss-replication-emulator";
import { ours } from "./support/ours";
import { operations } from "./support/plan";
import { newWorld, rule, text, type World } from "./support/world";

const beijing = (bucket: string) => ({ bucket, location: "oss-cn-beijing" });
const hangzhou = (bucket: string) => ({ bucket, location: "oss-cn-hangzhou" });
const prefixed = (...prefixes: string[]) => ({ prefixSet: { prefixes } });
const prefixesOf = (rules: EmulatedRule[]) => rules.flatMap(({ prefixes }) => prefixes).sort();

let world: World;

beforeEach(async () => {
  world = await newWorld();
});

function deletedIds(): (string | undefined)[] {
  return world.emulator.requests
    .filter(({ operation }) => operation === "DeleteBucketReplication")
    .map(({ ruleId }) => ruleId);
}

it("ignoreChanges leaves an argument alone, whether the program or somebody at OSS changed it", async () => {
  const program = (prefix: string, elsewhere = "src2") => `
    const opts = { ignoreChanges: ["prefixSet"] };
    ${rule({ bucket: "src", ...prefixed("a/") }, { name: "drifted", opts: "opts" })}
    ${rule({ bucket: "src", destination: beijing("dst2"), ...prefixed("a/") }, { name: "drifted, not ignored" })}
    ${rule({ bucket: elsewhere, ...prefixed(prefix) }, { name: "edited", opts: "opts" })}
    ${rule({ bucket: elsewhere, destination: beijing("dst2"), ...prefixed(prefix) }, { name: "edited, not ignored" })}`;
  const project = world.project(program("a/"));
  await project.up();
  for (const { id } of world.emulator.rules("src")) {
    world.emulator.changeRule("src", id, { prefixes: ["drift/"] });
  }
  await project.refresh();
  project.setProgram(text(program("b/")));

  const { plan } = await project.previewJson(["--show-sames"]);

  expect(operations(plan)).toMatchObject({
    drifted: "same",
    "drifted, not ignored": "replace",
    edited: "same",
    "edited, not ignored": "replace",
  });
});

it("replaceOnChanges replaces a rule for a change that would only update it", async () => {
  const program = (timeout: string) =>
    rule(
      { timeouts: { delete: timeout } },
      { name: "replaced", opts: '{ replaceOnChanges: ["timeouts"] }' },
    ) + rule({ bucket: "src2", timeouts: { delete: timeout } }, { name: "updated" });
  const project = world.project(program("10m"));
  await project.up();
  const [before] = world.emulator.rules("src");
  project.setProgram(text(program("20m")));

  const { plan } = await project.previewJson(["--show-sames"]);
  await project.up();

  expect(operations(plan)).toMatchObject({ replaced: "replace", updated: "update" });
  expect(deletedIds()).toEqual([before?.id]);
  const after = world.emulator.rules("src");
  expect(after.map(({ id }) => id)).toEqual([ours(project).replaced?.id]);
});

it("a protected rule is neither destroyed nor replaced, and OSS hears nothing of it", async () => {
  const program = (prefix: string) => rule(prefixed(prefix), { opts: "{ protect: true }" });
  const project = world.project(program("a/"));
  await project.up();
  const before = world.emulator.rules("src").map(({ id }) => id);

  const destroyed = await project.destroy([], "failure");
  project.setProgram(text(program("b/")));
  const replaced = await project.up([], "failure");

  for (const { output } of [destroyed, replaced]) expect(output).toMatch(/protect/);
  expect(world.emulator.rules("src").map(({ id }) => id)).toEqual(before);
  expect(deletedIds()).toEqual([]);
});

it("a rule that is retainOnDelete, or deletedWith its bucket, is left to OSS when the stack is destroyed", async () => {
  const project = world.project(`
    class Bucket extends pulumi.dynamic.Resource {
      constructor(name) {
        super({ create: async () => ({ id: name, outs: {} }) }, name, {});
      }
    }
    const bucket = new Bucket("bucket");
    ${rule({}, { name: "retained", opts: "{ retainOnDelete: true }" })}
    ${rule({ destination: beijing("dst2") }, { name: "gone with its bucket", opts: "{ deletedWith: bucket }" })}
    ${rule({ destination: hangzhou("near") }, { name: "deleted" })}`);
  await project.up();
  const { deleted, ...left } = ours(project);

  await project.destroy();

  expect(deletedIds()).toEqual([deleted?.id]);
  expect(
    world.emulator
      .rules("src")
      .map(({ id }) => id)
      .sort(),
  ).toEqual(
    Object.values(left)
      .map(({ id }) => id)
      .sort(),
  );
  expect(ours(project)).toEqual({});
});

it("a rule keeps its identity under an alias, so that a rename is no change and a later change replaces it", async () => {
  const project = world.project(
    rule(prefixed("a/"), { name: "old" }) +
      rule({ bucket: "src2", ...prefixed("a/") }, { name: "at the root" }) +
      rule({ ...prefixed("a/"), destination: hangzhou("near") }, { name: "before" }),
  );
  await project.up();
  const renamed = (prefix: string, last: string) => `
    ${rule(prefixed(prefix), { name: "new", opts: '{ aliases: [{ name: "old" }] }' })}
    const parent = new pulumi.ComponentResource("my:index:Backup", "parent");
    const opts = { parent, aliases: [{ name: "at the root", parent: pulumi.rootStackResource }] };
    ${rule({ bucket: "src2", ...prefixed(prefix) }, { name: "in a component", opts: "opts" })}
    ${last}`;
  project.setProgram(
    text(renamed("a/", rule({ ...prefixed("a/"), destination: hangzhou("near") }, { name: "before" }))),
  );
  const { plan: rename } = await project.previewJson(["--show-sames"]);
  await project.up();
  expect(operations(rename)).toMatchObject({ new: "same", "in a component": "same", before: "same" });
  expect(deletedIds()).toEqual([]);

  const atOnce = { name: "renamed at once", opts: '{ aliases: [{ name: "before" }] }' };
  project.setProgram(text(renamed("b/", rule({ ...prefixed("b/"), destination: hangzhou("near") }, atOnce))));
  const { plan: change } = await project.previewJson(["--show-sames"]);
  await project.up();

  expect(operations(change)).toMatchObject({
    new: "replace",
    "in a component": "replace",
    "renamed at once": "replace",
  });
  expect(prefixesOf(world.emulator.rules("src"))).toEqual(["b/", "b/"]);
  expect(prefixesOf(world.emulator.rules("src2"))).toEqual(["b/"]);
});

it("rules in components are typed by their parent, have owners of their own, and show no change", async () => {
  const project = world.project(`
    class Backup extends pulumi.ComponentResource {
      constructor(name, bucket) {
        super("my:index:Backup", name);
        const rule = new oss.ReplicationRule("rule", {
          bucket,
          destination: { bucket: "dst", location: "oss-cn-beijing" },
        }, { parent: this });
        new oss.ReplicationRtc("rtc", { rule }, { parent: rule });
        this.rule = rule.id;
      }
    }
    ${rule({ bucket: "src", destination: beijing("dst2") })}
    module.exports = { ids: [new Backup("one", "src").rule] };`);
  await project.up();
  const { plan } = await project.previewJson();

  const types = project.exportState().resources?.map(({ urn }) => urn.split("::")[2]);
  expect(types).toEqual(
    expect.arrayContaining([
      "pulumi-nodejs:dynamic/oss:ReplicationRule",
      "my:index:Backup$pulumi-nodejs:dynamic/oss:ReplicationRule",
      "my:index:Backup$pulumi-nodejs:dynamic/oss:ReplicationRule$pulumi-nodejs:dynamic/oss:ReplicationRtc",
    ]),
  );
  const owners = world.emulator.rules("src").map(({ id }) => id.split("-")[0]);
  expect(new Set(owners).size).toBe(2);
  expect(Object.keys(plan.changeSummary)).toEqual(["same"]);
});
