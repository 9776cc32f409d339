import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Emulator, manualClock, startEmulator } from "oss-replication-emulator";
import { start } from "./processes/command";

const repository = join(__dirname, "..");
const FILE = join(repository, "docs", "map.svg");
const COMMAND = join(repository, "provider", "bin", "oss-replication.js");

/** Draws the README's picture by the command itself, of an account on the emulator; with `--check` it compares them. */
async function main(): Promise<void> {
  const drawn = await draw();
  if (!process.argv.includes("--check")) writeFileSync(FILE, drawn);
  else if (readFileSync(FILE, "utf8") !== drawn) {
    console.log("docs/map.svg is not what `oss-replication map` draws: run `npm run map-picture`.");
    process.exitCode = 1;
  }
}

async function draw(): Promise<string> {
  const clock = manualClock(Date.UTC(2026, 0, 15));
  const emulator = await startEmulator({ clock });
  try {
    for (const [bucket, region] of BUCKETS) emulator.createBucket(bucket, region);
    for (const [source, rule] of RULES) emulator.addRule(source, rule);
    clock.advance(3_600_000);
    const env = {
      ...process.env,
      ...{ OSS_ENDPOINT: emulator.endpoint, OSS_REGION: "cn-hangzhou" },
      ...{ OSS_ACCESS_KEY_ID: "LTAIEXAMPLE", OSS_ACCESS_KEY_SECRET: "demo-sk" },
    };
    const args = [COMMAND, "map", "--all", "--format", "svg"];
    const { exitCode, stdout, stderr } = await start(process.execPath, args, { env }).done;
    if (exitCode !== 0) throw new Error(stderr);
    return stdout;
  } finally {
    await emulator.close();
  }
}

const BUCKETS = [
  ["prod-logs", "cn-hangzhou"],
  ["prod-audit", "cn-hangzhou"],
  ["prod-logs-dr", "cn-beijing"],
  ["orders", "cn-beijing"],
  ["orders-sg", "ap-southeast-1"],
] as const;

const to = (bucket: string, location: string) => ({ destination: { bucket, location } });

const RULES: Parameters<Emulator["addRule"]>[] = [
  ["prod-logs", { ...to("prod-logs-dr", "oss-cn-beijing"), prefixes: ["app/", "audit/"], rtc: "enabled" }],
  ["prod-logs", { ...to("prod-audit", "oss-cn-hangzhou"), prefixes: ["audit/"], action: "PUT" }],
  ["orders", to("orders-sg", "oss-ap-southeast-1")],
];

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
