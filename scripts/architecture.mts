import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Graphviz } from "@hpcc-js/wasm-graphviz";
import { cruise, format, type ICruiseResult } from "dependency-cruiser";
import optionsIn from "dependency-cruiser/config-utl/extract-depcruise-options";
import tsConfigIn from "dependency-cruiser/config-utl/extract-ts-config";

const picture = join("docs", "architecture.svg");
const folders = ["provider", "emulator", "scripts", "bench", "tests", "examples"];
const entry = "provider/index.ts";

/** Holds the imports against `.dependency-cruiser.cjs` and draws them; with `--check` it compares the drawing. */
async function main(): Promise<void> {
  const imports = await cruised();
  const { exitCode, output } = await format(imports, { outputType: "err" });
  console.log(String(output).trim());
  process.exitCode = exitCode;
  const svg = (await Graphviz.load()).dot(drawing(imports));
  if (!process.argv.includes("--check")) return writeFileSync(picture, svg);
  if (readFileSync(picture, "utf8") === svg) return;
  console.log(`${picture} shows other imports than there are: run \`npm run architecture\`.`);
  process.exitCode = 1;
}

async function cruised(): Promise<ICruiseResult> {
  const options = await optionsIn("./.dependency-cruiser.cjs");
  const { output } = await cruise(folders, options, undefined, {
    tsConfig: tsConfigIn("tests/tsconfig.json"),
  });
  return output as ICruiseResult;
}

/** A box for each folder of the provider and for each other part as a whole; arrows are imports. */
function drawing({ modules }: ICruiseResult): string {
  const boxes = new Set<string>();
  const arrows = new Set<string>();
  for (const { source, dependencies } of modules) {
    const from = boxOf(source);
    if (!from) continue;
    boxes.add(from);
    for (const { resolved } of dependencies) {
      const to = boxOf(resolved);
      if (to && to !== from) arrows.add(arrow(from, to));
    }
  }
  const provider = [...boxes].filter(isProvider).sort();
  const others = [...boxes].filter((box) => !isProvider(box)).sort();
  return `digraph "who imports whom" {
graph [compound=true, pad=0.2, nodesep=0.4, ranksep=0.45, fontname=Helvetica]
node [shape=box, style="rounded,filled", fillcolor="#fff8c5", color="#57606a", fontname=Helvetica, margin="0.25,0.08"]
edge [arrowsize=0.7, color="#57606a"]
subgraph "cluster provider" {
label=provider; style="rounded,filled"; fillcolor="#f6f8fa"; color="#8c959f"
${provider.map((box) => `"${box}" [label="${box.replace("provider/", "")}", fillcolor="#ddf4ff"]`).join("\n")}
}
${others.map((box) => `"${box}"`).join("\n")}
${[...arrows].sort().join("\n")}
}`;
}

/** `undefined` for what is not ours. Who imports the package by its name is shown what was built of it. */
function boxOf(path: string): string | undefined {
  const [folder = "", next] = path.split("/");
  if (!folders.includes(folder) || path.includes("/bin/")) return undefined;
  if (folder !== "provider") return folder;
  return next === "dist" ? entry : `provider/${next}`;
}

function isProvider(box: string): boolean {
  return box.startsWith("provider/");
}

/** From outside it ends at the provider's border, whatever of it is meant. */
function arrow(from: string, to: string): string {
  if (!isProvider(to) || isProvider(from)) return `"${from}" -> "${to}"`;
  return `"${from}" -> "${entry}" [lhead="cluster provider"]`;
}

await main();
