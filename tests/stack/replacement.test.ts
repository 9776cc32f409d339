import type { Project } from "./support/project";
import { SURFACES } from "./support/surfaces";
import { newWorld, rule, text } from "./support/world";

/** The order that a preview tells, as `op name`; --json tells a replacement without its parts. */
async function order(p: Project): Promise<string[]> {
  const { output } = await p.preview(["--show-replacement-steps"]);
  const steps = output.matchAll(
    /^ *(?:--|\+\+) +\S+:Replication\w+ (\w+) (delete original|create replacement)/gm,
  );
  return [...steps].map(([, name, op]) => `${op} ${name}`);
}

const writes = (requests: readonly { operation: string; method: string }[]) =>
  requests
    .filter(({ operation, method }) => method !== "GET" && operation !== "PutBucket")
    .map(({ operation }) => operation);

describe.each(SURFACES)("$name:", (surface) => {
  const withRtc = (args: Record<string, unknown>) => surface.program([{ args, rtc: true }]);

  it("keeps its RTC through one up, in the order that the preview told", async () => {
    const world = await newWorld();
    const { emulator } = world;
    const p = await surface.project(world, []);
    p.setProgram(await withRtc({ prefixSet: { prefixes: ["a/"] } }));
    await p.up();
    const [old] = emulator.rules("src");
    p.setProgram(await withRtc({ prefixSet: { prefixes: ["b/"] } }));
    expect(await order(p)).toEqual([
      "create replacement rule",
      "create replacement rtc",
      "delete original rtc",
      "delete original rule",
    ]);
    const start = emulator.requests.length;
    await p.up();
    // The new rule is put with RTC; its RTC's own resource says so once more.
    expect(writes(emulator.requests.slice(start))).toEqual([
      "DeleteBucketReplication",
      "PutBucketReplication",
      "PutBucketRTC",
    ]);
    const [now, ...rest] = emulator.rules("src");
    expect(rest).toEqual([]);
    expect(now).toMatchObject({ prefixes: ["b/"], rtcStatus: "enabling" });
    expect(now?.id).not.toBe(old?.id);
    await p.up(["--expect-no-changes"]);
  });

  it("turns RTC off where the same update replaces the rule and drops its RTC", async () => {
    const world = await newWorld();
    const { emulator } = world;
    const p = await surface.project(world, []);
    p.setProgram(await withRtc({}));
    await p.up();
    p.setProgram(await surface.program([{ args: { action: "PUT" } }]));
    await p.up();
    expect(emulator.rules("src").map(({ action, rtcStatus }) => [action, rtcStatus])).toEqual([
      ["PUT", undefined],
    ]);
    await p.up(["--expect-no-changes"]);
  });

  it("keeps RTC on where only the rule is a target of the update", async () => {
    const world = await newWorld();
    const { emulator } = world;
    const p = await surface.project(world, []);
    p.setProgram(await withRtc({}));
    await p.up();
    p.setProgram(await withRtc({ action: "PUT" }));
    await p.up(["--target", surface.ruleUrn()], "any");
    expect(emulator.rules("src")).toMatchObject([{ rtcStatus: "enabling" }]);
    await p.up();
    expect(emulator.rules("src")).toMatchObject([{ action: "PUT", rtcStatus: "enabling" }]);
    await p.up(["--expect-no-changes"]);
  });

  it("puts a rule to another target before the old one goes, RTC too", async () => {
    const world = await newWorld();
    const { emulator } = world;
    const p = await surface.project(world, []);
    p.setProgram(await withRtc({}));
    await p.up();
    p.setProgram(await withRtc({ destination: { bucket: "dst2", location: "oss-cn-beijing" } }));
    expect(await order(p)).toEqual([
      "create replacement rule",
      "create replacement rtc",
      "delete original rtc",
      "delete original rule",
    ]);
    const start = emulator.requests.length;
    await p.up();
    expect(writes(emulator.requests.slice(start))).toEqual([
      "PutBucketReplication",
      "PutBucketRTC",
      "PutBucketRTC",
      "DeleteBucketReplication",
    ]);
    expect(emulator.rules("src")).toMatchObject([{ destination: { bucket: "dst2" }, rtcStatus: "enabling" }]);
    await p.up(["--expect-no-changes"]);
  });
});

