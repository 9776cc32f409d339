import { allowOnly, CALLERS, neededBy, policyOf } from "../support/permissions";
import type { Project } from "./support/project";
import { installProvider } from "./support/served";
import { SURFACES, type Surface } from "./support/surfaces";
import { newWorld, rule, type World } from "./support/world";

const pipeline = policyOf("pipeline");
const reviewer = policyOf("reviewer");

/** What a command asks for. OSS denies nothing to it. */
async function needs({ emulator }: World, command: () => Promise<{ output: string }>): Promise<string[]> {
  const before = emulator.requests.length;
  const { output } = await command();
  expect(output).not.toMatch(/AccessDenied|not checked/);
  return neededBy(emulator.requests.slice(before));
}

const preview = (p: Project) => () => p.preview();
const up = (p: Project) => () => p.run(["up", "--yes"]);

describe.each([...SURFACES])("$name", (surface: Surface) => {
  const program = (prefix: string) =>
    surface.program([{ args: { prefixSet: { prefixes: [prefix] } }, rtc: true }]);

  it("asks for what docs/permissions.md says of each command, and for no more; the roles' policies are enough", async () => {
    const world = await newWorld();
    const p = await surface.project(world, []);
    allowOnly(world.emulator, reviewer);
    p.setProgram(await program("a/"));
    expect(await needs(world, preview(p))).toEqual(CALLERS["pulumi preview"]);

    allowOnly(world.emulator, pipeline);
    const first = await needs(world, up(p));
    p.setProgram(await program("b/"));
    const second = await needs(world, up(p));
    expect([...new Set([...first, ...second])].sort()).toEqual(CALLERS["pulumi up"]);

    allowOnly(world.emulator, reviewer);
    p.setProgram(await program("c/"));
    expect(await needs(world, preview(p))).toEqual(CALLERS["pulumi preview"]);
    const drift = () => p.run(["refresh", "--preview-only"]);
    expect(await needs(world, drift)).toEqual(CALLERS["pulumi refresh"]);
    expect((await p.up([], "failure")).output).toMatch(/DeleteBucketReplication .*AccessDenied/);
    expect(world.emulator.rules("src")).toMatchObject([{ prefixes: ["b/"] }]);

    allowOnly(world.emulator, pipeline);
    expect(await needs(world, () => p.refresh())).toEqual(CALLERS["pulumi refresh"]);
    expect(await needs(world, () => p.destroy())).toEqual(CALLERS["pulumi destroy"]);
    expect(world.emulator.rules("src")).toEqual([]);
  });
});

it("an import asks for what docs/permissions.md says", async () => {
  const world = await newWorld();
  const destination = { bucket: "dst", location: "oss-cn-beijing" };
  const id = world.emulator.addRule("src", { destination });
  const p = world.project("");
  installProvider(p);
  allowOnly(world.emulator, CALLERS["pulumi import"] ?? []);
  const type = "oss-replication:index:ReplicationRule";
  const imported = () => p.run(["import", type, "rule", `src/${id}`, "--yes", "--generate-code=false"]);
  expect(await needs(world, imported)).toEqual(CALLERS["pulumi import"]);
});

it("without any part of its policy a pipeline fails, or says what it does not know", async () => {
  const { emulator, project } = await newWorld();
  const p = project(`const r = ${rule()}
    new oss.ReplicationRtc("rtc", { rule: r });
    exports.progress = oss.getReplicationProgressOutput({ bucket: "src", ruleId: r.id });`);
  const left = [...pipeline];
  const missing = (grant: string) => {
    left.splice(left.indexOf(grant), 1);
    allowOnly(
      emulator,
      pipeline.filter((each) => each !== grant),
    );
  };
  const fails = async (action: string, command: () => Promise<{ output: string }>) => {
    missing(`oss:${action} on SOURCE`);
    expect((await command()).output).toMatch(new RegExp(`${action} .*AccessDenied`));
  };

  for (const [grant, bucket] of [
    ["oss:GetBucketReplication on SOURCE", "src"],
    ["oss:GetBucketReplicationLocation on SOURCE", "src"],
    ["oss:GetBucketInfo on SOURCE", "src"],
    ["oss:GetBucketInfo on TARGET", "dst"],
  ] as const) {
    missing(grant);
    expect((await p.preview()).output).toMatch(new RegExp(`not checked: bucket ${bucket} \\(.*AccessDenied`));
  }
  await fails("PutBucketReplication", () => p.up([], "failure"));
  expect(emulator.rules("src")).toEqual([]);
  await fails("PutBucketRTC", () => p.up([], "failure"));
  allowOnly(emulator, pipeline);
  await p.up();
  await fails("GetBucketReplicationProgress", () => p.preview([], "failure"));
  await fails("DeleteBucketReplication", () => p.destroy([], "failure"));
  expect(emulator.rules("src")).toHaveLength(1);
  expect(left).toEqual([]);
});
