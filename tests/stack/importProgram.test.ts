import { join } from "node:path";
import execa from "execa";
import type { Emulator } from "oss-replication-emulator";
import { nameOf, operations } from "./support/plan";
import type { Project } from "./support/project";
import { newWorld } from "./support/world";

const COMMAND = join(__dirname, "..", "..", "provider", "bin", "oss-replication.js");

let emulator: Emulator;
let project: Project;

beforeAll(async () => {
  const world = await newWorld();
  emulator = world.emulator;
  project = world.project("");
  const beijing = (bucket: string) => ({ bucket, location: "oss-cn-beijing" });
  emulator.addRule("src", {
    id: "r-1",
    destination: beijing("dst"),
    prefixes: ['q"uote/', "日本/"],
    action: "PUT",
    rtc: "enabled",
    syncRole: "hidden-role",
  });
  emulator.addRule("src", {
    id: "r-2",
    destination: beijing("dst2"),
    historicalObjectReplication: "disabled",
    syncRole: "oss-repl",
    sseKmsStatus: "Enabled",
    replicaKmsKeyId: "key-1",
    userTaggings: { filterType: "OR", tags: [{ key: "env", value: "prod" }] },
  });
  emulator.addRule("src", {
    id: "r-3",
    destination: { bucket: "near", location: "oss-cn-hangzhou" },
    status: "closing",
  });
});

it("the program that `import` writes takes over rules and RTC as it is, without a write", async () => {
  const before = emulator.rules("src").filter(({ status }) => status !== "closing");
  const args = ["import", "--bucket", "src", "--format", "typescript"];
  const { stdout } = await execa(process.execPath, [COMMAND, ...args], {
    env: project.env,
    extendEnv: false,
  });
  project.write("index.ts", stdout);
  project.write("package.json", JSON.stringify({ name: "test", private: true, main: "index.ts" }));
  project.write("Pulumi.yaml", JSON.stringify({ name: "test", runtime: "nodejs" }));

  const { plan } = await project.previewJson();
  await project.up();

  expect(operations(plan)).toMatchObject({
    "to-dst-q-uote": "create",
    "to-dst-q-uote-rtc": "create",
    "to-dst2": "create",
  });
  expect(emulator.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  const made = project.exportState().resources?.filter(({ type }) => type.includes("dynamic/oss:")) ?? [];
  expect(Object.fromEntries(made.map(({ urn, id }) => [nameOf(urn), id]))).toEqual({
    "to-dst-q-uote": "r-1",
    "to-dst-q-uote-rtc": "r-1",
    "to-dst2": "r-2",
  });
  await project.preview(["--expect-no-changes"]);
  await project.refresh(["--expect-no-changes"]);
  await project.up(["--expect-no-changes"]);
  const inEffect = emulator.rules("src").filter(({ status }) => status !== "closing");
  expect(inEffect.map(({ id, rtcStatus }) => ({ id, rtcStatus }))).toEqual(
    before.map(({ id, rtcStatus }) => ({ id, rtcStatus })),
  );
  expect(emulator.requests.filter(({ method }) => method !== "GET")).toEqual([]);
});
