import type { RuleIds } from "oss-replication-emulator";
import type { Project } from "./project";
import { SURFACES } from "./surfaces";
import { newWorld, type World } from "./world";

const OLD = { prefixSet: { prefixes: ["a/"] }, syncRole: "good" };
const WANTED = { prefixSet: { prefixes: ["b/"] }, syncRole: "good" };
const REFUSED = { prefixSet: { prefixes: ["b/"] }, syncRole: "bad" };

const inEffect = ({ emulator }: World) => emulator.rules("src").filter(({ status }) => status !== "closing");

/** Exactly the wanted rule, with RTC, under the id that state has; nothing left to do. */
async function expectWanted(world: World, p: Project, prefix: string): Promise<void> {
  expect(inEffect(world)).toMatchObject([{ prefixes: [prefix], rtcStatus: expect.stringMatching(/enabl/) }]);
  const state = p.exportState().resources ?? [];
  const rules = state.filter(({ type }) => String(type).endsWith(":ReplicationRule"));
  expect(rules.map(({ id }) => id)).toEqual([inEffect(world)[0]?.id]);
  await p.preview(["--expect-no-changes"]);
}

/** Whatever OSS does with ids, a replacement that it refuses leaves the pair of buckets protected as before. */
export function promisesAboutRefusal(ruleIds: RuleIds): void {
  describe.each(SURFACES)("$name:", (surface) => {
    const withRtc = (args: Record<string, unknown>, options?: string[]) =>
      surface.program([{ args, options, rtc: true }]);

    async function refusedWorld(options?: string[]): Promise<{ world: World; p: Project; failed: string }> {
      const world = await newWorld({ ruleIds, syncRoles: ["good"] });
      const p = await surface.project(world, []);
      p.setProgram(await withRtc(OLD, options));
      await p.up();
      const [before] = inEffect(world);
      p.setProgram(await withRtc(REFUSED, options));
      const { output } = await p.up([], "failure");
      expect(inEffect(world)).toMatchObject([
        { prefixes: ["a/"], syncRole: "good", rtcStatus: expect.stringMatching(/enabl/) },
      ]);
      if (ruleIds === "honour") expect(inEffect(world)[0]?.id).toBe(before?.id);
      return { world, p, failed: output };
    }

    it("says that the old rule is back, and why the new one was refused", async () => {
      const { world, p, failed } = await refusedWorld();
      expect(failed).toMatch(
        /The rule from src to dst \(oss-cn-beijing\) was not replaced: .*was put back and is in effect/,
      );
      expect(failed).toMatch(/NoPermission/);
      expect(failed).not.toMatch(/^\s+at /m);
      if (ruleIds === "honour") await p.refresh(["--expect-no-changes"]);
      await p.up([], "failure");
      expect(inEffect(world)).toMatchObject([{ prefixes: ["a/"] }]);
      p.setProgram(await withRtc(WANTED));
      await p.up();
      await expectWanted(world, p, "b/");
      await p.destroy();
      expect(inEffect(world)).toEqual([]);
    });

    it("goes on as before where the change is taken back", async () => {
      const { world, p } = await refusedWorld();
      p.setProgram(await withRtc(OLD));
      await p.up();
      await expectWanted(world, p, "a/");
      await p.destroy();
      expect(inEffect(world)).toEqual([]);
    });

    it("does the same where the program has the engine delete first, and a destroy leaves nothing", async () => {
      const { world, p } = await refusedWorld(["deleteBeforeReplace: true"]);
      const kept = p.exportState();
      p.setProgram(await withRtc(OLD, ["deleteBeforeReplace: true"]));
      await p.up();
      await expectWanted(world, p, "a/");
      p.importState(kept);
      await p.destroy();
      expect(inEffect(world)).toEqual([]);
    });
  });
}
