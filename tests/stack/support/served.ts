import { chmodSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "./project";

const EXECUTABLE = join(__dirname, "..", "..", "..", "provider", "bin", "pulumi-resource-oss-replication.js");

/** The project's programs can have resources of the package `oss-replication` from now on, of what is built here. */
export function installProvider(project: Project, runtime: object | string = nodejs): void {
  const file = "plugin/pulumi-resource-oss-replication";
  project.write(file, `#!/usr/bin/env node\nrequire(${JSON.stringify(EXECUTABLE)});\n`);
  chmodSync(join(project.folder, "program", file), 0o755);
  project.write(
    "Pulumi.yaml",
    JSON.stringify({
      name: "test",
      runtime,
      plugins: { providers: [{ name: "oss-replication", path: "./plugin", version: "0.1.0" }] },
    }),
  );
}

const nodejs = { name: "nodejs", options: { typescript: false } };

/** What a program of the package's resources starts with: the classes as a generated SDK has them. */
export const CLASSES = `
  const pulumi = require("@pulumi/pulumi");
  const classOf = (name, outputs) => class extends pulumi.CustomResource {
    constructor(resourceName, args, opts) {
      const aliases = [{ type: "pulumi-nodejs:dynamic/oss:" + name }];
      super(
        "oss-replication:index:" + name,
        resourceName,
        { ...Object.fromEntries(outputs.map((each) => [each, undefined])), ...args },
        pulumi.mergeOptions({ aliases, version: "0.1.0" }, opts),
      );
    }
  };
  const fields = ["destination", "prefixSet", "action", "historicalObjectReplication", "syncRole", "userTaggings",
    "sourceSelectionCriteria", "encryptionConfiguration"];
  const ReplicationRule = classOf("ReplicationRule", ["bucket", "region", ...fields]);
  const ReplicationRtc = classOf("ReplicationRtc", ["bucket", "region", "ruleId", "status"]);
`;

/** Text of a rule from `src` to `dst` of the package, with more or other arguments. */
export function servedRule(args: Record<string, unknown> = {}, opts = "{}", name = "rule"): string {
  const all = { bucket: "src", destination: { bucket: "dst", location: "oss-cn-beijing" }, ...args };
  return `new ReplicationRule(${JSON.stringify(name)}, ${JSON.stringify(all)}, ${opts});`;
}
