import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cliVersion } from "../pulumi/cli";

/** What the proof was made with. */
export function versions(): string {
  const version = (folder: string) =>
    JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")).version;
  const [major] = process.versions.node.split(".");
  return `pulumi-oss-replication ${version("provider")}, @pulumi/pulumi ${version("node_modules/@pulumi/pulumi")}, Pulumi CLI ${cliVersion}, Node.js ${major}`;
}

const root = join(__dirname, "..", "..");
