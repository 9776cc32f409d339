import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "./support/project";
import { newWorld, rule, text } from "./support/world";

const other = { accessKeyId: "LTAIOTHERACCOUNT", accessKeySecret: "secret-of-the-other-account" };

it("providers of their own manage rules in several accounts and regions of one stack", async () => {
  const [mine, theirs] = await Promise.all([newWorld(), newWorld({ accounts: [other] })]);
  const project = mine.project(`
    const provider = new oss.Provider("other", {
      region: "cn-beijing",
      endpoint: ${JSON.stringify(theirs.emulator.endpoint)},
      profile: "other",
    });
    ${rule({}, { name: "mine" })}
    const theirs = new oss.ReplicationRule("theirs", {
      bucket: "dst",
      destination: { bucket: "src", location: "oss-cn-hangzhou" },
    }, { provider });
    new oss.ReplicationRtc("rtc", { rule: theirs });`);
  addProfile(project, "other", other);
  const shown = () =>
    [mine, theirs].map(({ emulator }) => ["src", "dst"].map((name) => emulator.rules(name)));

  await project.up();
  const made = shown();
  await project.refresh(["--expect-no-changes"]);
  await project.preview(["--expect-no-changes"]);
  const state = project.stateText();
  await project.destroy();

  expect(made).toMatchObject([
    [[{ destination: { bucket: "dst" } }], []],
    [[], [{ destination: { bucket: "src" }, rtcStatus: expect.anything() }]],
  ]);
  expect(shown().flat(2)).toEqual([]);
  expect(state).not.toContain(other.accessKeySecret);
});

/** The provider of the tests as it had to be written before there was a class, and as it is written now. */
const FORMS = {
  resource: `new pulumi.ProviderResource("pulumi-nodejs", "other", { "oss:region": "cn-beijing", "oss:profile": "other" })`,
  class: `new oss.Provider("other", { region: pulumi.output("cn-beijing"), profile: "other", endpoint: undefined })`,
};

it("a Provider is the same in state as the ProviderResource that it replaces", async () => {
  const { project } = await newWorld({ accounts: [other] });
  const resource = `new oss.ReplicationRule("rule", {
    bucket: "dst",
    destination: { bucket: "src", location: "oss-cn-hangzhou" },
  }, { provider });`;
  const p = project(`const provider = ${FORMS.resource}; ${resource}`);
  addProfile(p, "other", other);
  await p.up();
  const provider = () => p.exportState().resources?.find(({ urn }) => urn.endsWith("pulumi-nodejs::other"));
  const before = provider();

  p.setProgram(text(`const provider = ${FORMS.class}; ${resource}`));
  await p.up(["--expect-no-changes"]);

  expect(before?.inputs).toMatchObject({ "oss:region": "cn-beijing", "oss:profile": "other" });
  expect(provider()).toMatchObject({ id: before?.id, type: before?.type, inputs: before?.inputs });
});

it("another provider for a resource, with the same settings, changes nothing of its rule and its RTC", async () => {
  const { project, emulator } = await newWorld();
  const program = (opts: string) =>
    text(`const r = ${rule({}, { opts })} new oss.ReplicationRtc("rtc", { rule: r });`);
  const p = project("");
  p.setProgram(program("{}"));
  await p.up();
  const before = [emulator.rules("src"), emulator.requests.filter(({ method }) => method !== "GET").length];
  for (const name of ["one", "two"]) {
    p.setProgram(program(`{ provider: new oss.Provider("${name}", { region: "cn-hangzhou" }) }`));
    await p.up();
  }
  await p.refresh();

  expect(emulator.requests.filter(({ method }) => method !== "GET")).toHaveLength(before[1] as number);
  expect(emulator.rules("src")).toMatchObject([{ id: (before[0] as { id: string }[])[0]?.id }]);
});

it("functions ask with the settings of their provider, or of their parent's", async () => {
  const [mine, theirs] = await Promise.all([newWorld(), newWorld({ accounts: [other] })]);
  mine.emulator.addRule("dst", { destination: { bucket: "far", location: "oss-ap-southeast-1" } });
  theirs.emulator.addRule("dst", { destination: { bucket: "src", location: "oss-cn-hangzhou" } });
  const p = mine.project(`
    const provider = new oss.Provider("other", {
      region: "cn-beijing",
      endpoint: pulumi.output(${JSON.stringify(theirs.emulator.endpoint)}),
      profile: "other",
    });
    const parent = new pulumi.ComponentResource("test:index:Component", "parent", {}, { providers: [provider] });
    const rule = new oss.ReplicationRule("rule", {
      bucket: "src",
      destination: { bucket: "near", location: "oss-cn-hangzhou" },
      region: "cn-hangzhou",
    }, { parent });
    module.exports = async () => {
      const targets = ({ rules }) => rules.map(({ destination }) => destination.bucket);
      return {
        own: targets(await oss.getReplicationRules({ bucket: "dst", region: "cn-beijing" })),
        provider: targets(await oss.getReplicationRules({ bucket: "dst" }, { provider })),
        parent: targets(await oss.getReplicationRules({ bucket: "dst" }, { parent })),
        output: oss.getReplicationRulesOutput({ bucket: pulumi.output("dst") }, { provider }).apply(targets),
        locations: (await oss.getReplicationLocations({ bucket: "dst" }, { provider })).ownLocation,
        progress: oss.getReplicationProgressOutput(
          { bucket: "src", region: "cn-hangzhou", ruleId: rule.id }, { provider }).ruleId,
      };
    };`);
  addProfile(p, "other", other);

  const { plan } = await p.previewJson();
  await p.up();

  expect(plan.changeSummary).toEqual({ create: 4 });
  expect(p.outputs()).toEqual({
    own: ["far"],
    provider: ["src"],
    parent: ["src"],
    output: ["src"],
    locations: "oss-cn-beijing",
    progress: theirs.emulator.rules("src")[0]?.id,
  });
});

it("a function whose provider is not known yet ends the preview in one sentence, and its twin waits", async () => {
  const { project } = await newWorld();
  const program = (call: string) =>
    text(`const first = ${rule()}
    const provider = new oss.Provider("p", { profile: first.id });
    module.exports = async () => ({ x: ${call}({ bucket: "src" }, { provider }) });`);
  const p = project("");
  p.setProgram(program("await oss.getReplicationRules"));
  const { output } = await p.preview([], "failure");
  expect(output).toMatch(/error: getReplicationRules was given a provider.*Use getReplicationRulesOutput/);
  expect(output).not.toMatch(/^\s+at /m);

  p.setProgram(program("oss.getReplicationRulesOutput"));
  await p.preview();
});

/** As `aliyun configure` writes it. */
function addProfile(project: Project, name: string, keys: typeof other): void {
  const folder = join(project.folder, "home", ".aliyun");
  const profile = {
    name,
    mode: "AK",
    access_key_id: keys.accessKeyId,
    access_key_secret: keys.accessKeySecret,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "config.json"), JSON.stringify({ current: name, profiles: [profile] }));
}
