import { rmSync } from "node:fs";
import { join } from "node:path";
import { hasGo, writeSdks } from "./sdks/sdks";

const folder = join(__dirname, "..", "sdk");

async function main(): Promise<void> {
  if (!(await hasGo())) {
    console.log("The SDKs are generated with Go 1.25 or newer, which is not installed: skipped.");
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  await writeSdks(folder);
  console.log("The SDKs are in sdk/nodejs/bin, sdk/python and sdk/go.");
}

main().catch((problem: Error) => {
  console.error(problem.message);
  process.exitCode = 1;
});
