import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "./project";
import type { World } from "./world";

export const examples = join(__dirname, "..", "..", "..", "examples");

/** The example's own files, its `Pulumi.yaml` among them, as a project of their own; TypeScript is run by the engine. */
export function exampleProject(world: World, example: string, config: Record<string, unknown> = {}): Project {
  const settings = settingsOf(example);
  const p = world.project("", {
    config,
    name: /^name: (.+)$/m.exec(settings)?.[1] ?? "",
    env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true" },
  });
  cpSync(join(examples, example), join(p.folder, "program"), {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  p.write("Pulumi.yaml", settings);
  p.write(
    "tsconfig.json",
    JSON.stringify({ compilerOptions: { module: "node16", target: "es2022", esModuleInterop: true } }),
  );
  return p;
}

/** The demo's Pulumi.yaml is that of the repository. */
function settingsOf(example: string): string {
  const own = join(examples, example, "Pulumi.yaml");
  const path = existsSync(own) ? own : join(examples, "..", "Pulumi.yaml");
  return readFileSync(path, "utf8").replace(`main: examples/${example}\n`, "");
}
