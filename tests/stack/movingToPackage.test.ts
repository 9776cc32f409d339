import { hasGo, nodeSdk } from "../support/sdks";
import type { Project } from "./support/project";
import { CLASSES, installProvider, servedRule } from "./support/served";
import { newWorld, rule, text, type World } from "./support/world";

/** Of the SDK that is generated of the schema, whose aliases it has; by hand where there is no Go to generate it. */
let classes = CLASSES;

beforeAll(async () => {
  if (hasGo) {
    const sdk = JSON.stringify(await nodeSdk());
    classes = `const pulumi = require("@pulumi/pulumi"); const { ReplicationRule, ReplicationRtc } = require(${sdk});`;
  }
}, 600_000);

const URN = "urn:pulumi:dev::test::oss-replication:index:";
const secretRole = 'syncRole: pulumi.secret("hush-role")';

let world: World;
let project: Project;

const writes = () => world.emulator.requests.filter(({ method }) => method !== "GET");
const inEffect = () => world.emulator.rules("src").filter(({ status }) => status !== "closing");
const ids = () => project.exportState().resources?.map(({ id }) => id) ?? [];
const inState = (type: string) => project.exportState().resources?.find((each) => each.type.endsWith(type));

const dynamic = (prefix: string) => {
  const args = { prefixSet: { prefixes: [prefix] }, timeouts: { create: "1h" } };
  return text(`const r = ${withRole(rule(args))} new oss.ReplicationRtc("rtc", { rule: r });`);
};
const served = (prefix: string) =>
  `${classes} const r = ${withRole(servedRule({ prefixSet: { prefixes: [prefix] } }))}
    new ReplicationRtc("rtc", { bucket: r.bucket, ruleId: r.id });`;

function withRole(made: string): string {
  return made.replace('"bucket":"src"', `"bucket":"src",${secretRole}`);
}

beforeEach(async () => {
  world = await newWorld();
  project = world.project("");
  installProvider(project);
  project.setProgram(dynamic("a/"));
  await project.up();
});

it("from the dynamic resources by the package's alias: unchanged, nothing is written, and later changes are right", async () => {
  const [before] = inEffect();
  const written = writes().length;

  project.setProgram(served("a/"));
  await project.preview(["--expect-no-changes"]);
  await project.up(["--expect-no-changes"]);

  expect(writes()).toHaveLength(written);
  expect(inState("ReplicationRule")).toMatchObject({ urn: `${URN}ReplicationRule::rule`, id: before?.id });
  expect(inState("ReplicationRtc")).toMatchObject({ urn: `${URN}ReplicationRtc::rtc`, id: before?.id });
  expect(project.stateText()).not.toContain("hush-role");
  await project.refresh();
  expect(inState("ReplicationRule")?.outputs).not.toHaveProperty("__provider");
  expect(inState("ReplicationRule")?.outputs).not.toHaveProperty("timeouts");
  expect(project.stateText()).not.toContain("hush-role");
  await project.preview(["--expect-no-changes"]);

  project.setProgram(served("b/"));
  await project.up();
  const [now] = inEffect();
  expect(inEffect()).toMatchObject([
    { prefixes: ["b/"], syncRole: "hush-role", rtcStatus: expect.stringMatching(/enabl/) },
  ]);
  expect(ids().filter((id) => id === now?.id)).toHaveLength(2);
  await project.refresh(["--expect-no-changes"]);
  await project.preview(["--expect-no-changes"]);

  await project.destroy();
  expect(inEffect()).toEqual([]);
});

it("a change right with the move replaces the rule, RTC with it, and nothing of the other surface stays", async () => {
  const [before] = inEffect();

  project.setProgram(served("b/"));
  await project.up();

  const [now] = inEffect();
  expect(inEffect()).toMatchObject([{ prefixes: ["b/"], rtcStatus: expect.stringMatching(/enabl/) }]);
  expect(now?.id).not.toBe(before?.id);
  expect(project.stateText()).not.toMatch(/__provider|hush-role/);
  await project.preview(["--expect-no-changes"]);
});

it("destroy right after the move deletes rule and RTC", async () => {
  project.setProgram(served("a/"));
  await project.up();

  await project.destroy();

  expect(inEffect()).toEqual([]);
  expect(ids()).toEqual([]);
});

it("without the alias, an import in the update in which the dynamic resources go keeps the rule and its RTC", async () => {
  const [before] = inEffect();
  const importing = `, { import: "src/${before?.id}", aliases: [] });`;
  const program = `${CLASSES.replace("{ aliases, version", "{ version")}
    const r = ${withRole(servedRule({ prefixSet: { prefixes: ["a/"] } })).replace(", {});", importing)}
    new ReplicationRtc("rtc", { bucket: r.bucket, ruleId: r.id }${importing}`;

  project.setProgram(program);
  await project.up();

  expect(inEffect()).toMatchObject([{ id: before?.id, rtcStatus: expect.stringMatching(/enabl/) }]);
});

it("the way back by alias shows no change, and can delete nothing afterwards: as the documents say", async () => {
  project.setProgram(served("a/"));
  await project.up();
  await project.refresh();
  const back = dynamic("a/")
    .replace('timeouts":{"create":"1h"}', 'timeouts":{}')
    .replace(/\);\s*new oss/, ', { aliases: [{ type: "oss-replication:index:ReplicationRule" }] }); new oss')
    .replace("{ rule: r })", '{ rule: r }, { aliases: [{ type: "oss-replication:index:ReplicationRtc" }] })');
  project.setProgram(back);
  await project.up(["--expect-no-changes"]);
  const before = inEffect();

  project.setProgram(text(""));
  const { output } = await project.up([], "failure");

  expect(output).toContain("code must be a string, not undefined");
  expect(inEffect()).toEqual(before);
});
