import { join } from "node:path";

/** Pulumi.yaml's part that has the engine start the provider from this folder. */
export function providerIn(path: string) {
  return { plugins: { providers: [{ name: "oss-replication", path }] } };
}

/** As npm has installed it here, and as it is built. */
export const fromNpm = providerIn(join(__dirname, "..", "..", "..", "node_modules", ".bin"));
