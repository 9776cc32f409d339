import { alwaysTried } from "./matrix/cells";
import { toolsOf } from "./matrix/managers";
import { ensureTool } from "./matrix/tools";
import { ensurePulumi, NoPulumi } from "./pulumi/ensure";
import { ensureHosts } from "./pulumi/hosts";

async function main(): Promise<void> {
  const cli = await ensurePulumi();
  console.log(`Pulumi CLI ${cli.version} is ready in ${cli.directory}`);
  const languages = await ensureHosts(cli);
  console.log(`It runs programs in ${["Node.js", ...languages.map(({ name }) => name)].join(", ")}`);
  await fetchTools();
}

/** What the tests install our packages with besides what is here. Where one cannot be fetched, the others are not waited for. */
async function fetchTools(): Promise<void> {
  try {
    for (const tool of alwaysTried.flatMap(toolsOf)) await ensureTool(tool);
  } catch (problem) {
    console.warn(`Not every way of installation is tried: ${(problem as Error).message}`);
  }
}

main().catch((problem: Error) => {
  console.error(problem instanceof NoPulumi ? problem.message : problem);
  process.exitCode = 1;
});
