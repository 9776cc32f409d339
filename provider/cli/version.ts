import { readFileSync } from "node:fs";

/** The version of the package. */
export function version(): string {
  return JSON.parse(readFileSync(require.resolve("pulumi-oss-replication/package.json"), "utf8")).version;
}
