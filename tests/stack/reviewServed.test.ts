import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { review } from "../unit/review/support/previews";
import { type ServedPreview, servedPreviews } from "../unit/review/support/served";
import type { Project } from "./support/project";
import { recordable } from "./support/recorded";
import { CLASSES, installProvider, servedRule } from "./support/served";
import { newWorld, rule, text, type World } from "./support/world";

/*
 * What `pulumi preview --json` prints for resources of the package, as the unit tests of the review have it in
 * tests/fixtures/servedPreviews: `UPDATE_PREVIEWS=1` writes it. What the review tells is compared each time.
 */

const destination = { bucket: "dst", location: "oss-cn-beijing" };

let world: World;
let project: Project;

const served = (args: Record<string, unknown>, opts = "{}", rtc = '{ status: "enabled" }') =>
  `${CLASSES} const r = ${servedRule(args, opts)}
    new ReplicationRtc("rtc", { bucket: r.bucket, ruleId: r.id, ...${rtc} });`;
const prefixes = (...list: string[]) => ({ prefixSet: { prefixes: list } });
const hour = '{ customTimeouts: { create: "1h", delete: "2h" } }';

beforeEach(async () => {
  world = await newWorld();
  project = world.project("");
  installProvider(project);
});

async function expectAsRecorded(name: ServedPreview, program: string): Promise<void> {
  project.setProgram(program);
  const { stdout } = await project.previewJson(["--show-sames"]);
  const file = join(servedPreviews, `${name}.json`);
  if (process.env.UPDATE_PREVIEWS) writeFileSync(file, recordable(stdout, project, world.emulator.endpoint));
  const reviewed = async (preview: string) => (await review(preview)).out.replaceAll(UUID, "ID");
  expect(await reviewed(stdout)).toBe(await reviewed(readFileSync(file, "utf8")));
}

const UUID = /[0-9a-f]{16}-[0-9a-f]{16}(-2)?/g;

it("the life of a rule and its RTC", async () => {
  await expectAsRecorded("creation", served(prefixes("app/", "audit/"), hour));
  await project.up();
  await expectAsRecorded("nothing", served(prefixes("app/", "audit/"), hour));
  await expectAsRecorded("prefix", served(prefixes("app/"), hour));
  await expectAsRecorded(
    "target",
    served({ ...prefixes("app/", "audit/"), destination: { ...destination, bucket: "dst2" } }),
  );
  await expectAsRecorded("rtc-off", served(prefixes("app/", "audit/"), hour, '{ status: "disabled" }'));
  await expectAsRecorded("network", served({ ...prefixes("app/", "audit/"), network: "internal" }, hour));
  await expectAsRecorded("deletion", CLASSES);
});

it("imports", async () => {
  const id = world.emulator.addRule("src", { id: "theirs", destination, rtc: "enabled", syncRole: "hidden" });
  const importing = `{ import: "src/${id}" }`;
  const program = served({ syncRole: "hidden" }, importing).replace(/\}\);$/, `}, ${importing});`);
  await expectAsRecorded("import", program);
  await project.up();
  await expectAsRecorded("import-again", program);
});

it("moves from one surface to the other, with the alias and without", async () => {
  project.setProgram(text(`const r = ${rule(prefixes("a/"))} new oss.ReplicationRtc("rtc", { rule: r });`));
  await project.up();
  await expectAsRecorded("move", served(prefixes("a/")));
  await expectAsRecorded("move-and-change", served(prefixes("b/")));
  const [there] = world.emulator.rules("src");
  const importing = `{ import: "src/${there?.id}" }`;
  await expectAsRecorded("import-without-alias", withoutAlias(served(prefixes("a/"), importing)));
});

it("what the checks said", async () => {
  project.setProgram(CLASSES + servedRule());
  await project.up();
  await project.run([
    "state",
    "delete",
    "--yes",
    "urn:pulumi:dev::test::oss-replication:index:ReplicationRule::rule",
  ]);
  await expectAsRecorded("taken-over", CLASSES + servedRule());
  project.env.OSS_ENDPOINT = "http://127.0.0.1:9";
  await expectAsRecorded("not-checked", CLASSES + servedRule());
});

function withoutAlias(program: string): string {
  return program.replace("{ aliases, version", "{ version");
}
