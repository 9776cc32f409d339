import { chmodSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "./project";

/**
 * A provider in place of `@pulumi/alicloud`, with its type of a rule as the engine knows it: a creation answers the id
 * that `progress` names, and nothing is done at OSS.
 */
const PROVIDER = `#!/usr/bin/env node
const { main } = require("@pulumi/pulumi/provider");
class Alicloud {
  version = "1.0.0";
  async check(urn, olds, news) { return { inputs: news }; }
  async diff(id, urn, olds, news) {
    const changed = olds.action !== news.action;
    return { changes: changed, replaces: changed ? ["action"] : [] };
  }
  async create(urn, inputs) {
    return { id: inputs.bucket + ":" + inputs.progress, outs: { ...inputs, ruleId: inputs.progress } };
  }
  async delete() {}
}
main(new Alicloud(), process.argv.slice(2));
`;

/** The project's programs can have resources of `alicloud` from now on. */
export function installAlicloud(project: Project): void {
  project.write("alicloud/pulumi-resource-alicloud", PROVIDER);
  chmodSync(join(project.folder, "program", "alicloud", "pulumi-resource-alicloud"), 0o755);
  project.write(
    "Pulumi.yaml",
    JSON.stringify({
      name: "test",
      runtime: { name: "nodejs", options: { typescript: false } },
      plugins: { providers: [{ name: "alicloud", path: "./alicloud", version: "1.0.0" }] },
    }),
  );
}

/** Text of a rule from `src` to `dst` that stands for the rule with this id. */
export function alicloudRule(ruleId: string, args: Record<string, unknown> = {}, opts = "{}"): string {
  const all = {
    bucket: "src",
    destination: { bucket: "dst", location: "oss-cn-beijing" },
    progress: ruleId,
    ...args,
  };
  return `new (class extends pulumi.CustomResource {
    constructor(name, args, opts) {
      super("alicloud:oss/bucketReplication:BucketReplication", name, { ruleId: undefined, ...args }, opts);
    }
  })("theirs", ${JSON.stringify(all)}, ${opts});`;
}
