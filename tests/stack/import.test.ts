import { newWorld, rule, text } from "./support/world";

it("the option import is refused in a sentence that says what to do instead, and nothing is asked of OSS", async () => {
  const { project, emulator } = await newWorld();
  const id = emulator.addRule("src", { destination: { bucket: "dst", location: "oss-cn-beijing" } });
  const p = project("");
  const opts = `{ import: "${id}" }`;
  for (const [resource, instead] of [
    [rule({}, { opts }), "`adopt`"],
    [`new oss.ReplicationRtc("rtc", { bucket: "src", ruleId: "${id}" }, ${opts});`, "create it"],
  ] as const) {
    p.setProgram(text(resource));
    const { output } = await p.preview([], "failure");
    expect(output).toMatch(/error: \w+ "(rule|rtc)" has the option `import`/);
    expect(output).toContain(instead);
    expect(output).not.toMatch(/^\s+at |toJavaScript/m);
  }
  p.setProgram(text(rule({ adopt: id })));
  await p.up();
  expect(p.exportState().resources?.map((each) => each.id)).toContain(id);
});
