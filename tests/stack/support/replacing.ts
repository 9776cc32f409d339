import type { RuleIds } from "oss-replication-emulator";
import type { Project } from "./project";
import { type Said, SURFACES, type Surface } from "./surfaces";
import { newWorld, type World } from "./world";

const summary = ({ emulator }: World) => emulator.rules("src").map(({ id, prefixes }) => ({ id, prefixes }));

/** A service that keeps the ids we choose, one that makes its own, and one that refuses them must all do. */
export function promisesAboutReplacing(ruleIds: RuleIds): void {
  describe.each(SURFACES)("$name:", (surface) => promisesOn(surface, ruleIds));
}

function promisesOn(surface: Surface, ruleIds: RuleIds): void {
  const RULE_URN = surface.ruleUrn();
  const withRtc = (args: Record<string, unknown>, more: Said = {}) =>
    surface.program([{ args, rtc: true, ...more }]);

  /** Whatever happens, the service has exactly the one rule that the program says, and state knows it. */
  async function expectExactlyOne(world: World, p: Project, prefixes: string[]): Promise<void> {
    const rules = world.emulator.rules("src").filter(({ status }) => status !== "closing");
    expect(rules).toMatchObject([{ prefixes, rtcStatus: expect.stringMatching(/enabl/) }]);
    expect(p.exportState().resources?.find(({ urn }) => urn === RULE_URN)?.id).toBe(rules[0]?.id);
    await p.preview(["--expect-no-changes"]);
  }

  it("every forced replacement ends with exactly the desired rule, or a clear failure and nothing changed", async () => {
    const world = await newWorld({ ruleIds });
    const p = await surface.project(world, []);
    p.setProgram(await withRtc({ prefixSet: { prefixes: ["a/"] } }));
    await p.up();

    const puts = () =>
      world.emulator.requests.filter(({ operation }) => operation === "PutBucketReplication");

    /** Only a chosen id shows create that a rule is ours; else the old id must be shown to diff by a refresh. */
    async function force(args: string[]): Promise<void> {
      const before = summary(world);
      const start = puts().length;
      const result = await p.up(args, ruleIds === "honour" ? "success" : "failure");
      if (ruleIds !== "honour") {
        expect(result.output).toMatch(/forcing its replacement.*--refresh/);
        expect(summary(world)).toMatchObject(before.map(({ id }) => ({ id })));
        await p.up([...args, "--refresh"]);
      }
      expect(puts().slice(start).at(-1)).toMatchObject({ status: 200, ruleId: summary(world)[0]?.id });
      await expectExactlyOne(world, p, ["a/"]);
    }

    await force(["--target-replace", RULE_URN, "--target-dependents"]);
    await force(["--target-replace", RULE_URN, "--target-dependents"]);
    await p.run(["state", "taint", RULE_URN, "--yes"]);
    await force([]);
    const changed = { prefixSet: { prefixes: ["a/"] }, waitForClearing: true };
    p.setProgram(await withRtc(changed, { options: [`replaceOnChanges: ["waitForClearing"]`] }));
    await p.up();
    await expectExactlyOne(world, p, ["a/"]);
    await p.destroy();
    expect(summary(world)).toEqual([]);
  });

  it("a flip to another prefix and back while the first rule is closing ends with exactly the first", async () => {
    const world = await newWorld({
      ruleIds,
      timings: { startingMs: 10, closingMs: 3_000, historyMs: 10, rtcMs: 10 },
    });
    const p = await surface.project(world, []);
    const program = (prefix: string, create: string) =>
      withRtc({ prefixSet: { prefixes: [prefix] } }, { timeouts: { create, delete: "30s" } });
    p.setProgram(await program("a/", "100ms"));
    await p.up();
    p.setProgram(await program("b/", "100ms"));
    const failed = await p.up([], "failure");
    expect(failed.output).toMatch(
      /No rule is in effect from src to dst .*still closing after 100ms.*run the same/i,
    );
    p.setProgram(await program("a/", "30s"));
    await p.refresh();
    await p.up();
    await expectExactlyOne(world, p, ["a/"]);
  });

  // The engine does not tell the package of this option, and OSS keeps one rule for the pair.
  const outcome = surface.tellsRetain ? "fails clearly and changes nothing" : "leaves the new rule alone";
  it(`retainOnDelete with a replacement to the same target ${outcome}`, async () => {
    const world = await newWorld({ ruleIds });
    const program = (prefix: string) =>
      surface.program([{ args: { prefixSet: { prefixes: [prefix] } }, options: ["retainOnDelete: true"] }]);
    const p = await surface.project(world, []);
    p.setProgram(await program("a/"));
    await p.up();
    const before = summary(world);
    p.setProgram(await program("b/"));
    const { output } = await p.up([], surface.tellsRetain ? "failure" : "success");
    if (!surface.tellsRetain) return expect(summary(world)).toMatchObject([{ prefixes: ["b/"] }]);
    expect(output).toMatch(/retainOnDelete/);
    expect(summary(world)).toMatchObject([{ id: before[0]?.id, prefixes: ["a/"] }]);
  });

  it("a rule that state has lost is taken over without a write, however old, or named as the one to adopt", async () => {
    const world = await newWorld({ ruleIds });
    const p = await surface.project(world, [{}]);
    await p.up();
    const [before] = world.emulator.rules("src");
    world.emulator.changeRule("src", before?.id ?? "", { status: "doing" });
    await p.run(["state", "delete", RULE_URN, "--yes"]);
    const start = world.emulator.requests.length;
    if (ruleIds === "honour") {
      const { output } = await p.preview();
      expect(output).toContain(`taken over: rule ${before?.id} from src to dst (oss-cn-beijing)`);
    }
    const again = await p.up([], ruleIds === "honour" ? "success" : "failure");
    if (ruleIds !== "honour") expect(again.output).toContain(surface.takeOver(before?.id as string));
    const written = world.emulator.requests
      .slice(start)
      .filter(({ method, code }) => method !== "GET" && code === undefined);
    expect(written).toEqual([]);
    expect(world.emulator.rules("src")).toMatchObject([{ id: before?.id, status: "doing" }]);
    if (ruleIds === "honour") await p.up(["--expect-no-changes"]);
  });

  it("a put whose answer is lost is known by its id, and told to be adopted where OSS makes the ids", async () => {
    // Where ids are refused, it is that refusal which is lost; then the rule is put without one.
    const world = await newWorld({ ruleIds });
    world.emulator.addFault({ kind: "drop-after", operation: "PutBucketReplication", times: 1 });
    const p = await surface.project(world, [{}]);
    const { output } = await p.up([], ruleIds === "ignore" ? "failure" : "success");
    const [there] = world.emulator.rules("src");
    if (ruleIds === "ignore") {
      expect(output).toMatch(/It is not known whether this command put the rule/);
      p.setProgram(await surface.program([{ takesOver: there?.id }]));
      await p.up();
    }
    expect(world.emulator.rules("src")).toMatchObject([{ id: there?.id }]);
    await p.refresh(["--expect-no-changes"]);
  });
}
