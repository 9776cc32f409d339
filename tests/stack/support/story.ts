import type { Emulator } from "oss-replication-emulator";
import type { Project } from "./project";

/**
 * What the README's rule goes through in whichever language its program is: made with RTC, its prefix changed, refreshed, found
 * unchanged, destroyed. The program's outputs are `rule`, and `targets` as a function answers them.
 */
export async function liveThrough(project: Project, emulator: Emulator, program: string): Promise<void> {
  project.setProgram(program);
  await project.up();
  const [made] = emulator.rules("prod-logs");
  expect(made).toMatchObject({ prefixes: ["app/", "audit/"], action: "PUT", rtcStatus: "enabling" });
  expect(project.outputs().rule).toBe(made?.id);
  expect(JSON.stringify(project.outputs().targets)).toContain("oss-cn-beijing");

  project.setProgram(program.replace("audit/", "billing/"));
  const { stdout } = await project.preview(["--diff"]);
  expect(stdout).toContain("+-oss-replication:index:ReplicationRule: (replace)");
  expect(stdout).toMatch(/~ prefixes: \[\n +~ \[1\]: "audit\/" => "billing\/"\n +\]/);
  expect(emulator.rules("prod-logs")).toMatchObject([{ id: made?.id }]);

  await project.up();
  const [replaced] = emulator.rules("prod-logs");
  expect(replaced).toMatchObject({ prefixes: ["app/", "billing/"], rtcStatus: "enabling" });
  expect(replaced?.id).not.toBe(made?.id);
  await project.refresh(["--expect-no-changes"]);
  await project.up(["--expect-no-changes"]);

  await project.destroy();
  expect(emulator.rules("prod-logs")).toEqual([]);
}
