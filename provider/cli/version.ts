/** The version of the package. */
export function version(): string {
  return (require("pulumi-oss-replication/package.json") as { version: string }).version;
}
