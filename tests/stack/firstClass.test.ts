import { setTimeout as pause } from "node:timers/promises";
import { manualClock } from "oss-replication-emulator";
import { nodeSdk } from "../support/sdks";
import { SURFACES, usePackage } from "./support/surfaces";
import { newWorld, rule, text, type World } from "./support/world";

/* What the package does that dynamic resources cannot, and the two side by side. */

const surface = SURFACES.find(({ name }) => name === "the package");
const describeIf = surface ? describe : describe.skip;

async function until(happened: () => boolean): Promise<void> {
  for (let left = 1_200; left > 0 && !happened(); left--) await pause(50);
  expect(happened()).toBe(true);
}

const summary = ({ emulator }: World) => emulator.rules("src").map(({ id, status }) => ({ id, status }));

describeIf("the package", () => {
  const pkg = surface as NonNullable<typeof surface>;

  it("ends a wait at the first Ctrl-C, says what is there, and keeps the resource", async () => {
    const clock = manualClock();
    const world = await newWorld({ clock });
    const p = await pkg.project(world, [{}]);
    await p.up();
    const destroy = p.start(["destroy", "--yes", "--skip-preview"]);
    await until(() => world.emulator.rules("src")[0]?.status === "closing");
    process.kill(destroy.pid, "SIGINT");
    const { exitCode, output } = await destroy.done;
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/is still closing when the command was stopped/);
    expect(p.exportState().resources?.some(({ urn }) => urn === pkg.ruleUrn())).toBe(true);
    clock.advance(3_600_000);
    await p.destroy();
    expect(summary(world)).toEqual([]);
  });

  it("shows the one prefix that came, as what replaces the rule, and known outputs in an update's preview", async () => {
    const world = await newWorld();
    const said = (prefixes: string[]) => [{ args: { prefixSet: { prefixes } }, rtc: true }];
    const p = await pkg.project(world, said(["a/", "b/"]));
    await p.up();
    p.setProgram(await pkg.program(said(["0/", "a/", "b/"])));
    const { plan } = await p.previewJson();
    const step = plan.steps.find(({ op, urn }) => op === "replace" && urn === pkg.ruleUrn());
    expect(step?.detailedDiff).toEqual({
      "prefixSet.prefixes[0]": { kind: "add-replace", inputDiff: false },
    });
    const { output } = await p.preview(["--diff"]);
    expect(output).toMatch(/\+ \[0\]: "0\/"/);
    expect(output).not.toMatch(/"a\/"/);
  });

  it("keeps a secret role secret in state, and out of what it says", async () => {
    const world = await newWorld({ syncRoles: ["good"] });
    const p = await pkg.project(world, []);
    const program = (role: string) =>
      pkg
        .program([{ args: { syncRole: role } }])
        .then((all) => all.replace(`"${role}"`, `pulumi.secret("${role}")`));
    p.setProgram(await program("a-role-that-is-secret"));
    const { output } = await p.up([], "failure");
    expect(output).toMatch(/NoPermission/);
    expect(output + p.stateText()).not.toContain("a-role-that-is-secret");
    p.setProgram(await program("good"));
    await p.up();
    const state = p.exportState().resources?.find(({ urn }) => urn === pkg.ruleUrn());
    expect(JSON.stringify([state?.inputs?.syncRole, state?.outputs?.syncRole])).not.toContain("good");
    await p.refresh(["--expect-no-changes"]);
    await p.preview(["--expect-no-changes"]);
  });

  it("has OSS's arguments alone in state", async () => {
    const world = await newWorld();
    const p = await pkg.project(world, [{ timeouts: { create: "1h" }, rtc: true }]);
    await p.up();
    const state = p.exportState().resources?.find(({ urn }) => urn === pkg.ruleUrn());
    const names = ["action", "bucket", "destination", "historicalObjectReplication", "region"];
    const engine = (name: string) => name.startsWith("__");
    for (const part of [state?.inputs, state?.outputs]) {
      expect(
        Object.keys(part ?? {})
          .filter((name) => !engine(name))
          .sort(),
      ).toEqual(names);
    }
  });

  it("serves two accounts and regions by explicit providers", async () => {
    const world = await newWorld();
    world.emulator.createBucket("beijing", "cn-beijing");
    const p = await pkg.project(world, []);
    p.setProgram(`${await pkg.program([{}])}
      const bj = new oss.Provider("bj", { region: "cn-beijing", waitForClearing: false });
      new oss.ReplicationRule("back", { bucket: "beijing", destination: { bucket: "near", location: "oss-cn-hangzhou" } }, { provider: bj });`);
    await p.up();
    expect(world.emulator.rules("beijing")).toMatchObject([{ destination: { bucket: "near" } }]);
    await p.up(["--expect-no-changes"]);
    await p.refresh(["--expect-no-changes"]);
    await p.destroy();
    expect(
      [...world.emulator.rules("src"), ...world.emulator.rules("beijing")].filter(
        ({ status }) => status !== "closing",
      ),
    ).toEqual([]);
  });

  it("warns of a bucket that does not exist in the preview, and fails in the update", async () => {
    const world = await newWorld();
    const p = await pkg.project(world, [{ args: { bucket: "to-come" } }]);
    const { output } = await p.preview();
    expect(output).toMatch(
      /warning: OSS replication, note: bucket to-come, the source of a rule, does not exist yet/,
    );
    expect((await p.up([], "failure")).output).toMatch(/NoSuchBucket/);
  });

  it("refuses in the preview what the other surface has in the same program", async () => {
    const world = await newWorld();
    const p = world.project("");
    usePackage(p);
    const second = `const pkg = require(${JSON.stringify(await nodeSdk())});
      new pkg.ReplicationRule("second", { bucket: "src", destination: { bucket: "dst", location: "oss-cn-beijing" } });`;
    p.setProgram(text(`${rule()}\n${second}`));
    const { output } = await p.preview([], "failure");
    expect(output).toMatch(/Another ReplicationRule of this program is already from src to dst/);
    expect(summary(world)).toEqual([]);
  });

  it("does not lose a rule that the program hands over from one surface to the other by an import", async () => {
    const world = await newWorld();
    const p = world.project(rule());
    await p.up();
    const [before] = summary(world);
    usePackage(p);
    p.setProgram(await pkg.program([{ name: "theirs", takesOver: before?.id }]));
    await p.up();
    expect(summary(world)).toMatchObject([
      { id: before?.id, status: expect.stringMatching(/starting|doing/) },
    ]);
    await p.up(["--expect-no-changes"]);
    expect(p.exportState().resources?.filter(({ urn }) => urn.includes("ReplicationRule"))).toHaveLength(1);
  });
});
