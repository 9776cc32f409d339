import type { RuleIds } from "oss-replication-emulator";
import type { Project } from "./project";
import { newWorld, rule, text, type World } from "./world";

const RULE_URN = "urn:pulumi:dev::test::pulumi-nodejs:dynamic/oss:ReplicationRule::rule";

const summary = ({ emulator }: World) => emulator.rules("src").map(({ id, prefixes }) => ({ id, prefixes }));

/** A service that keeps the ids we choose, one that makes its own, and one that refuses them must all do. */
export function promisesAboutReplacing(ruleIds: RuleIds): void {
  const withRtc = (args: Record<string, unknown>, opts?: string) =>
    text(`const r = ${rule(args, { opts })} new oss.ReplicationRtc("rtc", { rule: r });`);

  /** Whatever happens, the service has exactly the one rule that the program says, and state knows it. */
  async function expectExactlyOne(world: World, p: Project, prefixes: string[]): Promise<void> {
    const rules = world.emulator.rules("src").filter(({ status }) => status !== "closing");
    expect(rules).toMatchObject([{ prefixes, rtcStatus: expect.stringMatching(/enabl/) }]);
    expect(p.exportState().resources?.find(({ urn }) => urn === RULE_URN)?.id).toBe(rules[0]?.id);
    await p.preview(["--expect-no-changes"]);
  }

  it("every forced replacement ends with exactly the desired rule, or a clear failure and nothing changed", async () => {
    const world = await newWorld({ ruleIds });
    const p = world.project("");
    p.setProgram(withRtc({ prefixSet: { prefixes: ["a/"] } }));
    await p.up();

    /** Only a chosen id shows create that a rule is ours; else the old id must be shown to diff by a refresh. */
    async function force(args: string[]): Promise<void> {
      const before = summary(world);
      const result = await p.up(args, ruleIds === "honour" ? "success" : "failure");
      if (ruleIds !== "honour") {
        expect(result.output).toMatch(/replacement is forced.*--refresh/);
        expect(summary(world)).toMatchObject(before.map(({ id }) => ({ id })));
        await p.up([...args, "--refresh"]);
      }
      expect(summary(world)[0]?.id).not.toBe(before[0]?.id);
      await expectExactlyOne(world, p, ["a/"]);
    }

    await force(["--target-replace", RULE_URN, "--target-dependents"]);
    await force(["--target-replace", RULE_URN, "--target-dependents"]);
    await p.run(["state", "taint", RULE_URN, "--yes"]);
    await force([]);
    const changed = { prefixSet: { prefixes: ["a/"] }, timeouts: { delete: "1h" } };
    p.setProgram(withRtc(changed, `{ replaceOnChanges: ["timeouts"] }`));
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
    const p = world.project("");
    const program = (prefix: string, timeout: string) =>
      withRtc({ prefixSet: { prefixes: [prefix] }, timeouts: { create: "30s", delete: timeout } });
    p.setProgram(program("a/", "100ms"));
    await p.up();
    p.setProgram(program("b/", "100ms"));
    const failed = await p.up([], "failure");
    expect(failed.output).toMatch(/still closing after 100ms.*run the same command again/);
    p.setProgram(program("a/", "30s"));
    await p.refresh();
    await p.up();
    await expectExactlyOne(world, p, ["a/"]);
  });

  it("retainOnDelete with a replacement to the same target fails clearly and changes nothing", async () => {
    const world = await newWorld({ ruleIds });
    const p = world.project("");
    const program = (prefix: string) =>
      text(rule({ prefixSet: { prefixes: [prefix] } }, { opts: "{ retainOnDelete: true }" }));
    p.setProgram(program("a/"));
    await p.up();
    const before = summary(world);
    p.setProgram(program("b/"));
    const failed = await p.up([], "failure");
    expect(failed.output).toMatch(/retainOnDelete/);
    expect(summary(world)).toMatchObject([{ id: before[0]?.id, prefixes: ["a/"] }]);
  });

  it("a rule that an interrupted create has left is ours, or named as the one to adopt", async () => {
    const world = await newWorld({ ruleIds });
    world.emulator.addFault({ kind: "drop-after", operation: "PutBucketReplication", times: 1 });
    const p = world.project(rule());
    await p.up();
    expect(summary(world)).toHaveLength(1);
    const lost = p.exportState();
    lost.resources = lost.resources?.filter(({ urn }) => urn !== RULE_URN);
    p.importState(lost);
    const again = await p.up([], ruleIds === "honour" ? "success" : "failure");
    if (ruleIds !== "honour") expect(again.output).toContain(`adopt: "${summary(world)[0]?.id}"`);
    expect(summary(world)).toHaveLength(1);
  });
}
