import { ensurePulumi, NoPulumi } from "./pulumi/ensure";

async function main(): Promise<void> {
  const { version, directory } = await ensurePulumi();
  console.log(`Pulumi CLI ${version} is ready in ${directory}`);
}

main().catch((problem: Error) => {
  console.error(problem instanceof NoPulumi ? problem.message : problem);
  process.exitCode = 1;
});
