import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { transformSync } from "esbuild";
import type { Emulator } from "oss-replication-emulator";
import { hasGo, nodeSdk, pythonSdk } from "../support/sdks";
import { fromNpm } from "./support/fromNpm";
import { describeIn, hasPython, python, yaml } from "./support/languages";
import type { Project } from "./support/project";
import { newWorld, type World } from "./support/world";

/** The programs that the schema has in its descriptions, and what they make. */
const made = {
  rule: { prefixes: ["app/", "audit/"], action: "PUT" },
  rtc: { rtcStatus: "enabling" },
};
const names = Object.keys(made) as (keyof typeof made)[];

const text = (name: string, file: string) =>
  readFileSync(resolve(__dirname, "../../scripts/schema/examples", name, file), "utf8");

async function logs(): Promise<World> {
  const world = await newWorld();
  world.emulator.createBucket("prod-logs", "cn-hangzhou");
  world.emulator.createBucket("prod-logs-dr", "cn-beijing");
  return world;
}

async function comesAndGoes(project: Project, emulator: Emulator, name: keyof typeof made): Promise<void> {
  await project.up();
  expect(emulator.rules("prod-logs")).toMatchObject([made[name]]);
  await project.up(["--expect-no-changes"]);
  await project.destroy();
  expect(emulator.rules("prod-logs")).toEqual([]);
}

describeIn("YAML", "the schema's examples in YAML", true, (host) => {
  it.each(names)("%s", async (name) => {
    const { emulator, project } = await logs();
    const p = project("", {
      name: text(name, "Pulumi.yaml").split(/[\s:]+/)[1],
      runtime: yaml(host, "Pulumi.yaml"),
    });
    p.setProgram(`${text(name, "Pulumi.yaml")}\nplugins: ${JSON.stringify(fromNpm.plugins)}\n`);
    await comesAndGoes(p, emulator, name);
  });
});

describeIn("Python", "the schema's examples in Python", hasGo && hasPython, (host) => {
  it.each(names)(
    "%s",
    async (name) => {
      const { emulator, project } = await logs();
      const runtime = await python(host, await pythonSdk());
      await comesAndGoes(project(text(name, "__main__.py"), { runtime, settings: fromNpm }), emulator, name);
    },
    900_000,
  );
});

(hasGo ? describe : describe.skip)("the schema's examples in TypeScript", () => {
  it.each(names)(
    "%s",
    async (name) => {
      const { emulator, project } = await logs();
      const { code } = transformSync(text(name, "index.ts"), { loader: "ts", format: "cjs" });
      const p = project("", { settings: fromNpm });
      p.setProgram(code.replace('"pulumi-oss-replication-sdk"', JSON.stringify(await nodeSdk())));
      await comesAndGoes(p, emulator, name);
    },
    900_000,
  );
});
