import { newWorld, rule, text } from "./support/world";

it("an update plan that a preview has saved holds for the up that follows it", async () => {
  const { emulator, project } = await newWorld();
  const p = project(rule({}, { name: "changed" }), { env: { PULUMI_EXPERIMENTAL: "true" } });
  await p.up();
  const changed = rule({ historicalObjectReplication: "disabled" }, { name: "changed" });
  const added = rule({ destination: { bucket: "dst2", location: "oss-cn-beijing" } }, { name: "added" });
  p.setProgram(text(`${changed}\n${added}`));
  await p.preview(["--save-plan", "plan.json"]);
  await p.up(["--plan", "plan.json"]);
  const rules = emulator.rules("src");
  expect(rules.sort((a, b) => a.destination.bucket.localeCompare(b.destination.bucket))).toMatchObject([
    { destination: { bucket: "dst" }, historicalObjectReplication: "disabled" },
    { destination: { bucket: "dst2" } },
  ]);
});
