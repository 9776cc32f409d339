import { manualClock } from "oss-replication-emulator";
import { newWorld, rule, text } from "./support/world";

it("functions tell of locations, rules and progress, and their twins take what resources put out", async () => {
  const clock = manualClock();
  const { project } = await newWorld({ clock, timings: { startingMs: 1_000, historyMs: 10_000 } });
  const p = project("");
  const program = text(`const r = ${rule({ prefixSet: { prefixes: ["a/"] } })}
    exports.locations = oss.getReplicationLocations({ bucket: "src" }).then((l) =>
      ({ own: l.ownLocation, beijing: l.locations.find((each) => each.location === "oss-cn-beijing") }));
    exports.rules = oss.getReplicationRulesOutput({ bucket: r.id.apply(() => "src") }).rules;
    exports.none = oss.getReplicationRules({ bucket: "src2" }).then((found) => found.rules.length);
    exports.progress = oss.getReplicationProgressOutput({ bucket: r.bucket, ruleId: r.id });
    exports.id = r.id;`);
  p.setProgram(program);
  await p.up();
  const { id, ...told } = p.outputs() as Record<string, never>;
  expect(told).toEqual({
    locations: {
      own: "oss-cn-hangzhou",
      beijing: { location: "oss-cn-beijing", transferTypes: ["internal"], rtc: true },
    },
    rules: [
      {
        ruleId: id,
        status: "starting",
        destination: { bucket: "dst", location: "oss-cn-beijing", transferType: "internal" },
        prefixes: ["a/"],
        action: "ALL",
        historicalObjectReplication: "enabled",
        rtcStatus: "disabled",
      },
    ],
    none: 0,
    progress: { bucket: "src", region: "cn-hangzhou", ruleId: id, status: "starting" },
  });
  clock.advance(6_000);
  await p.up();
  expect(p.outputs().progress).toMatchObject({
    status: "doing",
    historicalObject: 0.5,
    newObject: expect.any(String),
  });
});

it("a program catches a function's failure by its class and its code", async () => {
  const { project } = await newWorld();
  const p = project("");
  p.setProgram(
    text(`exports.rules = oss.getReplicationRules({ bucket: "nobody" }).catch((error) => {
      if (error instanceof oss.OssError && error.code === "NoSuchBucket") return "no bucket";
      throw error;
    });`),
  );
  const { output } = await p.preview();
  expect(output).toMatch(/rules: "no bucket"/);
});

it("a function that fails ends the program with its message alone", async () => {
  const { project } = await newWorld();
  const p = project("");
  for (const call of [
    'getReplicationLocations({ bucket: "nobody" })',
    'getReplicationRules({ bucket: "nobody" })',
    'getReplicationProgress({ bucket: "src", ruleId: "nobody" })',
  ]) {
    p.setProgram(text(`module.exports = async () => ({ x: await oss.${call} });`));
    const { output } = await p.preview([], "failure");
    expect(output).toMatch(/error: .*(NoSuchBucket|NoSuchReplicationRule).*request id \w+.*\. \S/);
    expect(output).not.toMatch(/^\s+at /m);
  }
});
