import { Command } from "commander";

/** Buckets of one's own on real OSS. */
export interface OwnBuckets {
  region: string;
  source: string;
  target: string;
  /** As `oss-cn-beijing`; asked of OSS if it is left out. */
  targetLocation?: string;
  sameRegionTarget?: string;
}

/** `undefined`: the emulator. */
export function parseOptions(argv: string[]): OwnBuckets | undefined {
  const command = new Command("npm run demo --")
    .description(
      "Runs the stack at the repository's root: with an emulator of OSS, or on buckets of your own.",
    )
    .option("--region <id>", "region of the source bucket, as cn-hangzhou")
    .option("--source <bucket>", "your bucket to replicate; other rules of it are left alone")
    .option("--target <bucket>", "your bucket to copy to")
    .option("--target-location <id>", "location of the target, as oss-cn-beijing (default: OSS is asked)")
    .option("--same-region-target <bucket>", "another bucket of yours, in the source's region")
    .addHelpText(
      "after",
      "\nYour own buckets need OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET in the environment.",
    )
    .allowExcessArguments(false)
    .parse(argv);
  const options = command.opts<Partial<OwnBuckets>>();
  if (Object.keys(options).length === 0) return undefined;
  const { region, source, target } = options;
  if (!region || !source || !target) return command.error("--region, --source and --target go together.");
  return { ...options, region, source, target };
}
