import { manualClock } from "oss-replication-emulator";
import { type Said, SURFACES } from "./support/surfaces";
import { newWorld, rule } from "./support/world";

const MINUTE = 60_000;

/** Every later moment of a rule's life, by how far the service's clock has moved and what it must show there. */
const MOMENTS = [
  { at: 0, status: "starting", rtcStatus: "enabling" },
  { at: 2 * MINUTE, status: "doing", rtcStatus: "enabling" },
  { at: 7 * MINUTE, status: "doing", rtcStatus: "enabling" },
  { at: 60 * MINUTE, status: "doing", rtcStatus: "enabled" },
];

/** One program in the order of its rows, and the same said otherwise. */
const SPELLINGS: [name: string, before: Record<string, unknown>, after: Record<string, unknown>][] = [
  ["order", { prefixSet: { prefixes: ["a/", "b/"] } }, { prefixSet: { prefixes: ["b/", "a/", "b/"] } }],
  [
    "location",
    { destination: { bucket: "dst2", location: "cn-beijing" } },
    { destination: { bucket: "dst2", location: "oss-cn-beijing", transferType: "internal" } },
  ],
  [
    "all",
    { destination: near("near"), action: "ALL" },
    { destination: near("near"), action: "DELETE,PUT,ABORT" },
  ],
  [
    "defaults",
    { destination: near("near2") },
    {
      destination: near("near2"),
      region: "oss-cn-hangzhou",
      action: "ALL",
      historicalObjectReplication: "enabled",
      prefixSet: { prefixes: [] },
      sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Disabled" } },
    },
  ],
  [
    "names",
    { bucket: "src2", destination: near("near2"), ...kms("oss-repl", "acs:kms:cn-hangzhou:1001:key/k") },
    { bucket: "src2", destination: near("near2"), ...kms("acs:ram::1001:role/oss-repl", "k") },
  ],
];

function kms(syncRole: string, replicaKmsKeyId: string) {
  return {
    syncRole,
    sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
    encryptionConfiguration: { replicaKmsKeyId },
  };
}

function near(bucket: string) {
  return { bucket, location: "oss-cn-hangzhou" };
}

const said = (column: 1 | 2): Said[] => SPELLINGS.map((row) => ({ name: row[0], args: row[column] }));

describe.each(SURFACES)("$name:", (surface) => {
  it("says unchanged at every moment of a rule's life", async () => {
    const clock = manualClock();
    const world = await newWorld({
      clock,
      timings: { startingMs: MINUTE, historyMs: 10 * MINUTE, rtcMs: 5 * MINUTE },
    });
    const p = await surface.project(world, [
      { args: { prefixSet: { prefixes: ["b/", "a/"] }, syncRole: "role" }, rtc: true },
      { name: "srr", args: { destination: near("near") } },
      {
        name: "acc",
        args: { destination: { bucket: "far", location: "oss-ap-southeast-1", transferType: "oss_acc" } },
      },
    ]);
    await p.up();
    const before = p.exportState().resources;
    let moved = 0;
    for (const { at, status, rtcStatus } of MOMENTS) {
      clock.advance(at - moved);
      moved = at;
      expect(world.emulator.rules("src").find((each) => each.destination.bucket === "dst")).toMatchObject({
        status,
        rtcStatus,
      });
      await p.refresh(["--expect-no-changes"]);
      const { plan } = await p.previewJson(["--expect-no-changes", "--diff"]);
      expect(plan.changeSummary).toEqual({ same: 5 });
    }
    const stable = (resources = before) =>
      resources?.map(({ urn, id, inputs, outputs }) => ({ urn, id, inputs, outputs }));
    expect(stable(p.exportState().resources)).toEqual(stable());
  });

  it("takes spelling for no change, in the program and in OSS's answers", async () => {
    const world = await newWorld();
    const p = await surface.project(world, said(1));
    await p.up();
    const writes = () => world.emulator.requests.filter(({ method }) => method !== "GET").length;
    const before = writes();
    p.setProgram(await surface.program(said(2)));
    await p.preview(["--expect-no-changes"]);
    await p.up(["--expect-no-changes"]);
    await p.refresh(["--expect-no-changes"]);
    await p.preview(["--expect-no-changes"]);
    p.setProgram(await surface.program(said(1)));
    await p.preview(["--expect-no-changes"]);
    expect(writes()).toBe(before);
  });

  it("takes a tag filter, KMS settings and a role that OSS leaves out of its answer for unknown", async () => {
    const { emulator, ...world } = await newWorld();
    const tags = { destination: near("near"), userTaggings: { tags: [{ key: "k", value: "v" }] } };
    const p = await surface.project({ emulator, ...world }, [
      { args: kms("role", "key") },
      { name: "tags", args: tags },
    ]);
    await p.up();
    const to = (target: string) =>
      emulator.rules("src").find(({ destination }) => destination.bucket === target);
    expect(to("dst")).toMatchObject({ syncRole: "role", sseKmsStatus: "Enabled", replicaKmsKeyId: "key" });
    expect(to("near")?.userTaggings).toBeDefined();
    const gone = { syncRole: undefined, sseKmsStatus: undefined, replicaKmsKeyId: undefined };
    emulator.changeRule("src", to("dst")?.id ?? "", gone);
    emulator.changeRule("src", to("near")?.id ?? "", { userTaggings: undefined });
    await p.refresh(["--expect-no-changes"]);
    await p.preview(["--expect-no-changes"]);
  });

  it("takes a role and a key that OSS spells otherwise for what they are, and takes such a rule over", async () => {
    const world = await newWorld();
    const { emulator } = world;
    const args = kms("oss-repl", "k");
    const p = await surface.project(world, [{ args }]);
    await p.up();
    const [put] = emulator.rules("src");
    const asRead = {
      syncRole: "acs:ram::1001:role/oss-repl",
      replicaKmsKeyId: "acs:kms:cn-beijing:1001:key/k",
    };
    emulator.changeRule("src", put?.id ?? "", asRead);
    const other = await surface.project(world, [{ args, takesOver: put?.id }], { name: "other" });
    await other.up();
    for (const each of [p, other]) {
      await each.refresh(["--expect-no-changes"]);
      await each.preview(["--expect-no-changes"]);
    }
    expect(emulator.rules("src")).toMatchObject([{ id: put?.id, ...asRead }]);
  });
});

it("takes an argument for no change that only says how to wait, or that is read at creation", async () => {
  const { project } = await newWorld();
  const p = project(rule());
  await p.up();
  const more = { timeouts: { create: "1800s", delete: "30m" }, adopt: "whatever" };
  p.setProgram(`const oss = require("pulumi-oss-replication");\n${rule(more)}`);
  await p.preview(["--expect-no-changes"]);
});

it("takes another endpoint in configuration or environment for no change", async () => {
  const { emulator, project } = await newWorld();
  const p = project(rule());
  await p.up();
  p.env.OSS_ENDPOINT = "http://127.0.0.1:1";
  p.setConfig("oss:endpoint", emulator.endpoint);
  await p.preview(["--expect-no-changes"]);
  await p.refresh(["--run-program", "--expect-no-changes"]);
});
