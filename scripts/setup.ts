import { ensurePulumi, NoPulumi } from "./pulumi/ensure";
import { ensureHosts } from "./pulumi/hosts";

async function main(): Promise<void> {
  const cli = await ensurePulumi();
  console.log(`Pulumi CLI ${cli.version} is ready in ${cli.directory}`);
  const languages = await ensureHosts(cli);
  console.log(`It runs programs in ${["Node.js", ...languages.map(({ name }) => name)].join(", ")}`);
}

main().catch((problem: Error) => {
  console.error(problem instanceof NoPulumi ? problem.message : problem);
  process.exitCode = 1;
});
