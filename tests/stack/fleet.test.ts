import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "oss-replication-emulator";
import { start } from "../../scripts/processes/command";
import type { Project } from "./support/project";
import { newWorld } from "./support/world";

const repository = join(__dirname, "..", "..");
const example = join(repository, "examples", "fleet");

let emulator: Emulator;
/** Its environment, state and folder serve the fleet; its own stack is not used. */
let p: Project;
const own = mkdtempSync(join(tmpdir(), "fleet-"));

beforeAll(async () => {
  const world = await newWorld();
  ({ emulator } = world);
  p = world.project("", { name: "oss-fleet" });
  cpSync(example, join(p.folder, "program"), {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  p.write("package.json", JSON.stringify({ name: "oss-fleet", private: true }));
  p.write(
    "tsconfig.json",
    JSON.stringify({ compilerOptions: { module: "node16", target: "es2022", esModuleInterop: true } }),
  );
});
afterAll(() => rmSync(own, { recursive: true, force: true }));

const team = (name: string, bucket: string) => ({
  name,
  region: "cn-hangzhou",
  targetRegion: "cn-beijing",
  buckets: [bucket],
});

async function fleet(action: string, teams: object[]) {
  const file = join(own, "teams.json");
  writeFileSync(file, JSON.stringify(teams));
  const tsx = join(repository, "node_modules", ".bin", "tsx");
  return start(tsx, ["fleet.ts", action, file], {
    cwd: join(p.folder, "program"),
    env: { ...p.env, FLEET_AT_ONCE: "2", PULUMI_NODEJS_TRANSPILE_ONLY: "true", TSX_DISABLE_CACHE: "1" },
    timeoutMs: 300_000,
  }).done;
}

it("updates the stacks of all teams, two at a time; one that fails is told and stops no other", async () => {
  const names = ["alpha", "beta", "gamma", "delta"];
  for (const name of names) {
    emulator.createBucket(`fleet-${name}`, "cn-hangzhou");
    if (name !== "beta") emulator.createBucket(`fleet-${name}-dr`, "cn-beijing");
  }
  const teams = names.map((name) => team(name, `fleet-${name}`));
  const up = await fleet("up", teams);
  expect(up.exitCode).toBe(1);
  expect(up.stderr).toMatch(/^1 of 4 failed\.\nbeta: error: .*fleet-beta-dr/);
  expect(up.stdout.trim().split("\n").sort()).toEqual([
    "alpha: 2 create",
    "delta: 2 create",
    "gamma: 2 create",
  ]);
  for (const name of ["alpha", "gamma", "delta"]) expect(emulator.rules(`fleet-${name}`)).toHaveLength(1);

  emulator.createBucket("fleet-beta-dr", "cn-beijing");
  const again = await fleet("up", teams);
  expect({ exitCode: again.exitCode, stderr: again.exitCode ? again.stderr : "" }).toEqual({
    exitCode: 0,
    stderr: "",
  });
  expect(again.stdout).toContain("alpha: 2 same");
  expect(emulator.rules("fleet-beta")).toHaveLength(1);

  expect((await fleet("destroy", teams)).exitCode).toBe(1);
  for (const name of names) expect(emulator.rules(`fleet-${name}`)).toHaveLength(1);
}, 900_000);

it("says how it is used", async () => {
  const { exitCode, stderr } = await fleet("constructor", []);
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: "Usage: fleet preview|up|refresh [FILE]\n",
  });
});
