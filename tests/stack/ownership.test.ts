import { SURFACES } from "./support/surfaces";
import { newWorld, rule, text, type World } from "./support/world";

const RULE_URN = "urn:pulumi:dev::test::pulumi-nodejs:dynamic/oss:ReplicationRule::rule";
const NEAR = { bucket: "near", location: "oss-cn-hangzhou" };

const summary = ({ emulator }: World) =>
  emulator
    .rules("src")
    .map(({ id, destination, prefixes, status }) => ({ id, to: destination.bucket, prefixes, status }));

describe.each(SURFACES)("$name: rules of others on the same bucket", (surface) => {
  it("are never changed, deleted, adopted or shown", async () => {
    const world = await newWorld();
    const theirs = world.emulator.addRule("src", {
      destination: NEAR,
      prefixes: ["theirs/"],
      rtc: "disabled",
    });
    const before = summary(world);
    const p = await surface.project(world, [{ rtc: true }]);
    const outputs = [await p.up(), await p.refresh(), await p.preview(["--diff"])];
    p.setProgram(await surface.program([{ args: { action: "PUT" } }]));
    outputs.push(await p.up(), await p.destroy());
    expect(summary(world)).toEqual(before.map((each) => ({ ...each, status: expect.any(String) })));
    for (const { output } of outputs) expect(output).not.toContain(theirs);
    for (const { output } of outputs) expect(output).not.toContain("theirs/");
  });

  it("stop a rule of the same pair with their id and the words to take it over, in the preview", async () => {
    const world = await newWorld();
    const theirs = world.emulator.addRule("src", { destination: NEAR });
    const p = await surface.project(world, [{ args: { destination: NEAR } }]);
    for (const failed of [await p.preview([], "failure"), await p.up([], "failure")]) {
      expect(failed.output).toContain(surface.takeOver(theirs));
      expect(failed.output).not.toMatch(/^\s+at /m);
    }
    expect(summary(world)).toMatchObject([{ id: theirs }]);
    expect(p.exportState().resources?.some(({ urn }) => urn === surface.ruleUrn()) ?? false).toBe(false);
  });

  it("belong to another stack whose program is equal", async () => {
    const world = await newWorld();
    const ours = await surface.project(world, [{}]);
    const others = await surface.project(world, [{}], { name: "others" });
    await ours.up();
    const before = summary(world);
    const failed = await others.up([], "failure");
    expect(failed.output).toContain(before[0]?.id);
    await others.destroy();
    expect(summary(world)).toMatchObject([{ id: before[0]?.id }]);
    await ours.preview(["--expect-no-changes"]);
    await ours.destroy();
    await others.up();
    expect(summary(world)).toHaveLength(1);
  });

  it("are told apart from one's own by the former name of a resource that was renamed", async () => {
    const world = await newWorld();
    const p = await surface.project(world, [{}]);
    await p.up();
    p.setProgram(await surface.program([{ name: "renamed" }]));
    const { output } = await p.preview([], "failure");
    expect(output).toMatch(/this package put it.*aliases: \[\{ name: "<former name>" \}\]/);
    p.setProgram(await surface.program([{ name: "renamed", options: [`aliases: [{ name: "rule" }]`] }]));
    await p.up(["--expect-no-changes"]);
  });

  it("are not ours to keep: what the program no longer has is deleted, after a refresh in the same command too", async () => {
    const world = await newWorld();
    const near = { name: "near", args: { destination: NEAR } };
    const p = await surface.project(world, [near, { rtc: true }]);
    await p.up();
    p.setProgram(await surface.program([near]));
    await p.up(["--refresh"]);
    expect(summary(world)).toMatchObject([{ to: "near" }]);
    p.setProgram(await surface.program([near, { rtc: true }]));
    await p.up();
    p.setProgram(await surface.program([near, {}]));
    await p.up(["--refresh"]);
    expect(world.emulator.rules("src").map(({ rtcStatus }) => rtcStatus)).toEqual([undefined, undefined]);
    await p.destroy(["--refresh"]);
    expect(summary(world)).toEqual([]);
  });
});

