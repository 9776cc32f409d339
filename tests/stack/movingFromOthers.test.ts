import { join } from "node:path";
import { account, type Project } from "./support/project";
import { CLASSES, installProvider, servedRule } from "./support/served";
import { newWorld, rule, text, type World } from "./support/world";

const OSS_CLIENT = join(__dirname, "..", "..", "provider", "dist", "oss");
const OLD_URN = "urn:pulumi:dev::test::pulumi-nodejs:dynamic:Resource::old";

let world: World;
let project: Project;

/** A stand-in for `alicloud.oss.BucketReplication`: it makes a rule, and its delete deletes that rule. */
function oldResource(options = "{}"): string {
  const connection = { region: "cn-hangzhou", endpoint: world.emulator.endpoint };
  return `
    const client = () => require(${JSON.stringify(OSS_CLIENT)}).createOssClient({
      ...${JSON.stringify(connection)},
      credentials: { get: async () => (${JSON.stringify(account)}) },
    });
    const destination = { bucket: "dst", location: "oss-cn-beijing" };
    new pulumi.dynamic.Resource({
      create: async () => {
        const { ruleId } = await client().putBucketReplication("src", { destination, prefixSet: { prefixes: ["a/"] } });
        return { id: ruleId, outs: {} };
      },
      delete: (id) => client().deleteBucketReplication("src", id),
    }, "old", {}, ${options});`;
}

const newResource = (adopt: string) => rule({ prefixSet: { prefixes: ["a/"] }, adopt }, { name: "new" });
const rules = () => world.emulator.rules("src").map(({ id, status }) => ({ id, status }));
const isWrite = ({ method }: { method: string }) => method !== "GET";
const writes = () => world.emulator.requests.filter(isWrite).length;
const urns = () => project.exportState().resources?.map(({ urn }) => urn) ?? [];

async function givenTheOldResource(): Promise<string> {
  project = world.project("");
  project.setProgram(text(oldResource()));
  await project.up();
  return rules()[0]?.id as string;
}

async function expectMovedOver(id: string, writesBefore: number): Promise<void> {
  expect(rules()).toMatchObject([{ id, status: expect.stringMatching(/starting|doing/) }]);
  expect(writes()).toBe(writesBefore);
  expect(urns()).not.toContain(OLD_URN);
  expect(project.exportState().resources?.map((each) => each.id)).toContain(id);
  await project.refresh(["--expect-no-changes"]);
  await project.preview(["--expect-no-changes"]);
}

beforeEach(async () => {
  world = await newWorld();
});

it("`pulumi state delete`, then the other class: the rule is never touched", async () => {
  const id = await givenTheOldResource();
  const before = writes();

  await project.run(["state", "delete", OLD_URN, "--yes"]);
  project.setProgram(text(newResource(id)));
  await project.up();

  await expectMovedOver(id, before);
});

it("`retainOnDelete` in an update of its own, then the other class: the rule is never touched", async () => {
  const id = await givenTheOldResource();
  const before = writes();

  project.setProgram(text(oldResource("{ retainOnDelete: true }")));
  await project.up();
  project.setProgram(text(newResource(id)));
  await project.up();

  await expectMovedOver(id, before);
});

describe("to the package", () => {
  const served = (id: string, opts = `{ import: "src/${id}" }`) =>
    CLASSES + servedRule({ prefixSet: { prefixes: ["a/"] } }, opts, "new");

  it("`pulumi state delete`, then `pulumi import`: the rule is never touched", async () => {
    const id = await givenTheOldResource();
    installProvider(project);
    const before = writes();

    await project.run(["state", "delete", OLD_URN, "--yes"]);
    const type = "oss-replication:index:ReplicationRule";
    await project.run(["import", type, "new", `src/${id}`, "--yes", "--generate-code=false"]);
    project.setProgram(served(id, "{ protect: true }"));
    await project.up(["--expect-no-changes"]);

    await expectMovedOver(id, before);
  });

  it("`retainOnDelete` in an update of its own, then the option `import`: the rule is never touched", async () => {
    const id = await givenTheOldResource();
    installProvider(project);
    const before = writes();

    project.setProgram(text(oldResource("{ retainOnDelete: true }")));
    await project.up();
    project.setProgram(served(id));
    await project.up();

    await expectMovedOver(id, before);
  });

  it("all in one update ends the rule, as with the dynamic resources", async () => {
    const id = await givenTheOldResource();
    installProvider(project);

    project.setProgram(served(id));
    await project.up();

    expect(rules().filter(({ status }) => status !== "closing")).toEqual([]);
  });
});

it("all in one update ends the rule, which the documents warn of, and a refresh shows", async () => {
  const id = await givenTheOldResource();

  project.setProgram(text(newResource(id)));
  await project.up();

  expect(rules().filter(({ status }) => status !== "closing")).toEqual([]);
  const refreshed = await project.refresh();
  expect(refreshed.output).toMatch(/ReplicationRule new delete/);
});

it("a rule of ours that changes its name with `adopt` in one update stays, where one provider has both", async () => {
  project = world.project(rule({ prefixSet: { prefixes: ["a/"] } }, { name: "old" }));
  await project.up();
  const id = rules()[0]?.id as string;
  const before = writes();

  project.setProgram(text(newResource(id)));
  await project.up();

  await expectMovedOver(id, before);
});