it("changes RTC and timeouts in place, without touching the rule", async () => {
  const { emulator, project } = await newWorld();
  const program = (status: string, timeouts: object) =>
    text(`const r = ${rule({ timeouts })} new oss.ReplicationRtc("rtc", { rule: r, status: "${status}" });`);
  const p = project("");
  p.setProgram(program("enabled", {}));
  await p.up();
  p.setProgram(program("disabled", { delete: "1h" }));
  const { plan } = await p.previewJson();
  expect(plan.changeSummary).toEqual({ same: 1, update: 2 });
  const start = emulator.requests.length;
  await p.up();
  expect(writes(emulator.requests.slice(start))).toEqual(["PutBucketRTC"]);
  p.setProgram(text(rule({ timeouts: { delete: "1h" } })));
  await p.up();
  expect(emulator.rules("src")).toHaveLength(1);
});

it("shows each kind of change in preview --json and --diff", async () => {
  const { project } = await newWorld();
  const rows: [
    name: string,
    before: Record<string, unknown>,
    after: Record<string, unknown>,
    shown: RegExp,
  ][] = [
    ["added", {}, { prefixSet: { prefixes: ["a/"] } }, /\+ prefixSet/],
    ["removed", { syncRole: "r" }, {}, /- syncRole: "r"/],
    ["changed", { action: "ALL" }, { action: "PUT" }, /~ action: "ALL" => "PUT"/],
    [
      "reordered",
      { bucket: "src2", prefixSet: { prefixes: ["x/", "y/"] } },
      { bucket: "src2", prefixSet: { prefixes: ["y/", "x/"] } },
      /3 unchanged/,
    ],
    ["respelt", { bucket: "src2" }, { bucket: "src2", action: "DELETE,ABORT,PUT" }, /3 unchanged/],
  ];
  const targets = ["dst", "dst2", "near", "dst", "dst2"].map((bucket) => ({
    bucket,
    location: bucket === "near" ? "oss-cn-hangzhou" : "oss-cn-beijing",
  }));
  const program = (column: 1 | 2, extra: string) =>
    text(
      rows.map((row, at) => rule({ destination: targets[at], ...row[column] }, { name: row[0] })).join("\n") +
        extra,
    );
  const computed = `
    const made = new pulumi.dynamic.Resource({ create: async () => ({ id: "x", outs: {} }) }, "made", { role: undefined });`;
  const far = { destination: { bucket: "far", location: "oss-ap-southeast-1", transferType: "oss_acc" } };
  const p = project("");
  p.setProgram(program(1, rule({ ...far, syncRole: "known" }, { name: "unknown" })));
  await p.up();
  const unknown = rule({ ...far, syncRole: "ROLE" }, { name: "unknown" }).replace('"ROLE"', "made.id");
  p.setProgram(program(2, computed + unknown));
  const { plan } = await p.previewJson();
  const reasons = Object.fromEntries(
    plan.steps
      .filter(({ op }) => op === "replace")
      .map(({ urn, replaceReasons }) => [urn.split("::").at(-1), replaceReasons]),
  );
  expect(reasons).toEqual({
    added: ["prefixSet"],
    removed: ["syncRole"],
    changed: ["action"],
    unknown: ["syncRole"],
  });
  expect(plan.changeSummary).toEqual({ create: 1, replace: 4, same: 3 });
  const { output } = await p.preview(["--diff"]);
  for (const [, , , shown] of rows) expect(output).toMatch(shown);
  expect(output).toMatch(/~ syncRole: "known" => \[unknown\]/);
  expect(output).not.toMatch(/__provider|bucketsToCome/);
});