it("names every rule that a killed command has left, in one failure, with the words that take each over", async () => {
  const { emulator, project } = await newWorld({ ruleIds: "ignore" });
  const pairs = ["src", "src2"].flatMap((bucket) =>
    ["dst", "dst2", "near"].map((target) => ({ bucket, target })),
  );
  const location = (target: string) => (target === "near" ? "oss-cn-hangzhou" : "oss-cn-beijing");
  const program = (adopt: (bucket: string, target: string) => string | undefined) =>
    pairs
      .map(({ bucket, target }) =>
        rule(
          {
            bucket,
            destination: { bucket: target, location: location(target) },
            adopt: adopt(bucket, target),
          },
          { name: `${bucket}-${target}` },
        ),
      )
      .join("\n");
  const left = new Map(
    pairs.map(({ bucket, target }) => [
      `${bucket} ${target}`,
      emulator.addRule(bucket, { destination: { bucket: target, location: location(target) } }),
    ]),
  );
  const p = project(program(() => undefined));
  const { output } = await p.preview([], "failure");
  for (const id of left.values()) expect(output).toContain(`adopt: "${id}"`);
  p.setProgram(text(program((bucket, target) => left.get(`${bucket} ${target}`))));
  const start = emulator.requests.length;
  await p.up();
  expect(emulator.requests.slice(start).filter(({ method }) => method !== "GET")).toEqual([]);
  await p.up(["--expect-no-changes"]);
});

describe("adopt", () => {
  it("takes over exactly that rule, and adding, changing or removing it later is no change", async () => {
    const world = await newWorld();
    const theirs = world.emulator.addRule("src", { destination: NEAR, prefixes: ["b/", "a/"] });
    const args = { destination: NEAR, prefixSet: { prefixes: ["a/", "b/"] } };
    const p = world.project(rule({ ...args, adopt: theirs }));
    await p.up();
    expect(p.exportState().resources?.find(({ urn }) => urn === RULE_URN)?.id).toBe(theirs);
    await p.refresh(["--expect-no-changes"]);
    await p.preview(["--expect-no-changes"]);
    p.setProgram(text(rule(args)));
    await p.up(["--expect-no-changes"]);
    p.setProgram(text(rule({ ...args, adopt: "another" })));
    await p.preview(["--expect-no-changes"]);
    p.setProgram(text(rule({ ...args, action: "PUT", adopt: theirs })));
    await p.up();
    expect(summary(world)).toMatchObject([{ to: "near" }]);
    expect(summary(world)[0]?.id).not.toBe(theirs);
    await p.destroy();
    expect(summary(world)).toEqual([]);
  });

  it("shows the differences and changes nothing where the rule says otherwise, or is not there", async () => {
    const world = await newWorld();
    const theirs = world.emulator.addRule("src", { destination: NEAR, prefixes: ["x/"], action: "PUT" });
    const p = world.project(rule({ destination: NEAR, adopt: theirs }));
    const failed = await p.preview([], "failure");
    expect(failed.output).toMatch(/prefixSet: the program says none, the rule has \{"prefixes":\["x\/"\]\}/);
    expect(failed.output).toMatch(/action: the program says "ALL", the rule has "PUT"/);
    p.setProgram(text(rule({ adopt: "nobody" })));
    expect((await p.up([], "failure")).output).toMatch(/`adopt` names rule nobody.*no such rule/);
    expect(summary(world)).toMatchObject([{ id: theirs, prefixes: ["x/"] }]);
  });
});

it("get reads a rule that is managed elsewhere, and a missing one is an error", async () => {
  const world = await newWorld();
  const theirs = world.emulator.addRule("src", { destination: NEAR, prefixes: ["a/"] });
  const get = (id: string) =>
    text(`const r = oss.ReplicationRule.get("rule", "${id}", { bucket: "src", region: "cn-hangzhou" });
      exports.prefixes = r.prefixSet; exports.to = r.destination.bucket;`);
  const p = world.project("");
  p.setProgram(get(theirs));
  await p.up();
  expect(p.outputs()).toEqual({ prefixes: { prefixes: ["a/"] }, to: "near" });
  await p.destroy();
  expect(summary(world)).toMatchObject([{ id: theirs, status: expect.stringMatching(/starting|doing/) }]);
  p.setProgram(get("nobody"));
  const failed = await p.up([], "failure");
  expect(failed.output).toMatch(/There is no rule nobody on bucket src/);
  expect(failed.output).not.toMatch(/^\s+at /m);
});
