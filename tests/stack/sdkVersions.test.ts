import { rmSync } from "node:fs";
import { join } from "node:path";
import { npmInstall, pack } from "./support/package";
import { newWorld, text } from "./support/world";

const program = (syncRole: string) =>
  text(`
  class Replicated extends pulumi.ComponentResource {
    constructor(name) {
      super("my:index:Replicated", name);
      const rule = new oss.ReplicationRule(name, { bucket: "src", syncRole: "${syncRole}",
        destination: { bucket: "dst", location: "oss-cn-beijing" } }, { parent: this });
      new oss.ReplicationRtc(name, { rule }, { parent: this });
    }
  }
  new Replicated("component");`);

/** The oldest and the newest that the package says it works with. */
it.each(["3.217.0", "3.270.0"])(
  "a component comes up, and a refused replacement keeps its rule, with @pulumi/pulumi %s",
  async (version) => {
    const { emulator, project } = await newWorld({ syncRoles: ["good", "better"] });
    const p = project("");
    const folder = join(p.folder, "program");
    rmSync(join(folder, "node_modules"));
    await npmInstall(folder, await pack(), `@pulumi/pulumi@${version}`);
    p.setProgram(program("good"));
    await p.up();
    const [before] = emulator.rules("src");
    expect(before).toMatchObject({ syncRole: "good", rtcStatus: "enabling" });
    p.setProgram(program("bad"));
    expect((await p.up([], "failure")).output).toMatch(/was put back and is in effect.*NoPermission/);
    expect(emulator.rules("src")).toMatchObject([
      { id: before?.id, syncRole: "good", rtcStatus: "enabling" },
    ]);
    p.setProgram(program("better"));
    await p.up();
    expect(emulator.rules("src")).toMatchObject([{ syncRole: "better", rtcStatus: "enabling" }]);
    await p.up(["--expect-no-changes"]);
  },
);
