import { newWorld, text } from "./support/world";

/** A component of a component with a rule, its RTC and a second rule, all with `parent: this`. */
const COMPONENTS = (parents: string, aliases = "") => `
class Inner extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("my:index:Inner", name, {}, opts);
    const rule = new oss.ReplicationRule(name + "-dst",
      { bucket: "src", destination: { bucket: "dst", location: "oss-cn-beijing" } }, { parent: this${aliases} });
    new oss.ReplicationRtc(name + "-rtc", { rule }, { parent: this${aliases} });
    new oss.ReplicationRule(name + "-near",
      { bucket: "src", destination: { bucket: "near", location: "oss-cn-hangzhou" } }, { parent: this${aliases} });
  }
}
class Outer extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("my:index:Outer", name, {}, opts);
    ${parents}
  }
}
new Outer("outer");`;

it("two rules and an RTC in a component of a component come up, with no dependency but those the program states", async () => {
  const { emulator, project } = await newWorld();
  const p = project(COMPONENTS(`new Inner("inner", { parent: this });`));
  await p.up();
  expect(emulator.rules("src").map(({ rtcStatus }) => rtcStatus)).toEqual(
    expect.arrayContaining(["enabling", undefined]),
  );
  const ours = (p.exportState().resources ?? []).filter(({ type }) => /oss:Replication/.test(String(type)));
  const named = Object.fromEntries(
    ours.map((resource) => [String(resource.urn).split("::").at(-1), resource as Record<string, unknown>]),
  );
  const rule = named["inner-dst"]?.urn;
  expect(named["inner-dst"]).not.toHaveProperty("dependencies");
  expect(named["inner-near"]).not.toHaveProperty("dependencies");
  expect(named["inner-rtc"]?.dependencies).toEqual([rule]);
  for (const name of ["inner-dst", "inner-near"]) {
    const stated = Object.values((named[name]?.propertyDependencies ?? {}) as Record<string, unknown>);
    expect(stated.flat().filter(Boolean)).toEqual([]);
  }
  await p.up(["--expect-no-changes"]);
});

it("a rule moves into a component by an alias without a change", async () => {
  const { emulator, project } = await newWorld();
  const flat = `
    const rule = new oss.ReplicationRule("inner-dst", { bucket: "src", destination: { bucket: "dst", location: "oss-cn-beijing" } });
    new oss.ReplicationRtc("inner-rtc", { rule });
    new oss.ReplicationRule("inner-near", { bucket: "src", destination: { bucket: "near", location: "oss-cn-hangzhou" } });`;
  const p = project(flat);
  await p.up();
  const before = emulator.rules("src").map(({ id }) => id);
  const start = emulator.requests.length;
  p.setProgram(
    text(
      COMPONENTS(
        `new Inner("inner", { parent: this });`,
        ", aliases: [{ parent: pulumi.rootStackResource }]",
      ),
    ),
  );
  const { plan } = await p.previewJson();
  expect(plan.changeSummary).toMatchObject({ same: 4, create: 2 });
  await p.up();
  expect(emulator.requests.slice(start).filter(({ method }) => method !== "GET")).toEqual([]);
  expect(emulator.rules("src").map(({ id }) => id)).toEqual(before);
  await p.up(["--expect-no-changes"]);
});
