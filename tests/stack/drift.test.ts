import { SURFACES } from "./support/surfaces";
import { newWorld, type World } from "./support/world";

const RULE = { args: { prefixSet: { prefixes: ["a/"] } }, rtc: true };
const OTHER = { name: "other", args: { destination: { bucket: "near", location: "oss-cn-hangzhou" } } };

const idTo = ({ emulator }: World, target: string) =>
  emulator.rules("src").find(({ destination }) => destination.bucket === target)?.id as string;

describe.each(SURFACES)("$name:", (surface) => {
  it("shows exactly the rule that was deleted behind our back as gone, and up puts it again", async () => {
    const world = await newWorld();
    const p = await surface.project(world, [RULE, OTHER]);
    await p.up();
    const id = idTo(world, "dst");
    world.emulator.removeRule("src", id);
    const refreshed = await p.refresh();
    expect(refreshed.output).toMatch(/2 deleted/);
    expect(p.exportState().resources?.map(({ urn }) => urn.split("::").at(-1))).toEqual([
      "test-dev",
      expect.stringMatching(/^default/),
      "other",
    ]);
    await p.up();
    expect(world.emulator.rules("src")).toHaveLength(2);
    expect(world.emulator.rules("src").find((each) => each.id === id)).toMatchObject({
      prefixes: ["a/"],
      rtcStatus: "enabling",
    });
    await p.up(["--expect-no-changes"]);
  });

  it("shows other content under the same id and repairs it", async () => {
    const world = await newWorld();
    const p = await surface.project(world, [RULE]);
    await p.up();
    const id = idTo(world, "dst");
    world.emulator.changeRule("src", id, { prefixes: ["drift/"], action: "PUT" });
    const refreshed = await p.refresh(["--diff"]);
    expect(refreshed.output).toMatch(/"a\/" => "drift\/"/);
    const { plan } = await p.previewJson();
    const [change] = plan.steps.filter(({ urn, op }) => urn.includes("ReplicationRule") && op === "replace");
    expect([...(change?.replaceReasons ?? [])].sort()).toEqual(["action", "prefixSet"]);
    expect(Object.keys(change?.detailedDiff ?? {}).sort()).toEqual(["action", "prefixSet.prefixes[0]"]);
    await p.up();
    expect(world.emulator.rules("src")).toMatchObject([
      { prefixes: ["a/"], action: "ALL", rtcStatus: "enabling" },
    ]);
    await p.up(["--expect-no-changes"]);
    await p.refresh(["--expect-no-changes"]);
  });

  it("takes RTC switched off for drift of the RTC resource alone, and up switches it on", async () => {
    const world = await newWorld();
    const p = await surface.project(world, [RULE]);
    await p.up();
    const id = idTo(world, "dst");
    world.emulator.changeRule("src", id, { rtcStatus: undefined });
    await p.refresh();
    const { plan } = await p.previewJson();
    expect(plan.changeSummary).toEqual({ same: 2, update: 1 });
    await p.up();
    expect(world.emulator.rules("src")).toMatchObject([{ id, rtcStatus: "enabling" }]);
    await p.up(["--expect-no-changes"]);
  });

  it("names the rule that somebody put in place of ours, and changes nothing", async () => {
    const world = await newWorld();
    const p = await surface.project(world, [{}]);
    await p.up();
    world.emulator.removeRule("src", idTo(world, "dst"));
    const theirs = world.emulator.addRule("src", {
      destination: { bucket: "dst", location: "oss-cn-beijing" },
    });
    expect((await p.refresh()).output).toMatch(/1 deleted/);
    const failed = await p.up([], "failure");
    expect(failed.output).toContain(surface.takeOver(theirs));
    expect(failed.output).toMatch(/Nothing was changed/);
    expect(world.emulator.rules("src").map(({ id }) => id)).toEqual([theirs]);
    p.setProgram(await surface.program([{ takesOver: theirs }]));
    await p.up();
    await p.up(["--expect-no-changes"]);
    await p.refresh(["--expect-no-changes"]);
    expect(world.emulator.rules("src").map(({ id }) => id)).toEqual([theirs]);
  });

  it("refuses to replace where somebody else's rule has taken the pair, before anything is deleted", async () => {
    const world = await newWorld();
    const p = await surface.project(world, [{}]);
    await p.up();
    world.emulator.removeRule("src", idTo(world, "dst"));
    const theirs = world.emulator.addRule("src", {
      destination: { bucket: "dst", location: "oss-cn-beijing" },
    });
    p.setProgram(await surface.program([{ args: { action: "PUT" } }]));
    const failed = await p.up([], "failure");
    expect(failed.output).toContain(theirs);
    expect(world.emulator.rules("src").map(({ id }) => id)).toEqual([theirs]);
  });

  it("leaves drift alone where the program ignores it", async () => {
    const world = await newWorld();
    const p = await surface.project(world, [
      { ...RULE, rtc: false, options: [`ignoreChanges: ["prefixSet"]`] },
    ]);
    await p.up();
    world.emulator.changeRule("src", idTo(world, "dst"), { prefixes: ["b/"] });
    await p.refresh();
    await p.preview(["--expect-no-changes"]);
  });
});
