import { newWorld, rule, text } from "./support/world";

/* Outputs that the program does not name are made when they are read. */

const shown = `pulumi.all([rule.action, rule.region]).apply((both) => both.join(" "))`;

it("tell a preview and an update what the engine has, and transformations are shown each resource once", async () => {
  const { project } = await newWorld();
  const p = project(`
    pulumi.runtime.registerStackTransformation(({ type }) => console.log("transformed", type));
    const rule = ${rule()}
    exports.said = ${shown};
    exports.absent = rule.prefixSet.apply((prefixSet) => "absent: " + (prefixSet === undefined));
    new oss.ReplicationRtc("rtc", { rule });`);
  const preview = await p.preview();
  expect(preview.output).toMatch(/said *: "ALL cn-hangzhou"/);
  expect(preview.output).toMatch(/absent *: \[unknown\]/);
  const { output } = await p.up();
  expect(output).toMatch(/said *: "ALL cn-hangzhou"/);
  expect(output).toMatch(/absent *: "absent: true"/);
  const lines = output.split("\n").filter((line) => /^ *transformed/.test(line));
  expect(lines.map((line) => line.trim()).sort()).toEqual([
    "transformed pulumi-nodejs:dynamic/oss:ReplicationRtc",
    "transformed pulumi-nodejs:dynamic/oss:ReplicationRule",
  ]);
  await p.preview(["--expect-no-changes"]);
});

it("are secret one by one, and a stack that exports a whole rule has no hint of ours in state", async () => {
  const { project } = await newWorld();
  const whole = (opts: string) => text(`const rule = ${rule({}, { opts })} exports.rule = rule;`);
  const p = project("");
  p.setProgram(whole("{}"));
  await p.up();
  const outputs = () =>
    p.exportState().resources?.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs;
  expect(outputs()).toMatchObject({ rule: { action: "ALL", region: "cn-hangzhou", bucket: "src" } });
  expect(JSON.stringify(outputs())).not.toMatch(/hints|applying|bucketsToCome/);
  await p.up(["--expect-no-changes"]);
  p.setProgram(whole(`{ additionalSecretOutputs: ["action"] }`));
  await p.up();
  const { action, region } = (outputs() as { rule: Record<string, unknown> }).rule;
  expect([typeof action, region]).toEqual(["object", "cn-hangzhou"]);
});

it("are unknown where an update could not make the rule", async () => {
  const { project } = await newWorld({ syncRoles: ["good"] });
  const p = project(`
    const rule = ${rule({ syncRole: "bad" })}
    exports.said = rule.action.apply((action) => { console.log("has action " + action); return action; });`);
  const { output } = await p.up(["--continue-on-error"], "failure");
  expect(output).toMatch(/NoPermission/);
  expect(output).not.toMatch(/has action|unknown resource|TypeError/);
});

it("are no change to a state in which none was read before", async () => {
  const { project } = await newWorld();
  const p = project(`${rule()} exports.said = "ALL";`);
  await p.up();
  p.setProgram(text(`const rule = ${rule()} exports.said = rule.action;`));
  await p.preview(["--expect-no-changes"]);
  expect((await p.up(["--expect-no-changes"])).output).toMatch(/said *: "ALL"/);
});
