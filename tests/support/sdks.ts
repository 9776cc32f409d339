import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { schemaFile, writeSdks } from "../../scripts/sdks/sdks";
import { cached } from "../clients/support/cache";

const repository = resolve(__dirname, "../..");

export { hasGo } from "../clients/support/go";

/** The SDKs of the schema as it is: generated and compiled at their first use, and again when schema or generator change. */
function sdks(): Promise<string> {
  const hash = createHash("sha256");
  const sources = ["tools/sdk-gen/main.go", "tools/sdk-gen/go.mod", "scripts/sdks/sdks.ts"];
  for (const file of [schemaFile, ...sources.map((each) => join(repository, each))])
    hash.update(readFileSync(file));
  return cached(`sdks-${hash.digest("hex").slice(0, 16)}`, writeSdks);
}

/** The folder of the npm package `pulumi-oss-replication-sdk`, compiled. */
export async function nodeSdk(): Promise<string> {
  return join(await sdks(), "nodejs", "bin");
}

/** The folder that has the Python package `pulumi_oss_replication`: what PYTHONPATH must be. */
export async function pythonSdk(): Promise<string> {
  return join(await sdks(), "python");
}

/** The folder of the Go module whose package `ossreplication` is the SDK. */
export async function goSdk(): Promise<string> {
  return join(await sdks(), "go");
}
